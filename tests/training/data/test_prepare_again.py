"""Preparing a folder of music that has changed, with names of all kinds, and music that says little of itself."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.catalog.catalog import Catalog
from models.manifest import DEFAULT_FOLDER, open_artifacts
from tests.audio_files import encode, tone
from tests.training.songs import write_song
from training.custom_catalog.build import build_own_catalog
from training.data.dataset import DatasetError
from training.data.parallel import local_processes
from training.data.prepare import PrepareSummary, prepare
from training.data.sources import audio_files, sources

pytestmark = pytest.mark.timeout(300)

GENRES = ("Drone", "Noise", "Pulse")


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A folder a genre with a song ``b.wav`` each, all of one size."""
    for genre, name in enumerate(GENRES):
        write_song(tmp_path / "music" / name / "b.wav", genre, genre, seconds=2)
    return tmp_path / "music"


def prepared(music: Path, out: Path, filterbank: Path | None = None) -> PrepareSummary:
    filterbank = filterbank or open_artifacts().path("mel_filterbank.npz")
    with local_processes(1) as executor:
        return prepare(sources(music, "folders"), out, filterbank, executor)


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def images(out: Path) -> dict[str, NDArray[np.uint8]]:
    """Return the image of each genre's song."""
    with np.load(out / "logmel128.npz", allow_pickle=False) as archive:
        by_number = dict(zip(archive["track_id"].tolist(), archive["logmel"], strict=True))
    return {row["genre"]: by_number[int(row["track_id"])] for row in rows(out / "tracks.csv")}


def test_songs_keep_their_sound_when_others_come_and_go(music: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepared(music, out)
    before = images(out)
    (music / "Drone" / "a.mp3").write_text("no music at all")
    outcome = prepared(music, out)
    assert (outcome.prepared, len(outcome.failures)) == (3, 1)
    assert [Path(row["file"]).name for row in rows(out / "failed.csv")] == ["a.mp3"]
    assert [row["title"] for row in rows(out / "tracks.csv")] == ["b"] * 3
    assert all(np.array_equal(before[name], image) for name, image in images(out).items())
    (music / "Drone" / "a.mp3").unlink()
    (music / "Drone" / "b.wav").unlink()
    assert prepared(music, out).prepared == 2
    after = images(out)
    assert list(after) == ["Noise", "Pulse"]
    assert all(np.array_equal(before[name], image) for name, image in after.items())


def test_a_file_with_other_content_is_analysed_again(music: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepared(music, out)
    before = images(out)
    write_song(music / "Noise" / "b.wav", 2, 2, seconds=2)
    prepared(music, out)
    after = images(out)
    assert not np.array_equal(before["Noise"], after["Noise"])
    assert np.array_equal(after["Noise"], before["Pulse"])


def test_other_filters_hear_everything_again(music: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepared(music, out)
    before = images(out)
    with np.load(open_artifacts().path("mel_filterbank.npz"), allow_pickle=False) as archive:
        np.savez(tmp_path / "upside_down.npz", filters=archive["filters"][::-1])
    prepared(music, out, tmp_path / "upside_down.npz")
    assert all(np.array_equal(before[name][::-1], image) for name, image in images(out).items())


def test_where_nothing_can_be_analysed_the_table_says_why(tmp_path: Path) -> None:
    (tmp_path / "music" / "Noise").mkdir(parents=True)
    (tmp_path / "music" / "Noise" / "a.mp3").write_text("no music at all")
    with pytest.raises(DatasetError, match=r"None of the 1 files could be analysed; failed\.csv says why"):
        prepared(tmp_path / "music", tmp_path / "out")
    (failed,) = rows(tmp_path / "out" / "failed.csv")
    assert (Path(failed["file"]).name, failed["reason"]) == ("a.mp3", "That file is not audio I can read.")


def test_names_that_are_not_utf8_are_written_with_a_sign_for_each_strange_byte(music: Path, tmp_path: Path) -> None:
    strange = os.fsdecode(b"caf\xe9")
    try:
        (music / "Noise").rename(music / strange)
        (music / strange / "b.wav").rename(music / strange / f"{strange}.wav")
        (music / strange / f"broken {strange}.mp3").write_text("no music at all")
    except OSError:
        pytest.skip("this file system takes UTF-8 alone")
    assert prepared(music, tmp_path / "out").prepared == 3
    assert {(row["genre"], row["title"]) for row in rows(tmp_path / "out" / "tracks.csv")} == {
        ("Drone", "b"),
        ("Pulse", "b"),
        ("caf�", "caf�"),
    }
    assert [Path(row["file"]).name for row in rows(tmp_path / "out" / "failed.csv")] == ["broken caf�.mp3"]
    with local_processes(1) as executor:
        outcome = build_own_catalog(audio_files(music / strange), tmp_path / "own", executor)
    assert (outcome.tracks, len(outcome.failures)) == (1, 1)
    assert [track.title for track in Catalog.load(open_artifacts(tmp_path / "own")).tracks] == ["caf�"]


def test_the_artist_is_whom_the_tags_name_else_the_folder_in_the_genres_else_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "music" / "Drone"
    (folder / "Somebody" / "An album").mkdir(parents=True)
    encode(folder / "Somebody" / "tagged.flac", tone(2), 44_100, tags={"artist": "Somebody else"})
    encode(folder / "Somebody" / "An album" / "untagged.flac", tone(2), 44_100)
    encode(folder / "nobody's.flac", tone(2), 44_100)
    prepared(tmp_path / "music", tmp_path / "out")
    assert {row["title"]: row["artist"] for row in rows(tmp_path / "out" / "tracks.csv")} == {
        "tagged": "Somebody else",
        "untagged": "Somebody",
        "nobody's": "",
    }


def test_songs_without_an_artist_are_split_one_by_one_and_always_alike(tmp_path: Path) -> None:
    for genre in range(24):
        write_song(tmp_path / "music" / f"Genre {genre}" / "01.wav", 1, genre, seconds=1)
    prepared(tmp_path / "music", tmp_path / "out")
    (tmp_path / "music").rename(tmp_path / "moved")
    prepared(tmp_path / "moved", tmp_path / "again")
    splits = [row["split"] for row in rows(tmp_path / "out" / "tracks.csv")]
    assert splits == [row["split"] for row in rows(tmp_path / "again" / "tracks.csv")]
    assert set(splits) == {"training", "validation", "test"}


def test_a_catalogue_is_not_written_over_the_models_that_hear_it(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(DEFAULT_FOLDER)
    with local_processes(1) as executor:
        # What is no audio is not even opened: otherwise none of it could be analysed.
        for out, artifacts in (
            (DEFAULT_FOLDER, None),
            (tmp_path / "link", None),
            (tmp_path, tmp_path / ".." / tmp_path.name),
        ):
            with pytest.raises(DatasetError, match="holds the models that analyse your music"):
                build_own_catalog([Path(__file__)], out, executor, artifacts=artifacts)
