"""Songs added to a catalogue that is open already."""

import logging
from pathlib import Path

import numpy as np
import pytest

from models.catalog.additions import Song, add_shard
from models.catalog.catalog import Catalog
from models.catalog.files import EMBEDDING_FILE, SEGMENTS_FILE, SPACE_FILE, TRACKS_FILE
from models.catalog.space import unit
from models.manifest import MANIFEST, open_artifacts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped artifacts in a folder that can be added to."""
    shipped = open_artifacts()
    for name in (MANIFEST, *shipped.entries):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(shipped.folder / name)
    return tmp_path


def _near(catalog: Catalog, place: int, title: str, genre: str = "Rock") -> Song:
    """Return a song a little beside a track, with a tagger embedding."""
    track, other = catalog.tracks[place].track_id, catalog.tracks[place + 1].track_id
    embedding = unit(catalog.vector(track) + 0.3 * catalog.vector(other))
    return Song(title, "Somebody here", genre, embedding, catalog.segments(track), np.ones(200, np.float32))


def test_a_song_added_to_an_open_catalogue_is_in_every_answer_at_once(folder: Path) -> None:
    catalog = Catalog.load(open_artifacts(folder))
    before, query = len(catalog), catalog.tracks[40].track_id
    first = catalog.like(query, 10)
    add_shard(folder, [_near(catalog, 40, "Quokka Waltz", "Polka")])
    add_shard(folder, [_near(catalog, 90, "Wombat Waltz")])
    assert len(catalog) == before + 2
    (quokka,), (wombat,) = catalog.search_titles("quokka", 5), catalog.search_titles("wombat", 5)
    assert [track.title for track in catalog.search_titles("waltz some", 5)] == ["Quokka Waltz", "Wombat Waltz"]
    assert catalog.like(query, 10)[0].track_id == quokka.track_id
    assert catalog.track(quokka.track_id) == quokka
    assert "Polka" in catalog.genres
    assert [song.track_id for song in catalog.by_genre("Polka", 5)] == [quokka.track_id]
    assert catalog.tagger(wombat.track_id) is not None
    assert first[0].track_id in [song.track_id for song in catalog.like(query, 10)]
    assert catalog.like(wombat.track_id, 5)
    assert wombat.track_id not in [song.track_id for song in catalog.like(wombat.track_id, 50)]
    assert catalog.like(query, 5, include_catalog=False) == ()


def test_nothing_that_is_open_is_read_again(folder: Path) -> None:
    catalog = Catalog.load(open_artifacts(folder))
    add_shard(folder, [_near(catalog, 40, "Quokka Waltz")])
    for name in (TRACKS_FILE, EMBEDDING_FILE, SEGMENTS_FILE, SPACE_FILE):
        (folder / name).unlink()
    assert catalog.search_titles("quokka", 5)
    (shard,) = catalog.parts[1:]
    assert catalog.parts[1] is shard


def test_a_catalogue_opened_later_has_the_added_songs_too_and_they_can_be_taken_out(folder: Path) -> None:
    shard = add_shard(folder, [_near(Catalog.load(open_artifacts()), 40, "Quokka Waltz")])
    catalog = Catalog.load(open_artifacts(folder))
    (quokka,) = catalog.search_titles("quokka", 5)
    shard.rename(folder / "elsewhere")
    assert catalog.search_titles("quokka", 5) == ()
    assert catalog.track(quokka.track_id) is None


@pytest.mark.parametrize("name", [EMBEDDING_FILE, "catalog/lot.json"])
def test_an_altered_shard_is_left_out_and_the_log_says_so_once(
    folder: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    catalog = Catalog.load(open_artifacts(folder))
    shard = add_shard(folder, [_near(catalog, 40, "Quokka Waltz")])
    (shard / name).write_bytes((shard / name).read_bytes()[:-1] + b"!")
    with caplog.at_level(logging.WARNING):
        assert catalog.search_titles("quokka", 5) == ()
        assert catalog.like(catalog.tracks[40].track_id, 5)
    (line,) = caplog.messages
    assert f"{name} does not match" in line


def test_songs_analysed_by_other_models_are_left_out(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    catalog = Catalog.load(open_artifacts(folder))
    (folder / SPACE_FILE).unlink()
    (folder / SPACE_FILE).write_bytes(b"another space")
    add_shard(folder, [_near(catalog, 40, "Quokka Waltz")])
    assert catalog.search_titles("quokka", 5) == ()
    assert "were analysed by other models" in caplog.text
