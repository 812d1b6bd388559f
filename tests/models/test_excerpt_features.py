from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models.analyzer import FILTERBANK_FILE, Analyzer
from models.audio import DecodedSong, Excerpt, decode_song
from models.audio.logmel import LogMel
from models.excerpt_features import ExcerptFeatures, FeatureExtractor
from models.genres.ensemble import GenreModels
from models.manifest import open_artifacts
from models.stopwatch import Stopwatch
from tests.audio_files import encode, long_song, music_files

RATE = 48_000


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return encode(tmp_path_factory.mktemp("songs") / "song.mp3", long_song(100.0), RATE)


@pytest.fixture(scope="module")
def models() -> tuple[LogMel, GenreModels]:
    artifacts = open_artifacts()
    return LogMel.load(artifacts.path(FILTERBANK_FILE)), GenreModels.load(artifacts, 1)


@pytest.fixture(scope="module")
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


def results(features: ExcerptFeatures) -> tuple[np.ndarray, np.ndarray]:
    """Return the images and the network's log-probabilities of a song's excerpts."""
    scored = [each.result() for each in features.scored]
    return np.stack([each.image for each in scored]), np.concatenate([each.scores.logs["cnn"] for each in scored])


def test_excerpts_are_handed_out_as_they_are_decoded(song: Path) -> None:
    found: list[tuple[Excerpt, int]] = []
    decoded = decode_song(song, on_excerpt=lambda excerpt, of: found.append((excerpt, of)))
    assert [of for _, of in found] == [3, 3, 3]
    assert all(handed is kept for (handed, _), kept in zip(found, decoded.excerpts, strict=True))


def test_a_clip_of_one_excerpt_is_not_handed_out(song: Path) -> None:
    found: list[Excerpt] = []
    assert len(decode_song(song, excerpts=1, on_excerpt=lambda excerpt, _: found.append(excerpt)).excerpts) == 1
    assert found == []


@pytest.mark.parametrize("started", [True, False])
def test_threads_and_an_early_start_change_no_feature(
    song: Path, models: tuple[LogMel, GenreModels], threads: ThreadPoolExecutor, started: bool
) -> None:
    beside = FeatureExtractor(*models, Stopwatch(), threads)
    decoded = decode_song(song, on_excerpt=beside.start if started else None)
    alone = FeatureExtractor(*models, Stopwatch(), None).extract(decoded.excerpts)
    together = beside.extract(decoded.excerpts)
    for expected, found in zip(results(alone), results(together), strict=True):
        np.testing.assert_allclose(found, expected, atol=1e-4)
    for one, other in zip(alone.rhythms, together.rhythms, strict=True):
        first, second = one.result(), other.result()
        assert first is not None
        assert second is not None
        np.testing.assert_array_equal(first.beats.tempogram, second.beats.tempogram)


def test_what_was_started_for_another_number_of_excerpts_is_left(
    models: tuple[LogMel, GenreModels], threads: ThreadPoolExecutor
) -> None:
    (only,) = decode_song(music_files()[0], excerpts=1).excerpts
    extractor = FeatureExtractor(*models, Stopwatch(), threads)
    # As one of three it would have a single image; alone it has three.
    extractor.start(only, 3)
    (scored,) = extractor.extract([only]).scored
    assert len(scored.result().scores.embeddings) == 3


def test_a_song_shorter_than_its_header_says_has_the_features_of_what_is_there(song: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(song.read_bytes()[: song.stat().st_size * 2 // 3])
    handed: list[Excerpt] = []
    decoded: DecodedSong = decode_song(cut, on_excerpt=lambda excerpt, _: handed.append(excerpt))
    assert not {id(each) for each in decoded.excerpts} >= {id(each) for each in handed}
    one, two = (Analyzer.load(threads=count).analyze(cut) for count in (1, 2))
    assert [genre.genre for genre in one.genres] == [genre.genre for genre in two.genres]
    assert one.vectors is not None
    assert two.vectors is not None
    np.testing.assert_array_equal(one.vectors.images, two.vectors.images)


def test_a_stopwatch_adds_up_what_a_stage_takes_in_several_threads(threads: ThreadPoolExecutor) -> None:
    watch = Stopwatch()

    def work() -> None:
        for _ in range(200):
            with watch.stage("work"), watch.stage("within"):
                pass

    for each in [threads.submit(work) for _ in range(4)]:
        each.result()
    assert set(watch.seconds) == {"work", "within"}
    assert watch.seconds["work"] >= watch.seconds["within"] > 0
