"""Music, speech and noise told apart, through the analyzer."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from models.analysis import TagScore
from models.analyzer import Analyzer
from models.content import ContentJudges, summarised
from models.repeats import course, is_repeat
from tests.audio_files import encode, music_files, song

RATE = 44_100
WORDS = "Please leave a message after the tone, and we will call you back as soon as somebody is in the office again. "


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer.load(threads=1)


@pytest.mark.parametrize("path", music_files()[::4], ids=lambda path: path.stem)
def test_music_is_music(analyzer: Analyzer, path: Path) -> None:
    assert analyzer.analyze(path).content == "music"


@pytest.mark.parametrize("slope", [0.0, -1.0, -2.0], ids=["white", "pink", "brown"])
def test_noise_is_noise(analyzer: Analyzer, tmp_path: Path, slope: float) -> None:
    count = 20 * RATE
    spectrum = np.fft.rfft(np.random.default_rng(3).normal(size=count))
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 20)
    sound = np.fft.irfft(spectrum * frequencies ** (slope / 2), count)
    path = encode(tmp_path / "noise.flac", (0.3 * sound / np.abs(sound).max())[None].astype(np.float32), RATE)
    assert analyzer.analyze(path).content == "noise"


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng, which speaks, is not installed")
@pytest.mark.parametrize("voice", ["en", "de+f3", "fr+m2"])
def test_speech_is_speech(analyzer: Analyzer, tmp_path: Path, voice: str) -> None:
    path = tmp_path / "speech.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-w", str(path), 3 * WORDS], check=True)
    assert analyzer.analyze(path).content == "speech"


def test_a_tag_that_the_tagger_is_sure_of_overrules_the_judges() -> None:
    judges = ContentJudges.shipped()
    noise = judges.judges["noise"]
    statistics = np.zeros(1496, np.float32)
    wanted = np.sign(noise.weights).astype(np.float32)
    for index in range(1496):
        trial = np.zeros((1, 1496), np.float32)
        trial[0, index] = 1000
        statistics[index] = 1000 * np.sign(summarised(trial)[0] @ wanted)
    assert judges.content(statistics, (), 30) != "music"
    assert judges.content(statistics, (TagScore("rock", "genre", 0.999),), 30) == "music"


def test_a_recording_is_known_again_through_another_encoder_and_other_songs_are_not(
    analyzer: Analyzer, tmp_path: Path
) -> None:
    original = analyzer.analyze(music_files()[0])
    copy = analyzer.analyze(encode(tmp_path / "copy.mp3", 0.6 * song(0), 48_000, bit_rate=96_000))
    other = analyzer.analyze(music_files()[1])
    assert original.vectors is not None
    assert copy.vectors is not None
    assert other.vectors is not None
    lengths = (original.duration_s, copy.duration_s)
    assert is_repeat(original.vectors.segments, copy.vectors.segments, *lengths)
    assert not is_repeat(original.vectors.segments, copy.vectors.segments, lengths[0], lengths[0] + 5)
    assert not is_repeat(original.vectors.segments, other.vectors.segments, *lengths)
    assert course(original.vectors.segments).shape == (1000,)
