from pathlib import Path

import numpy as np
import pytest

from models.catalog.song_map import SongMap
from models.errors import ArtifactError


@pytest.fixture
def song_map() -> SongMap:
    corner = np.array([[0.1, 0.1], [0.9, 0.9]], np.float32)
    chance = np.random.default_rng(0)
    label = np.repeat([0, 1], 30).astype(np.uint8)
    code = (label[:, None] * 4 + chance.normal(0, 0.2, (60, 1))).astype(np.float32)
    position = corner[label] + chance.normal(0, 0.02, (60, 2)).astype(np.float32)
    components = np.array([[1.0], [0.0]], np.float32)
    ids = np.arange(100, 160, dtype=np.int64)
    return SongMap(("Folk", "Rock"), ids, label, position, code, np.zeros(2, np.float32), components, corner)


def test_a_new_song_lands_amid_the_songs_it_is_like(song_map: SongMap) -> None:
    assert song_map.place(np.array([0.0, 7.0], np.float32)) == pytest.approx((0.1, 0.1), abs=0.05)
    assert song_map.place(np.array([4.0, -7.0], np.float32)) == pytest.approx((0.9, 0.9), abs=0.05)


def test_known_tracks_are_found_and_unknown_ones_left_out(song_map: SongMap) -> None:
    found = song_map.positions([159, 7, 100, 9999])
    assert found == (tuple(song_map.position[59].tolist()), tuple(song_map.position[0].tolist()))


def test_a_map_survives_its_file(song_map: SongMap, tmp_path: Path) -> None:
    song_map.save(tmp_path / "map.npz")
    again = SongMap.load(tmp_path / "map.npz")
    assert again.label_names == song_map.label_names
    assert np.array_equal(again.position, song_map.position)


@pytest.mark.parametrize("content", [b"", b"not a map", b"PK\x03\x04 broken"])
def test_a_broken_map_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "map.npz"
    path.write_bytes(content)
    with pytest.raises(ArtifactError, match=r"map\.npz"):
        SongMap.load(path)
