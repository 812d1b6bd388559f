import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.analysis import HEADLINE_MODEL, WORDS_MODEL
from models.analyzer import Analyzer
from models.errors import ArtifactError, NotAudioError, SilentError
from models.manifest import DEFAULT_FOLDER, sha256_of
from models.taggers.tagger_set import TaggerSet
from tests.audio_files import encode, long_song, music_files, silence, song

STAGES = {"decode", "frontend", "cnn", "lgbm", "search", "rhythm", "total"}


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer.load()


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("songs")
    return encode(folder / "song.mp3", long_song(120.0), 48_000, tags={"title": "Blue", "artist": "Me"})


def test_a_song_gets_its_whole_analysis(analyzer: Analyzer, long_file: Path) -> None:
    analysis = analyzer.analyze(long_file, top=7)
    assert analysis.sha256 == sha256_of(long_file)
    assert (analysis.title, analysis.artist) == ("Blue", "Me")
    assert analysis.duration_s == pytest.approx(120.0, abs=0.1)
    assert analysis.model_version == analyzer.artifacts.version
    assert len(analysis.recommendations) == 7
    assert not analysis.uncertain


def test_every_label_has_a_probability_and_the_best_comes_first(analyzer: Analyzer, long_file: Path) -> None:
    analysis = analyzer.analyze(long_file)
    probabilities = [genre.probability for genre in analysis.genres]
    assert {genre.genre for genre in analysis.archive} == set(analyzer.genres.labels)
    assert {genre.genre for genre in analysis.genres} >= set(analyzer.genres.labels)
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1.0, abs=1e-3)
    for name, model in analysis.models.items():
        assert name == HEADLINE_MODEL or set(model) == set(analyzer.genres.labels)
        assert sum(model.values()) == pytest.approx(1.0, abs=1e-3)


def test_the_timeline_covers_the_analysed_parts_in_order(analyzer: Analyzer, long_file: Path) -> None:
    timeline = analyzer.analyze(long_file).timeline
    bounds = [bound for passage in timeline for bound in (passage.start_s, passage.end_s)]
    assert bounds == pytest.approx([5, 35, 45, 75, 85, 115], abs=0.1)
    for passage in timeline:
        assert passage.genre in analyzer.genres.labels
        assert 1 / len(analyzer.genres.labels) <= passage.probability <= 1


def test_every_stage_is_timed_and_the_total_covers_them(analyzer: Analyzer, long_file: Path) -> None:
    # With a thread alone, one stage follows another.
    timings = Analyzer.load(threads=1).analyze(long_file).timings_s
    stages = STAGES | ({"tagger"} if analyzer.taggers else set())
    assert set(timings) == stages
    assert timings["total"] >= sum(timings[name] for name in stages - {"total"})


def test_with_several_threads_the_answer_is_that_of_one(long_file: Path) -> None:
    one, two = (Analyzer.load(threads=threads).analyze(long_file) for threads in (1, 2))
    assert [genre.genre for genre in one.genres] == [genre.genre for genre in two.genres]
    probabilities = [[genre.probability for genre in answer.genres] for answer in (one, two)]
    assert probabilities[0] == pytest.approx(probabilities[1], abs=1e-4)
    assert (one.tempo, one.key, one.content) == (two.tempo, two.key, two.content)
    assert [track.track_id for track in one.recommendations] == [track.track_id for track in two.recommendations]


def test_an_analysis_prints_as_json_without_vectors(analyzer: Analyzer) -> None:
    printed = json.loads(json.dumps(analyzer.analyze(music_files()[0]).to_json("here"), allow_nan=False))
    assert printed["source"] == "here"
    assert "vectors" not in printed


def test_the_vectors_lie_in_the_catalogues_space(analyzer: Analyzer, long_file: Path) -> None:
    vectors = analyzer.analyze(long_file).vectors
    assert vectors is not None
    assert np.linalg.norm(vectors.embedding) == pytest.approx(1.0, abs=1e-4)
    assert vectors.images.shape == (3, 128, 128)
    assert vectors.images.max() == 255
    assert vectors.segments.shape == (10, 100)


def test_a_song_analysed_again_by_its_images_gets_the_same_genres(analyzer: Analyzer, long_file: Path) -> None:
    first = analyzer.analyze(long_file)
    forgotten = replace(first, genres=(), models={}, recommendations=(), model_version="before", confident=True)
    again = analyzer.reanalyse(forgotten)
    assert again.model_version == first.model_version
    assert again.genres[0].genre == first.genres[0].genre
    assert again.genres[0].probability == pytest.approx(first.genres[0].probability, abs=0.02)
    assert [(part.start_s, part.genre) for part in again.timeline] == [
        (part.start_s, part.genre) for part in first.timeline
    ]
    assert (again.tags, again.taggram, again.content) == (first.tags, first.taggram, first.content)
    assert first.vectors is not None
    assert again.vectors is not None
    assert again.vectors.embedding @ first.vectors.embedding > 0.99
    shared = {song.track_id for song in again.recommendations} & {song.track_id for song in first.recommendations}
    assert len(shared) >= len(first.recommendations) - 2


def test_without_the_tagger_a_song_is_analysed_again_by_its_images_alone(analyzer: Analyzer, long_file: Path) -> None:
    first = analyzer.analyze(long_file)
    again = replace(analyzer, taggers=TaggerSet()).reanalyse(first)
    assert WORDS_MODEL in first.models
    assert WORDS_MODEL not in again.models
    assert again.tags == first.tags
    assert replace(analyzer, taggers=TaggerSet()).analyze(long_file).genres[0].genre == again.genres[0].genre


@pytest.mark.parametrize("seconds", [2, 8])
def test_a_short_clip_analysed_again_by_its_image_gets_the_same_genre(
    analyzer: Analyzer, tmp_path: Path, seconds: int
) -> None:
    first = analyzer.analyze(encode(tmp_path / "a.wav", song()[:, : seconds * 48_000], 48_000))
    again = analyzer.reanalyse(first)
    # One image of three was kept: between genres that are as likely either may come first.
    likely = {genre.genre: genre.probability for genre in again.genres}
    assert likely[first.genres[0].genre] == pytest.approx(first.genres[0].probability, abs=0.1)
    assert likely[first.genres[0].genre] == pytest.approx(again.genres[0].probability, abs=0.1)
    assert first.vectors is not None
    assert again.vectors is not None
    assert again.vectors.embedding @ first.vectors.embedding > 0.97


def test_a_song_of_which_nothing_was_kept_cannot_be_analysed_again(analyzer: Analyzer, long_file: Path) -> None:
    with pytest.raises(ValueError, match="cannot be analysed again"):
        analyzer.reanalyse(replace(analyzer.analyze(long_file), vectors=None))


def test_the_same_file_gives_the_same_answer(analyzer: Analyzer, long_file: Path) -> None:
    once, again = analyzer.analyze(long_file), analyzer.analyze(long_file)
    assert once.genres == again.genres
    assert once.recommendations == again.recommendations


def test_a_clip_of_two_seconds_is_never_confident(analyzer: Analyzer, tmp_path: Path) -> None:
    analysis = analyzer.analyze(encode(tmp_path / "a.wav", song()[:, : 2 * 48_000], 48_000))
    assert analysis.uncertain
    assert not analysis.confident
    assert len(analysis.timeline) == 1


def test_the_song_itself_is_not_recommended(analyzer: Analyzer, tmp_path: Path) -> None:
    track = analyzer.catalog.tracks[0]
    path = encode(tmp_path / "a.flac", song(), 48_000, tags={"title": track.title, "artist": track.artist})
    names = {(alike.title, alike.artist) for alike in analyzer.analyze(path, top=50).recommendations}
    assert (track.title, track.artist) not in names


def test_every_recommendation_has_a_link_and_a_similarity(analyzer: Analyzer, long_file: Path) -> None:
    for alike in analyzer.analyze(long_file).recommendations:
        assert alike.url.startswith(("https://", "http://"))
        assert 0 <= alike.similarity <= 1


def test_the_tagger_can_be_left_out(long_file: Path) -> None:
    analysis = Analyzer.load(tagger=False).analyze(long_file)
    assert analysis.tags == ()
    assert "tagger" not in analysis.timings_s


def test_what_is_wrong_with_a_file_is_said_by_name(analyzer: Analyzer, tmp_path: Path) -> None:
    text = tmp_path / "song.mp3"
    text.write_text("no song", encoding="utf-8")
    with pytest.raises(NotAudioError):
        analyzer.analyze(text)
    with pytest.raises(SilentError):
        analyzer.analyze(encode(tmp_path / "a.flac", silence(5.0), 44_100))
    with pytest.raises(FileNotFoundError):
        analyzer.analyze(tmp_path / "nowhere.mp3")


def test_trained_files_that_were_altered_are_refused(tmp_path: Path) -> None:
    for file in DEFAULT_FOLDER.rglob("*"):
        copy = tmp_path / file.relative_to(DEFAULT_FOLDER)
        copy.mkdir() if file.is_dir() else copy.write_bytes(file.read_bytes())
    ensemble = tmp_path / "ensemble.json"
    ensemble.write_bytes(ensemble.read_bytes().replace(b"{", b"{ ", 1))
    with pytest.raises(ArtifactError, match=r"ensemble\.json"):
        Analyzer.load(tmp_path)
