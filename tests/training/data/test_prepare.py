import csv
import os
from pathlib import Path

import numpy as np
import pytest

from models.catalog.catalog import Catalog
from models.manifest import open_artifacts
from tests.training.songs import write_song
from training.custom_catalog.build import build_own_catalog
from training.data.dataset import DatasetError, load
from training.data.parallel import dask_cluster, local_processes
from training.data.prepare import prepare
from training.data.sources import audio_files, sources, split_of

pytestmark = pytest.mark.timeout(600)

GENRES = ("Drone", "Noise", "Pulse")
SONGS = 4


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder a genre with four songs each, and one text file that calls itself a song."""
    folder = tmp_path_factory.mktemp("music")
    for genre, name in enumerate(GENRES):
        for song in range(SONGS):
            write_song(folder / name / f"song {song}.wav", genre, 10 * genre + song)
    (folder / "Noise" / "zz broken.mp3").write_text("no music at all")
    return folder


@pytest.fixture(scope="module")
def filterbank() -> Path:
    return open_artifacts().path("mel_filterbank.npz")


@pytest.fixture(scope="module")
def prepared(music: Path, filterbank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("prepared")
    with local_processes(2) as executor:
        outcome = prepare(sources(music, "folders"), out, filterbank, executor)
    assert (outcome.prepared, len(outcome.failures)) == (12, 1)
    return out


def test_folders_of_audio_become_images_and_what_fails_is_listed(prepared: Path) -> None:
    with (prepared / "tracks.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["genre"] for row in rows} == set(GENRES)
    assert len(rows) == 12
    with np.load(prepared / "logmel128.npz", allow_pickle=False) as archive:
        assert archive["track_id"].tolist() == [int(row["track_id"]) for row in rows]
        assert archive["logmel"].shape == (12, 128, 128)
        assert archive["logmel"].max() == 255
    with (prepared / "failed.csv").open(newline="") as stream:
        failed = list(csv.DictReader(stream))
    assert [Path(row["file"]).name for row in failed] == ["zz broken.mp3"]
    assert failed[0]["reason"]


def test_a_second_run_hears_only_what_was_missing(prepared: Path, music: Path, filterbank: Path) -> None:
    before = (prepared / "logmel128.npz").read_bytes()
    work = prepared / ".prepared"
    kept = {path.name: path.stat().st_mtime_ns for path in work.glob("*.npy")}
    forgotten = min(kept)
    (work / forgotten).with_suffix(".json").unlink()
    with local_processes(1) as executor:
        prepare(sources(music, "folders"), prepared, filterbank, executor)
    after = {path.name: path.stat().st_mtime_ns for path in work.glob("*.npy")}
    assert [name for name in kept if kept[name] != after[name]] == [forgotten]
    assert (prepared / "logmel128.npz").read_bytes() == before


def test_a_dask_cluster_of_two_processes_gives_the_same_bytes(
    prepared: Path, music: Path, filterbank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask comes with the [training] extra")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
        ) as cluster,
        dask_cluster(cluster.scheduler_address) as executor,
    ):
        # A path that means something here alone: the workers are elsewhere.
        monkeypatch.chdir(music.parent)
        with distributed.Client(cluster) as client:
            client.run(os.chdir, str(tmp_path))
        prepare(sources(Path(music.name), "folders"), tmp_path, filterbank, executor)
    for name in ("logmel128.npz", "tracks.csv", "failed.csv"):
        assert (tmp_path / name).read_bytes() == (prepared / name).read_bytes()


def test_a_table_names_files_by_their_track_id_and_keeps_its_splits(
    music: Path, filterbank: Path, tmp_path: Path
) -> None:
    audio = tmp_path / "audio"
    for number, split in enumerate(("training", "training", "validation", "validation"), start=1):
        write_song(audio / "000" / f"{number:06}.wav", number % 2, number)
        with (tmp_path / "tracks.csv").open("a", newline="") as stream:
            writer = csv.writer(stream)
            if number == 1:
                writer.writerow(("track_id", "title", "artist", "genre", "split"))
            writer.writerow((number, f"Song {number}", f"Artist {number}", GENRES[number % 2], split))
    out = tmp_path / "out"
    with local_processes(1) as executor:
        prepare(sources(audio, str(tmp_path / "tracks.csv")), out, filterbank, executor)
    dataset = load(out)
    assert dataset.label_names == ("Drone", "Noise")
    assert dataset.split.tolist() == ["training", "training", "validation", "validation"]


def test_the_archives_own_table_is_read_for_the_tracks_whose_audio_is_here(tmp_path: Path) -> None:
    (tmp_path / "audio" / "000").mkdir(parents=True)
    for number in (2, 5, 9):
        (tmp_path / "audio" / "000" / f"{number:06}.mp3").touch()
    table = [
        ["", "album", "artist", "set", "track", "track"],
        ["", "title", "name", "split", "genre_top", "title"],
        ["track_id", "", "", "", "", ""],
        ["2", "Album", "Band", "training", "Hip-Hop", "Food"],
        ["3", "Album", "Band", "training", "Hip-Hop", "Absent"],
        ["5", "Album", "Other", "test", "Rock", "World"],
        ["9", "Album", "Other", "test", "", "Without a genre"],
    ]
    with (tmp_path / "tracks.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows(table)
    found = sources(tmp_path / "audio", str(tmp_path / "tracks.csv"))
    assert [(source.row["track_id"], source.row["genre"], source.row["split"]) for source in found] == [
        ("2", "Hip-Hop", "training"),
        ("5", "Rock", "test"),
    ]
    assert Path(found[0].path).name == "000002.mp3"


def test_a_folder_without_audio_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no audio files"):
        audio_files(tmp_path)


def test_an_artist_is_always_in_the_same_split_and_most_of_them_train() -> None:
    splits = [split_of(f"Artist {number}") for number in range(1000)]
    assert split_of("SOMEBODY") == split_of("somebody")
    assert 750 < splits.count("training") < 850
    assert splits.count("validation") > 60
    assert splits.count("test") > 60


def test_own_music_becomes_a_catalogue_alone_or_beside_the_shipped_one(music: Path, tmp_path: Path) -> None:
    shipped = Catalog.load(open_artifacts())
    with local_processes(1) as executor:
        outcome = build_own_catalog(audio_files(music), tmp_path / "alone", executor)
        build_own_catalog(audio_files(music / "Pulse"), tmp_path / "both", executor, beside=True)
    assert (outcome.tracks, len(outcome.failures)) == (12, 1)
    alone, both = (Catalog.load(open_artifacts(tmp_path / name)) for name in ("alone", "both"))
    assert len(alone) == 12
    assert len(both) == len(shipped) + SONGS
    song = alone.search_titles("song 2", 1)[0]
    assert song.url.startswith("https://")
    assert song.track_id not in [found.track_id for found in alone.like(song.track_id, 5)]
    assert both.track(shipped.tracks[0].track_id) == shipped.tracks[0]
