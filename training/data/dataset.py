"""A data folder read whole and checked, before any training starts."""

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio.logmel import dequantise

TRACKS_FILE = "tracks.csv"
IMAGES_FILE = "logmel128.npz"
TEACHER_FILE = "vggish128.npz"
SPLITS = ("training", "validation", "test")
REQUIRED_COLUMNS = ("track_id", "title", "artist", "genre", "split")
OPTIONAL_COLUMNS = ("album", "artist_url", "track_url", "license")
_IMAGE_SIDE = 128

# What np.load may end in: a damaged archive breaks in any of its layers, and a bare .npy file is no archive.
_UNREADABLE = (OSError, ValueError, EOFError, RuntimeError, TypeError, MemoryError, zipfile.BadZipFile, zlib.error)

_Lines = tuple[int, ...]


class DatasetError(Exception):
    """A data folder that cannot be trained on; the message is one sentence with the file and the row."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Every track of a data folder, in the order of ``tracks.csv``.

    Attributes:
        folder: where it was read from.
        track_id: int64 [n], unique.
        images: uint8 [n, 128 bands low to high, 128 frames]; dB = value / 255 * 80 - 80.
        labels: int64 [n], indices into ``label_names``.
        label_names: the genres in alphabetical order, at least two.
        split: str [n], each one of ``SPLITS``.
        artist: str [n]; a track of an unknown artist has one of its own, whose name begins with a space.
        title: str [n].
        teacher: float32 [n, d] of the teacher's embeddings, or None where the folder has none.
        rows: one mapping a track with every required and optional column (absent optional ones are empty).
        data_sha256: hash over the three files, in hex.

    """

    folder: Path
    track_id: NDArray[np.int64]
    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    label_names: tuple[str, ...]
    split: NDArray[np.str_]
    artist: NDArray[np.str_]
    title: NDArray[np.str_]
    teacher: NDArray[np.float32] | None
    data_sha256: str
    rows: tuple[Mapping[str, str], ...] = field(repr=False)

    def __len__(self) -> int:
        """Count the tracks."""
        return len(self.track_id)

    def indices(self, *splits: str) -> NDArray[np.int64]:
        """Return the positions of the tracks in the given splits, ascending."""
        return np.flatnonzero(np.isin(self.split, splits)).astype(np.int64)

    def decibels(self, positions: NDArray[np.int64] | slice) -> NDArray[np.float32]:
        """Return images as float32 [m, 128, 128] dB, 0 at the reference of the stored bytes and -80 at the floor."""
        return dequantise(self.images[positions])


def load(folder: Path | str) -> Dataset:
    """Read and check a data folder: ``tracks.csv``, ``logmel128.npz`` and, where present, ``vggish128.npz``.

    Raises:
        DatasetError: naming the file and the row of the first thing that is wrong.

    """
    folder = Path(folder)
    rows, lines = _read_rows(folder / TRACKS_FILE)
    track_id = np.array([int(row["track_id"]) for row in rows], dtype=np.int64)
    genres = np.array([row["genre"] for row in rows])
    label_names, labels = np.unique(genres, return_inverse=True)
    split = np.array([row["split"] for row in rows])
    _check_splits(label_names, labels, split, lines)
    images = _read_aligned(folder / IMAGES_FILE, "logmel", track_id, lines, _check_images)
    path = folder / TEACHER_FILE
    teacher = _read_aligned(path, "embedding", track_id, lines, _check_teacher) if path.exists() else None
    return Dataset(
        folder=folder,
        track_id=track_id,
        images=images.astype(np.uint8, copy=False),
        labels=labels.astype(np.int64),
        label_names=tuple(str(name) for name in label_names),
        split=split,
        # No name in the table begins with a space, so that no other track has this one.
        artist=np.array([row["artist"] or f" unknown artist of track {row['track_id']}" for row in rows]),
        title=np.array([row["title"] for row in rows]),
        teacher=None if teacher is None else teacher.astype(np.float32),
        data_sha256=_hash_files(folder),
        rows=rows,
    )


def _read_rows(path: Path) -> tuple[tuple[dict[str, str], ...], _Lines]:
    """Return the rows of a table, and in which line of the file each of them ends."""
    if not path.is_file():
        raise DatasetError(f"{path.name} is missing in {path.parent}.")
    content = path.read_bytes()
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        missing = [column for column in REQUIRED_COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise DatasetError(f"{path.name} lacks the column {missing[0]!r} in its first row.")
        seen: dict[str, int] = {}
        rows = tuple(check_row(row, f"{path.name} row {reader.line_num}", seen, reader.line_num) for row in reader)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise DatasetError(f"{path.name} row {row} is not UTF-8 text.") from error
    except csv.Error as error:
        raise DatasetError(f"{path.name} is not readable as CSV ({error}).") from error
    if not rows:
        raise DatasetError(f"{path.name} has no row below its header.")
    return rows, tuple(seen.values())


def check_row(row: Mapping[str, str | None], where: str, seen: dict[str, int], line: int) -> dict[str, str]:
    """Return a row of ``tracks.csv`` with every column, or raise DatasetError; its track_id is added to ``seen``."""
    values = {name: (row.get(name) or "").strip() for name in REQUIRED_COLUMNS + OPTIONAL_COLUMNS}
    track_id = values["track_id"]
    if not (track_id.isascii() and track_id.isdigit() and len(track_id) <= 18):
        raise DatasetError(f"{where} has the track_id {track_id!r}, which is not a whole number.")
    values["track_id"] = track_id = str(int(track_id))
    if track_id in seen:
        raise DatasetError(f"{where} repeats track_id {track_id} of row {seen[track_id]}.")
    seen[track_id] = line
    if not values["genre"]:
        raise DatasetError(f"{where} (track_id {track_id}) has an empty genre.")
    if values["split"] not in SPLITS:
        known = ", ".join(SPLITS)
        raise DatasetError(
            f"{where} (track_id {track_id}) has the unknown split {values['split']!r}, not one of {known}."
        )
    return values


def _check_splits(names: NDArray[np.str_], labels: NDArray[np.int64], split: NDArray[np.str_], lines: _Lines) -> None:
    if len(names) < 2:
        raise DatasetError(f"{TRACKS_FILE} has a single genre, {str(names[0])!r}, and two are needed.")
    for needed in ("training", "validation"):
        if needed not in split:
            raise DatasetError(f"{TRACKS_FILE} has no row in the {needed} split.")
    for label, name in enumerate(names):
        if not np.any((labels == label) & (split == "training")):
            row = lines[int(np.flatnonzero(labels == label)[0])]
            raise DatasetError(
                f"{TRACKS_FILE} has the genre {str(name)!r} (first in row {row}) without a training track."
            )


def _read_aligned(
    path: Path,
    key: str,
    track_id: NDArray[np.int64],
    lines: _Lines,
    check: Callable[[Path, NDArray[np.generic], NDArray[np.int64]], None],
) -> NDArray[np.generic]:
    """Read one array of an .npz file and bring its rows into the order of ``track_id``."""
    ids, values = _read_arrays(path, key)
    if ids.ndim != 1 or ids.dtype.kind not in "iu":
        raise DatasetError(
            f"{path.name} has a track_id array of shape {ids.shape} and type {ids.dtype}, not whole numbers [n]."
        )
    if values.ndim == 0 or len(values) != len(ids):
        raise DatasetError(f"{path.name} has {key} of shape {values.shape} for {len(ids)} values of track_id.")
    check(path, values, ids)
    order = np.argsort(ids, kind="stable")
    ordered = ids[order]
    repeated = np.flatnonzero(ordered[1:] == ordered[:-1])
    if len(repeated):
        raise DatasetError(f"{path.name} row {order[repeated[0] + 1]} repeats track_id {ordered[repeated[0]]}.")
    unknown = np.flatnonzero(~np.isin(ids, track_id))
    if len(unknown):
        row = unknown[0]
        raise DatasetError(f"{path.name} row {row} has track_id {ids[row]}, which is not in {TRACKS_FILE}.")
    absent = np.flatnonzero(~np.isin(track_id, ids))
    if len(absent):
        row = absent[0]
        raise DatasetError(
            f"{TRACKS_FILE} row {lines[row]} has track_id {track_id[row]}, which has no row in {path.name}."
        )
    positions = order[np.searchsorted(ordered, track_id)]
    return values if np.array_equal(positions, np.arange(len(ids))) else values[positions]


def _read_arrays(path: Path, key: str) -> tuple[NDArray[np.int64], NDArray[np.generic]]:
    if not path.is_file():
        raise DatasetError(f"{path.name} is missing in {path.parent}.")
    try:
        with np.load(path, allow_pickle=False) as archive:
            for name in ("track_id", key):
                if name not in archive:
                    raise DatasetError(f"{path.name} lacks the array {name!r}.")
            return archive["track_id"], archive[key]
    except _UNREADABLE as error:
        raise DatasetError(f"{path.name} is not a readable NumPy archive ({error}).") from error


def _check_images(path: Path, images: NDArray[np.generic], ids: NDArray[np.int64]) -> None:
    _check_finite(path, "logmel", images, ids)
    if images.shape[1:] != (_IMAGE_SIDE, _IMAGE_SIDE):
        raise DatasetError(
            f"{path.name} row 0 has an image of shape {images.shape[1:]}, not {(_IMAGE_SIDE, _IMAGE_SIDE)}."
        )
    if images.dtype != np.uint8:
        raise DatasetError(f"{path.name} row 0 has values of type {images.dtype}, not uint8.")


def _check_teacher(path: Path, teacher: NDArray[np.generic], ids: NDArray[np.int64]) -> None:
    if teacher.ndim != 2 or teacher.shape[1] == 0 or teacher.dtype.kind != "f":
        raise DatasetError(
            f"{path.name} row 0 has an embedding of shape {teacher.shape[1:]} and type {teacher.dtype}, not float [d]."
        )
    _check_finite(path, "embedding", teacher, ids)


def _check_finite(path: Path, key: str, values: NDArray[np.generic], ids: NDArray[np.int64]) -> None:
    if values.dtype.kind != "f":
        return
    finite = np.isfinite(values.reshape(len(values), -1).astype(np.float64)).all(axis=1)
    if not finite.all():
        row = int(np.flatnonzero(~finite)[0])
        raise DatasetError(
            f"{path.name} row {row} (track_id {ids[row]}) has a {key} that is not a number (NaN or infinite)."
        )


def _hash_files(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in (TRACKS_FILE, IMAGES_FILE, TEACHER_FILE):
        path = folder / name
        if path.exists():
            with path.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").digest()
            digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()
