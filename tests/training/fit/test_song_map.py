from pathlib import Path

import numpy as np
import pytest

from models.catalog.song_map import SongMap
from training.fit.song_map import fit

GENRES = ("Folk", "Jazz", "Rock")


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalog")
    chance = np.random.default_rng(0)
    label = np.tile([0, 1, 2], 40)
    np.save(folder / "embedding.npy", (np.eye(6)[label] + chance.normal(0, 0.2, (120, 6))).astype(np.float16))
    rows = [f"{900 - row},{GENRES[genre]},{'test' if row % 10 == 0 else 'training'}" for row, genre in enumerate(label)]
    (folder / "tracks.csv").write_text("\n".join(["track_id,genre,split", *rows]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def drawn(catalog: Path) -> SongMap:
    return fit(catalog, catalog / "map.npz", seed=3, learned=np.arange(0, 120, 2))


def test_every_track_lies_on_the_sheet_and_genres_lie_apart(drawn: SongMap) -> None:
    assert drawn.label_names == GENRES
    assert drawn.position.min() >= 0
    assert drawn.position.max() <= 1
    middles = np.stack([drawn.position[drawn.label == place].mean(axis=0) for place in range(3)])
    deviation = np.mean([drawn.position[drawn.label == place].std() for place in range(3)])
    assert np.linalg.norm(middles[0] - middles[1]) > deviation


def test_tracks_are_listed_by_their_number_with_their_own_genre(drawn: SongMap, catalog: Path) -> None:
    lines = (catalog / "tracks.csv").read_text(encoding="utf-8").splitlines()[1:]
    genre = {int(line.split(",")[0]): line.split(",")[1] for line in lines}
    assert drawn.track_id.tolist() == sorted(genre)
    assert [GENRES[place] for place in drawn.label] == [genre[track] for track in drawn.track_id.tolist()]


def test_a_song_of_a_genre_is_placed_nearest_to_that_genres_landmark(drawn: SongMap) -> None:
    for place in range(3):
        song = np.array(drawn.place(np.eye(6, dtype=np.float32)[place]))
        assert int(np.argmin(np.linalg.norm(drawn.landmark - song, axis=1))) == place


def test_the_same_seed_draws_the_same_map(drawn: SongMap, catalog: Path, tmp_path: Path) -> None:
    again = fit(catalog, tmp_path / "map.npz", seed=3, learned=np.arange(0, 120, 2))
    assert np.allclose(again.position, drawn.position, atol=1e-4)
