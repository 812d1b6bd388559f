import csv
from pathlib import Path

import numpy as np
import pytest

GENRES = ("Drone", "Ticking", "Whistle")
_SONGS_PER_GENRE = 24


def _toy_image(genre: int, generator: np.random.Generator) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A low steady sound, regular clicks, or a wandering high tone, over noise; uint8 [128, 128]."""
    image = generator.normal(60, 12, (128, 128))
    if genre == 0:
        image[: generator.integers(10, 30)] += 140
    elif genre == 1:
        image[:, :: generator.integers(3, 7)] += 120
    else:
        line = (90 + 10 * np.sin(np.arange(128) / generator.uniform(4, 12))).astype(int)
        image[line, np.arange(128)] += 170
    return image.clip(0, 255).astype(np.uint8)


def _write_toy_data(folder: Path, seed: int = 1) -> Path:
    """Write a data folder of three genres, one track in four for validation and one in four for test."""
    folder.mkdir(parents=True, exist_ok=True)
    generator = np.random.default_rng(seed)
    rows, images, teacher = [], [], []
    for number in range(3 * _SONGS_PER_GENRE):
        genre, place = number % 3, number // 3
        split = ("training", "training", "validation", "test")[place % 4]
        artist = f"{split} artist {genre}-{place // 8}"
        rows.append((number + 1, f"Song {number}", artist, GENRES[genre], split, "https://example.org/a", ""))
        images.append(_toy_image(genre, generator))
        teacher.append(np.eye(6)[genre] * 3 + generator.normal(size=6))
    with (folder / "tracks.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("track_id", "title", "artist", "genre", "split", "artist_url", "track_url"))
        writer.writerows(rows)
    ids = np.arange(1, len(rows) + 1, dtype=np.int32)
    np.savez(folder / "logmel128.npz", track_id=ids, logmel=np.stack(images))
    np.savez(folder / "vggish128.npz", track_id=ids, embedding=np.stack(teacher).astype(np.float32))
    return folder


@pytest.fixture(scope="session")
def toy_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _write_toy_data(tmp_path_factory.mktemp("toy"))
