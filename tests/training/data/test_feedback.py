"""Members' words become labels: a real database, written by the bot's own store, read by training's own door."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.settings import StoreSettings
from bot.store import Store
from bot.store._members import Correction as MembersCorrection
from models.analysis import Analysis, GenreProbability, Vectors
from models.audio.logmel import looped
from tests.training.conftest import GENRES
from training.__main__ import app
from training.data.dataset import Dataset, load
from training.data.feedback import Correction, FeedbackError, add_corrections, read_corrections

IMAGES = np.random.default_rng(5).integers(0, 256, (3, 128, 128), np.uint8)


def _analysis(sha256: str, artist: str | None) -> Analysis:
    """Return a song of 90 s of three excerpts, or one of 6 s where its name says that it is short."""
    short = sha256.startswith("short")
    images = IMAGES[:1] if short else IMAGES
    vectors = Vectors(np.zeros(4, np.float32), np.zeros((10, 100), np.float16), images)
    return Analysis(
        sha256=sha256,
        title=None,
        artist=artist,
        duration_s=6.0 if short else 90.0,
        genres=(GenreProbability("Drone", 1.0),),
        confident=True,
        models={},
        timeline=(),
        recommendations=(),
        timings_s={},
        model_version="0123456789ab",
        vectors=vectors,
    )


Words = dict[str, tuple[str | None, list[str]]]


@pytest.fixture
def database(tmp_path: Path) -> Callable[[Words], str]:
    """Write songs (by name: their artist, and what each member says of them) and return the database's address."""

    async def write(url: str, songs: Words) -> None:
        store = await Store.open(StoreSettings(url=url))
        for name, (artist, words) in songs.items():
            await store.songs.remember(_analysis(name, artist))
            for member, genre in enumerate(words):
                await store.members.correct(member, MembersCorrection(name, "0123456789ab", "Drone", genre))
        await store.close()

    def make(songs: Words) -> str:
        url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
        asyncio.run(write(url, songs))
        return url

    return make


def _feedback(data: Path, url: str, out: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["feedback", "--data", str(data), "--database", url, "--out", str(out), *options])
    assert result.exit_code == 0, result.output
    return result.output


def _added(base: Path, out: Path) -> tuple[Dataset, list[int]]:
    merged = load(out)
    return merged, list(range(len(load(base)), len(merged)))


def test_words_of_members_become_training_tracks_that_load_like_any_other(
    toy_data: Path, database: Callable[[Words], str], tmp_path: Path
) -> None:
    url = database({"aa": ("Somebody", ["Whistle", "Whistle", "Drone"]), "bb": (None, ["Ticking"])})
    _feedback(_without_teacher(toy_data, tmp_path / "base"), url, tmp_path / "out")
    merged, places = _added(toy_data, tmp_path / "out")
    assert [merged.label_names[merged.labels[place]] for place in places] == ["Whistle", "Ticking"]
    assert set(merged.split[places]) == {"training"}
    np.testing.assert_array_equal(merged.images[places], IMAGES[[1, 1]])
    assert len(set(merged.artist[places])) == 2


def test_a_short_song_is_learnt_from_as_it_is_judged(
    toy_data: Path, database: Callable[[Words], str], tmp_path: Path
) -> None:
    url = database({"short": (None, ["Whistle"])})
    _feedback(_without_teacher(toy_data, tmp_path / "base"), url, tmp_path / "out")
    merged, (place,) = _added(toy_data, tmp_path / "out")
    np.testing.assert_array_equal(merged.images[place], looped(IMAGES[0], 6.0))


def test_members_who_disagree_teach_nothing(toy_data: Path, database: Callable[[Words], str], tmp_path: Path) -> None:
    url = database({"aa": (None, ["Whistle", "Drone"]), "bb": (None, ["Ticking"]), "cc": (None, ["Drone", "Drone"])})
    _feedback(_without_teacher(toy_data, tmp_path / "base"), url, tmp_path / "out", "--members", "2")
    merged, places = _added(toy_data, tmp_path / "out")
    assert [merged.label_names[merged.labels[place]] for place in places] == ["Drone"]


def test_artists_of_the_judging_splits_and_unknown_genres_are_left_out_by_name(
    toy_data: Path, database: Callable[[Words], str], tmp_path: Path
) -> None:
    base = load(toy_data)
    judged = str(base.artist[base.indices("test")[0]])
    url = database({"aa": (judged.upper(), [GENRES[0]]), "bb": (None, ["Polka"])})
    said = _feedback(_without_teacher(toy_data, tmp_path / "base"), url, tmp_path / "out")
    assert "The artist is in the validation or test split" in said
    assert "The data set has no genre 'Polka'" in said
    assert _added(toy_data, tmp_path / "out")[1] == []


def test_a_new_song_gets_the_teacher_that_the_network_guesses(
    toy_data: Path, database: Callable[[Words], str], tmp_path: Path
) -> None:
    url = database({"aa": (None, ["Whistle"])})
    _feedback(_with_teacher_of(toy_data, tmp_path / "base", 128), url, tmp_path / "out")
    merged, (place,) = _added(toy_data, tmp_path / "out")
    assert merged.teacher is not None
    assert merged.teacher.shape == (len(merged), 128)
    assert np.isfinite(merged.teacher[place]).all()
    assert merged.teacher[place].std() > 0


def test_a_database_that_is_none_of_the_bots_is_refused_in_one_sentence(toy_data: Path, tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite3'}"
    options = ["--data", str(toy_data), "--database", url, "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(app, ["feedback", *options])
    assert result.exit_code == 1
    assert "The database cannot be read" in result.output
    assert "Traceback" not in result.output


def _without_teacher(data: Path, folder: Path) -> Path:
    folder.mkdir()
    for name in ("tracks.csv", "logmel128.npz"):
        (folder / name).write_bytes((data / name).read_bytes())
    return folder


def _with_teacher_of(data: Path, folder: Path, size: int) -> Path:
    _without_teacher(data, folder)
    ids = load(data).track_id
    teacher = np.random.default_rng(3).normal(size=(len(ids), size)).astype(np.float32)
    np.savez(folder / "vggish128.npz", track_id=ids, embedding=teacher)
    return folder


def test_a_correction_becomes_the_last_training_track(toy_data: Path, tmp_path: Path) -> None:
    dataset = replace(load(toy_data), teacher=None)
    kept = Correction("a" * 64, "New", "Nobody yet", "Drone", IMAGES[0])
    unknown = replace(kept, genre="Polka")
    summary = add_corrections(dataset, [kept, unknown], tmp_path / "no network is needed", tmp_path / "out")
    assert summary.added == 1
    assert list(summary.left_out.values()) == [1]
    merged = load(tmp_path / "out")
    assert (merged.title[-1], merged.split[-1]) == ("New", "training")
    assert np.array_equal(merged.images[-1], IMAGES[0])


@pytest.mark.parametrize("url", ["no address", "sqlite+aiosqlite:////nowhere/bot.sqlite3"])
def test_a_database_that_cannot_be_read_is_one_sentence(url: str) -> None:
    with pytest.raises(FeedbackError, match="cannot be read"):
        read_corrections(url, 1)
