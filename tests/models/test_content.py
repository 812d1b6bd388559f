"""Music, speech and noise distinguished, through the analyzer."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.analysis import TagScore
from models.analyzer import Analyzer
from models.catalog.same_recording import course, is_repeat
from models.content import ContentClassifier, ContentClassifiers, summarised
from tests.audio_files import decoded, encode, music_files, song

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


def _most_like(kind: str) -> NDArray[np.float32]:
    """Return song statistics that a classifier is surer of than of anything real."""
    weights = ContentClassifiers.shipped().classifiers[kind].weights
    basis = 1000 * np.eye(1496, dtype=np.float32)
    statistics: NDArray[np.float32] = (1000 * np.sign(summarised(basis) @ weights)).astype(np.float32)
    return statistics


def test_where_the_tagger_is_sure_it_is_not_speech() -> None:
    classifiers = ContentClassifiers.shipped()
    assert classifiers.content(_most_like("speech"), (TagScore("rock", "genre", 0.9),), 30) == "speech"
    assert classifiers.content(_most_like("speech"), (TagScore("rock", "genre", 0.999),), 30) == "music"
    assert classifiers.content(_most_like("noise"), (TagScore("ambient", "genre", 0.999),), 30) == "noise"


def test_a_short_clip_must_be_farther_over_the_threshold() -> None:
    classifier = ContentClassifier(np.zeros(148), 1.5, 0.0)
    classifiers = ContentClassifiers({"noise": classifier}, 1.0)
    nothing = np.zeros(1496, np.float32)
    assert classifiers.content(nothing, (), 30) == "noise"
    assert classifiers.content(nothing, (), 3) == "music"


@pytest.mark.parametrize("seconds", [2, 4])
def test_a_short_clip_of_music_is_music(analyzer: Analyzer, tmp_path: Path, seconds: int) -> None:
    for number, path in enumerate(music_files()[::7]):
        rate, sound = decoded(path)
        start = sound.shape[1] // 2
        clip = encode(tmp_path / f"{number}.flac", sound[:, start : start + seconds * rate], rate)
        assert analyzer.analyze(clip).content == "music"


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng, which speaks, is not installed")
def test_a_few_seconds_of_speech_are_speech(analyzer: Analyzer, tmp_path: Path) -> None:
    path = tmp_path / "speech.wav"
    subprocess.run(["espeak-ng", "-v", "en", "-w", str(path), WORDS[:80]], check=True)
    analysis = analyzer.analyze(path)
    assert 3 <= analysis.duration_s <= 8
    assert analysis.content == "speech"


def test_a_recording_is_known_again_through_another_encoder_and_other_songs_are_not(
    analyzer: Analyzer, tmp_path: Path
) -> None:
    original = analyzer.analyze(music_files()[0])
    copy = analyzer.analyze(encode(tmp_path / "copy.mp3", 0.6 * song(0), 48_000, bit_rate=96_000))
    other = analyzer.analyze(music_files()[1])
    assert original.vectors is not None
    assert copy.vectors is not None
    assert other.vectors is not None
    ours = course(original.vectors.segments)
    same = float(ours @ course(copy.vectors.segments)), float(original.vectors.embedding @ copy.vectors.embedding)
    strange = float(ours @ course(other.vectors.segments)), float(original.vectors.embedding @ other.vectors.embedding)
    assert is_repeat(*same, original.duration_s - copy.duration_s)
    assert not is_repeat(*same, 5)
    assert not is_repeat(*strange, 0)
