"""A tiny data set of three genres that a tiny network can tell apart."""

import csv
from pathlib import Path

import numpy as np
import pytest

from training.data.dataset import Dataset, load
from training.fit.cnn.settings import Settings

_GENRES = ("Ambient", "Bass", "Chiptune")


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of 48 tracks: each genre is loud in its own third of the bands."""
    folder = tmp_path_factory.mktemp("toy")
    rng = np.random.default_rng(7)
    rows, images, teacher = [], [], []
    for number in range(48):
        genre = number % 3
        split = "training" if number < 30 else "validation" if number < 39 else "test"
        rows.append([100 + number, f"Song {number}", f"Artist {number // 3}", _GENRES[genre], split])
        image = rng.integers(0, 90, (128, 128))
        image[genre * 40 : genre * 40 + 40] += 120
        images.append(image)
        teacher.append(np.eye(6)[genre] + rng.normal(0, 0.1, 6))
    with (folder / "tracks.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["track_id", "title", "artist", "genre", "split"], *rows])
    ids = np.array([row[0] for row in rows], dtype=np.int32)
    np.savez_compressed(folder / "logmel128.npz", track_id=ids, logmel=np.array(images, dtype=np.uint8))
    np.savez_compressed(folder / "vggish128.npz", track_id=ids, embedding=np.array(teacher, dtype=np.float32))
    return folder


@pytest.fixture(scope="session")
def toy(toy_folder: Path) -> Dataset:
    """The data set in ``toy_folder``."""
    return load(toy_folder)


@pytest.fixture(scope="session")
def tiny() -> Settings:
    """A network and a recipe that run in seconds."""
    return Settings(
        threads=1,
        epochs=3,
        batch=10,
        crop=32,
        members=((4, 8, 8, 8, 8), (4, 6, 6, 6, 6)),
        pooled=8,
        learning_rate=0.02,
        warmup=0.5,
        average=0.5,
    )
