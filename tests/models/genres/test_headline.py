"""The headline genre: how both opinions are joined, when it is sure, and what it does without its parts."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.analyzer import Analyzer
from models.audio import decode_song
from models.errors import ArtifactError
from models.genres.headline import FusionSettings, Headline, SoundHead, save
from models.genres.late_fusion import TAG_GENRES
from models.genres.probabilities import LogProbabilities, log_softmax
from models.genres.relative_distance import RelativeDistance
from models.manifest import Artifacts, Entry, sha256_of
from models.tagger_table import HEADLINE_FILE, PRIMARY
from tests.audio_files import music_files

SETTINGS = FusionSettings(
    archive_weight=0.5,
    unknown_bias=-2.0,
    unknown_slope=0.0,
    sound_only=0.1,
    tag_weight=0.5,
    temperature=1.0,
    short_temperature=2.0,
    short_s=10.0,
    confident_from=0.6,
    farthest=2.0,
)
ARCHIVE = ("Folk", "Rock")
NO_TAGS = np.zeros(len(TAG_GENRES))


def headline() -> Headline:
    """Return a model of two embeddings of one number each: positive is Jazz, negative is Rock."""
    weights = np.array([[2.0, -2.0], [2.0, -2.0]])
    one = np.ones((1, 1))
    likeness = RelativeDistance(np.zeros(1), 2 * one, one, np.array([[2.0], [-2.0]]))
    head = SoundHead(("Jazz", "Rock"), np.zeros(2), np.ones(2), weights, np.zeros(2), likeness)
    return Headline(("Folk", "Jazz", "Rock"), head, ARCHIVE, SETTINGS)


def logs(*probabilities: float) -> LogProbabilities:
    return np.asarray(np.log([probabilities]), np.float64)


def test_a_genre_that_the_archive_lacks_wins_where_the_sound_says_so() -> None:
    found = headline().predict(logs(0.5, 0.5), np.array([[1.0]]), np.array([1.0]), NO_TAGS, 30.0)
    assert found.genres[0].genre == "Jazz"
    assert found.confident
    assert sum(each.probability for each in found.genres) == pytest.approx(1)
    assert [each.genre for each in found.genres] == sorted(
        headline().labels, key=lambda name: -{each.genre: each.probability for each in found.genres}[name]
    )


def test_a_genre_that_the_sound_head_lacks_wins_where_the_sound_is_like_none_of_its_own() -> None:
    settings = replace(SETTINGS, unknown_bias=-5.0, unknown_slope=3.0)
    named = {}
    # Rock clips are around -1; between both genres, at 0, there are none.
    for place in (-1.0, 0.0):
        found = replace(headline(), settings=settings).predict(
            logs(0.999, 0.001), np.zeros((1, 1)), np.array([place]), NO_TAGS, 30.0
        )
        named[place] = found.genres[0].genre
    assert named == {-1.0: "Rock", 0.0: "Folk"}


def test_all_genres_stay_possible_however_far_a_song_is() -> None:
    model = replace(headline(), settings=replace(SETTINGS, unknown_slope=1e6))
    found = model.predict(logs(0.5, 0.5), np.zeros((1, 1)), np.array([1e6]), NO_TAGS, 30.0)
    assert sum(each.probability for each in found.genres) == pytest.approx(1)
    assert min(each.probability for each in found.genres) > 0


def test_a_tag_that_bears_a_genres_name_counts_for_it() -> None:
    deviations = NO_TAGS.copy()
    for deviation in (0.0, 2.5):
        deviations[TAG_GENRES.index("Folk")] = deviation
        found = headline().predict(logs(0.5, 0.5), np.zeros((1, 1)), np.zeros(1), deviations, 30.0)
        folk = next(each.probability for each in found.genres if each.genre == "Folk")
        assert (folk > 0.3) == (deviation > 0)


def test_where_the_tags_say_another_genre_loudly_the_headline_is_not_sure() -> None:
    deviations = NO_TAGS.copy()
    model = replace(headline(), settings=replace(SETTINGS, tag_weight=0.0))
    sure = {}
    for genre in ("Jazz", "Metal"):
        deviations[:] = 0
        deviations[TAG_GENRES.index(genre)] = 2.0
        found = model.predict(logs(0.5, 0.5), np.array([[1.0]]), np.array([1.0]), deviations, 30.0)
        assert found.genres[0].genre == "Jazz"
        sure[genre] = found.confident
    assert sure == {"Jazz": True, "Metal": False}


def test_a_short_song_is_less_sure_of_the_same_answer() -> None:
    long, short = (
        headline().predict(logs(0.5, 0.5), np.array([[0.5]]), np.array([0.5]), NO_TAGS, s) for s in (30.0, 3.0)
    )
    assert short.genres[0].genre == long.genres[0].genre
    assert short.genres[0].probability < long.genres[0].probability


def test_a_song_unlike_all_training_clips_is_never_sure() -> None:
    near, far = (
        headline().predict(logs(0.5, 0.5), np.array([[1.0]]), np.array([x]), NO_TAGS, 30.0) for x in (1.9, 2.1)
    )
    assert near.confident
    assert not far.confident
    assert far.genres[0].probability > SETTINGS.confident_from


def test_each_image_has_its_own_genre() -> None:
    archive = np.log(np.array([[0.5, 0.5], [0.5, 0.5]]))
    found = headline().predict(archive, np.array([[2.0], [-2.0]]), np.array([0.0]), NO_TAGS, 30.0)
    assert [headline().labels[place] for place in found.probabilities.argmax(axis=1)] == ["Jazz", "Rock"]


def test_a_written_model_answers_as_before(tmp_path: Path) -> None:
    (tmp_path / PRIMARY.file).write_bytes(b"tagger")
    save(headline(), {PRIMARY.file: sha256_of(tmp_path / PRIMARY.file)}, tmp_path / HEADLINE_FILE)
    loaded = Headline.load(artifacts(tmp_path))
    assert loaded is not None
    assert loaded.labels == headline().labels
    assert loaded.settings == SETTINGS
    sound = log_softmax(np.array([1.0, 0.0]))
    assert loaded.fuse(sound, logs(0.3, 0.7)[0], NO_TAGS, np.array(0.1)) == pytest.approx(
        headline().fuse(sound, logs(0.3, 0.7)[0], NO_TAGS, np.array(0.1))
    )
    assert loaded.unknown(np.array([0.7])) == pytest.approx(headline().unknown(np.array([0.7])))


def test_a_model_fitted_to_another_tagger_is_left_out(tmp_path: Path) -> None:
    (tmp_path / PRIMARY.file).write_bytes(b"tagger")
    save(headline(), {PRIMARY.file: "0" * 64}, tmp_path / HEADLINE_FILE)
    assert Headline.load(artifacts(tmp_path)) is None


def test_what_is_no_model_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / PRIMARY.file).write_bytes(b"tagger")
    (tmp_path / HEADLINE_FILE).write_bytes(b"no archive of arrays")
    with pytest.raises(ArtifactError, match=HEADLINE_FILE):
        Headline.load(artifacts(tmp_path))


def artifacts(folder: Path) -> Artifacts:
    names = (PRIMARY.file, HEADLINE_FILE)
    return Artifacts(
        folder, "version", {name: Entry(name, sha256_of(folder / name), 0, optional=True) for name in names}
    )


@pytest.fixture(scope="module")
def song() -> Path:
    return music_files()[0]


def test_the_shipped_models_name_one_headline_and_keep_the_archives_opinion(song: Path) -> None:
    analyzer = Analyzer.load(threads=1)
    if analyzer.headline is None:
        pytest.skip("no headline model is shipped")
    analysis = analyzer.analyze(song)
    assert {each.genre for each in analysis.genres} == set(analyzer.headline.labels)
    assert sum(each.probability for each in analysis.genres) == pytest.approx(1, abs=1e-6)
    assert {each.genre for each in analysis.archive} == set(analyzer.genres.labels)
    assert set(analysis.models["sound"]) == set(analyzer.headline.sound.labels)
    assert {part.genre for part in analysis.timeline} <= set(analyzer.headline.labels)
    # Of a song's images one an excerpt is kept.
    again = {each.genre: each.probability for each in analyzer.reanalyse(analysis).genres}
    assert again[analysis.genres[0].genre] == pytest.approx(analysis.genres[0].probability, abs=0.15)


def test_without_taggers_the_headline_is_the_archives(song: Path) -> None:
    analysis = Analyzer.load(threads=1, tagger=False).analyze(song)
    assert analysis.genres == analysis.archive
    assert "sound" not in analysis.models


def test_noise_is_far_from_every_training_clip() -> None:
    analyzer = Analyzer.load(threads=1)
    if analyzer.headline is None:
        pytest.skip("no headline model is shipped")
    song = decode_song(music_files()[0])
    near = analyzer.taggers.tag(song.excerpts).embedding
    assert near is not None
    assert not analyzer.headline.is_far(near)
    assert analyzer.headline.is_far(np.full_like(near, 50.0))


def test_a_model_of_an_earlier_version_is_left_out_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / PRIMARY.file).write_bytes(b"tagger")
    save(headline(), {PRIMARY.file: sha256_of(tmp_path / PRIMARY.file)}, tmp_path / HEADLINE_FILE)
    with np.load(tmp_path / HEADLINE_FILE) as stored:
        earlier = {name: stored[name] for name in stored.files if not name.startswith("likeness")}
    with (tmp_path / HEADLINE_FILE).open("wb") as stream:
        np.savez(stream, **earlier)
    assert Headline.load(artifacts(tmp_path)) is None
    assert "another version" in caplog.text
    assert "training headline" in caplog.text
