import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.audio.logmel import dequantise
from training.data.dataset import DatasetError, load

HEADER = ["track_id", "title", "artist", "genre", "split"]
Rows = list[list[str]]
Arrays = dict[str, np.ndarray]


def good_rows() -> Rows:
    splits = ["training", "training", "validation", "training", "training", "test"]
    return [[str(10 + n), f"Song {n}", f"Artist {n}", "Folk" if n < 3 else "Rock", splits[n]] for n in range(6)]


def good_images() -> Arrays:
    images = np.random.default_rng(0).integers(0, 256, (6, 128, 128), dtype=np.uint8)
    return {"track_id": np.arange(10, 16, dtype=np.int32), "logmel": images}


def good_teacher() -> Arrays:
    embedding = np.random.default_rng(1).normal(size=(6, 4)).astype(np.float32)
    return {"track_id": np.arange(10, 16, dtype=np.int32), "embedding": embedding}


def write(
    folder: Path,
    rows: Rows | None = None,
    header: list[str] = HEADER,
    images: Arrays | None = None,
    teacher: Arrays | None = None,
) -> Path:
    with (folder / "tracks.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([header, *(good_rows() if rows is None else rows)])
    np.savez(folder / "logmel128.npz", **(good_images() if images is None else images))  # type: ignore[arg-type]
    np.savez(folder / "vggish128.npz", **(good_teacher() if teacher is None else teacher))  # type: ignore[arg-type]
    return folder


def test_a_good_folder_is_read_in_the_order_of_its_table(tmp_path: Path) -> None:
    dataset = load(write(tmp_path))
    assert len(dataset) == 6
    assert dataset.label_names == ("Folk", "Rock")
    assert dataset.labels.tolist() == [0, 0, 0, 1, 1, 1]
    assert dataset.indices("validation").tolist() == [2]
    assert dataset.indices("training", "test").tolist() == [0, 1, 3, 4, 5]
    assert dataset.rows[4]["title"] == "Song 4"
    assert dataset.rows[4]["track_url"] == ""
    assert dataset.teacher is not None
    assert dataset.teacher.dtype == np.float32


def test_arrays_in_another_order_are_matched_by_their_ids(tmp_path: Path) -> None:
    images, order = good_images(), np.array([3, 0, 5, 1, 4, 2])
    shuffled = {name: values[order] for name, values in images.items()}
    assert np.array_equal(load(write(tmp_path, images=shuffled)).images, images["logmel"])


def test_a_folder_without_teacher_is_read_without_one(tmp_path: Path) -> None:
    (write(tmp_path) / "vggish128.npz").unlink()
    assert load(tmp_path).teacher is None


def test_the_hash_changes_with_any_file(tmp_path: Path) -> None:
    first = load(write(tmp_path)).data_sha256
    assert load(write(tmp_path)).data_sha256 == first
    rows = good_rows()
    rows[0][1] = "Another title"
    assert load(write(tmp_path, rows)).data_sha256 != first


def test_songs_whose_artist_is_not_known_share_their_artist_with_nobody(tmp_path: Path) -> None:
    rows = good_rows()
    for row, artist in zip(rows, ("", "  ", "Unknown", "Unknown", " unknown artist of track 10", ""), strict=True):
        row[HEADER.index("artist")] = artist
    dataset = load(write(tmp_path, rows))
    assert len(set(dataset.artist.tolist())) == 5
    assert dataset.artist[2] == dataset.artist[3] == "Unknown"
    assert [row["artist"] for row in dataset.rows][:3] == ["", "", "Unknown"]


def test_stored_values_become_decibels() -> None:
    found = dequantise(np.array([0, 255, 51], dtype=np.uint8))
    np.testing.assert_allclose(found, [-80, 0, -64], atol=1e-4)


def cell(row: int, column: str, value: str) -> Callable[[Path], Path]:
    def broken(folder: Path) -> Path:
        rows = good_rows()
        rows[row][HEADER.index(column)] = value
        return write(folder, rows)

    return broken


def without_column(name: str) -> Callable[[Path], Path]:
    place = HEADER.index(name)

    def broken(folder: Path) -> Path:
        rows = [[value for column, value in enumerate(row) if column != place] for row in good_rows()]
        return write(folder, rows, [column for column in HEADER if column != name])

    return broken


def images_with(**changes: np.ndarray) -> Callable[[Path], Path]:
    return lambda folder: write(folder, images=good_images() | changes)


def teacher_with(**changes: np.ndarray) -> Callable[[Path], Path]:
    return lambda folder: write(folder, teacher=good_teacher() | changes)


def bytes_in(name: str, content: bytes) -> Callable[[Path], Path]:
    def broken(folder: Path) -> Path:
        (write(folder) / name).write_bytes(content)
        return folder

    return broken


def damaged_inside(folder: Path) -> Path:
    """An archive whose list of contents is whole, and whose compressed images are not."""
    path = write(folder) / "logmel128.npz"
    np.savez_compressed(path, logmel=good_images()["logmel"], track_id=IDS)
    content = bytearray(path.read_bytes())
    name_length, extra_length = content[26] + 256 * content[27], content[28] + 256 * content[29]
    content[30 + name_length + extra_length] = 0xFF
    path.write_bytes(content)
    return folder


def bare_array(folder: Path) -> Path:
    np.save(folder / "images.npy", good_images()["logmel"])
    (folder / "images.npy").rename(write(folder) / "logmel128.npz")
    return folder


def over_several_lines(row: int, column: str, value: str) -> Callable[[Path], Path]:
    """The table with a cell changed, a title of three lines in its second row and an empty line after that."""

    def broken(folder: Path) -> Path:
        rows = good_rows()
        rows[0][1] = "A title\nof three\nlines"
        rows[row][HEADER.index(column)] = value
        return write(folder, [rows[0], [], *rows[1:]])

    return broken


def teacher_lacks_the_last(folder: Path) -> Path:
    over_several_lines(0, "artist", "Someone")(folder)
    np.savez(folder / "vggish128.npz", track_id=IDS[:5], embedding=np.zeros((5, 4), np.float32))
    return folder


def removed(name: str) -> Callable[[Path], Path]:
    def broken(folder: Path) -> Path:
        (write(folder) / name).unlink()
        return folder

    return broken


def one_nan() -> np.ndarray:
    embedding = good_teacher()["embedding"]
    embedding[4, 2] = np.nan
    return embedding


IDS = np.arange(10, 16, dtype=np.int32)
BROKEN = {
    "no table": (removed("tracks.csv"), "tracks.csv is missing"),
    "no images": (removed("logmel128.npz"), "logmel128.npz is missing"),
    "no genre column": (without_column("genre"), "tracks.csv lacks the column 'genre'"),
    "no split column": (without_column("split"), "tracks.csv lacks the column 'split'"),
    "no rows": (lambda folder: write(folder, []), "tracks.csv has no row"),
    "unknown split": (cell(2, "split", "dev"), "tracks.csv row 4 .*track_id 12.* unknown split 'dev'"),
    "empty genre": (cell(4, "genre", "  "), "tracks.csv row 6 .*track_id 14.* empty genre"),
    "genre never trained": (cell(5, "genre", "Jazz"), "tracks.csv has the genre 'Jazz' .*row 7.* without a training"),
    "id no number": (cell(1, "track_id", "x1"), "tracks.csv row 3 has the track_id 'x1'"),
    "id twice in the table": (cell(1, "track_id", "10"), "tracks.csv row 3 repeats track_id 10 of row 2"),
    "id without image": (cell(1, "track_id", "99"), "logmel128.npz row 1 has track_id 11, which is not in tracks.csv"),
    "no validation": (cell(2, "split", "test"), "no row in the validation split"),
    "one genre": (
        lambda folder: write(folder, [[*row[:3], "Folk", row[4]] for row in good_rows()]),
        "tracks.csv has a single genre",
    ),
    "not UTF-8": (
        bytes_in("tracks.csv", b"track_id,title,artist,genre,split\n1,\xff\xfe,a,Folk,test\n"),
        "tracks.csv row 2 is not UTF-8",
    ),
    "not an archive": (bytes_in("logmel128.npz", b"PK\x03\x04 torn"), "logmel128.npz is not a readable NumPy archive"),
    "archive damaged inside": (damaged_inside, "logmel128.npz is not a readable NumPy archive"),
    "bare array": (bare_array, "logmel128.npz is not a readable NumPy archive"),
    "unknown split below several lines": (over_several_lines(2, "split", "dev"), "tracks.csv row 7 .* split 'dev'"),
    "genre never trained below several lines": (over_several_lines(5, "genre", "Jazz"), r"'Jazz' \(first in row 10\)"),
    "no teacher below several lines": (teacher_lacks_the_last, "tracks.csv row 10 has track_id 15, which has no row"),
    "empty archive": (bytes_in("logmel128.npz", b""), "logmel128.npz is not a readable NumPy archive"),
    "image shape": (images_with(logmel=np.zeros((6, 128, 64), np.uint8)), r"shape \(128, 64\), not \(128, 128\)"),
    "image type": (images_with(logmel=np.zeros((6, 128, 128), np.int16)), "logmel128.npz row 0 .* int16, not uint8"),
    "image NaN": (
        images_with(logmel=np.full((6, 128, 128), np.nan, np.float32)),
        r"logmel128.npz row 0 \(track_id 10\) has a logmel that is not a number",
    ),
    "fewer images": (images_with(logmel=np.zeros((5, 128, 128), np.uint8)), "for 6 values of track_id"),
    "image id twice": (images_with(track_id=IDS.clip(max=14)), "logmel128.npz row 5 repeats track_id 14"),
    "image of a stranger": (images_with(track_id=np.where(IDS == 13, 77, IDS)), "logmel128.npz row 3 has track_id 77"),
    "ids are words": (images_with(track_id=IDS.astype("U4")), "logmel128.npz has a track_id array"),
    "objects inside": (images_with(track_id=IDS.astype(object)), "logmel128.npz is not a readable NumPy archive"),
    "teacher NaN": (teacher_with(embedding=one_nan()), r"vggish128.npz row 4 \(track_id 14\) .* not a number"),
    "teacher shape": (teacher_with(embedding=np.zeros((6, 2, 2), np.float32)), "vggish128.npz row 0 has an embedding"),
    "teacher shorter": (
        teacher_with(track_id=IDS[:5], embedding=np.zeros((5, 4), np.float32)),
        "tracks.csv row 7 has track_id 15, which has no row in vggish128.npz",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_folder_is_refused_in_one_sentence_with_file_and_row(tmp_path: Path, name: str) -> None:
    breaks, expected = BROKEN[name]
    with pytest.raises(DatasetError, match=expected) as caught:
        load(breaks(tmp_path))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_lacking_array_is_named(tmp_path: Path) -> None:
    np.savez(write(tmp_path) / "logmel128.npz", track_id=IDS)
    with pytest.raises(DatasetError, match=r"logmel128\.npz lacks the array 'logmel'"):
        load(tmp_path)
