"""Tempo and key measured beside librosa, on made music."""

import wave
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("librosa", reason="training needs the [training] extra")

from models.analysis import Key, Tempo
from models.audio.logmel import SAMPLE_RATE
from models.rhythm.key import song_pitches
from models.rhythm.signal import prepare
from models.rhythm.tempo import song_beats
from training.rhythm.clips import Clip
from training.rhythm.evaluate import measure_changes, measure_key, measure_tempo
from training.rhythm.reference import librosa_key, librosa_tempo
from training.rhythm.synthetic import RATE, chords, clicks
from training.rhythm.synthetic_metrics import measure_synthetic
from training.rhythm.tables import changes_table, scores_table, synthetic_table


@pytest.fixture(scope="module")
def clips() -> list[Clip]:
    """Two clips of 120 BPM in C major, of which the key of the second is not known."""
    music = (chords(0, "major", 6, "plucked", 120) + 0.3 * clicks(120, 6)).astype(np.float32)
    prepared = prepare([music], SAMPLE_RATE)
    beats, pitches = (song_beats(prepared),), song_pitches(prepared)
    return [Clip(name, name, 120.0, key, music, beats, pitches) for name, key in (("a", "C major"), ("b", None))]


def test_librosa_is_measured_on_the_same_clips(clips: list[Clip]) -> None:
    tempo = librosa_tempo(clips[0].samples, RATE)
    assert min(abs(tempo / level / 120 - 1) for level in (0.5, 1, 2)) < 0.04
    assert librosa_key(clips[0].samples, RATE) == "C major"


def test_no_answer_counts_as_wrong_and_clips_without_a_key_do_not_count(clips: list[Clip]) -> None:
    ours, _ = measure_tempo(clips, [Tempo(60.0, 0.5), None])
    assert (ours.accuracy_1, ours.accuracy_2, ours.unanswered) == (0.0, 0.5, 0.5)
    key, reference = measure_key(clips, [Key("G", "major", "9B", 0.4), None])
    assert (key.mirex, key.exact, key.unanswered) == (0.5, 0.0, 0.0)
    assert reference.exact == 1.0
    table = scores_table((ours, ours), (key, reference))
    assert "| key, MIREX score | 50.0% | 100.0% |" in table


def test_a_song_at_other_speeds_has_the_tempo_and_key_that_follow(clips: list[Clip], tmp_path: Path) -> None:
    path = tmp_path / "song.wav"
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(RATE)
        stream.writeframes((clips[0].samples * 20_000).astype("<i2").tobytes())
    score = measure_changes([path])
    assert (score.tempo_levels, score.songs) == (1.0, 4)
    assert score.key >= 0.75
    assert "| song | 4 |" in changes_table("song", score)


def test_made_music_has_its_tempo_and_key_and_noise_has_neither() -> None:
    scores = {score.kind: score for score in measure_synthetic(4.0)}
    assert (scores["clicks"].tempo_2 or 0) > 0.9
    assert (scores["chords, organ"].key or 0) > 0.9
    assert (scores["noise"].no_tempo, scores["noise"].no_key) == (1.0, 1.0)
    assert synthetic_table([scores["noise"]]).splitlines()[-1] == "| noise | 4 |  |  |  |  | 100.0% | 100.0% |"
