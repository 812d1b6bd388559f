"""Raw audio -> the log-mel data set that training reads, through the product's own front end."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio import decode_song
from models.audio.logmel import LogMel, quantise
from models.errors import AnalysisError
from models.manifest import sha256_of
from training.data.dataset import IMAGES_FILE, OPTIONAL_COLUMNS, REQUIRED_COLUMNS, TRACKS_FILE, DatasetError
from training.data.parallel import each
from training.data.sources import Source, printable, split_of
from training.tables import write_table

FAILURES_FILE = "failed.csv"
_WORK_FOLDER = ".prepared"
_COLUMNS = REQUIRED_COLUMNS + OPTIONAL_COLUMNS

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """One file's image, uint8 [128, 128], and the title and artist of its tags."""

    image: NDArray[np.uint8]
    title: str
    artist: str


@dataclass(slots=True)
class PrepareSummary:
    """How many files became images, and why the others did not, by path."""

    prepared: int = 0
    failures: dict[str, str] = field(default_factory=dict)


def _prepare_file(source: Source, filterbank: Path) -> _Prepared:
    """Analyse the middle of one file and return its image; raise an AnalysisError or OSError that says why not."""
    song = decode_song(source.path, excerpts=1)
    image = quantise(_front_end(filterbank).looped_image(song.excerpts[0].samples))
    return _Prepared(image, song.title or "", song.artist or "")


@cache
def _front_end(filterbank: Path) -> LogMel:
    return LogMel.load(filterbank)


def prepare(
    found: list[Source], out: Path, filterbank: Path, executor: Executor, advance: Advance = lambda _: None
) -> PrepareSummary:
    """Prepare every source into ``out``, keeping the results of unchanged files; list failures in a table.

    Raise DatasetError if no file could be analysed.
    """
    work = out / _WORK_FOLDER
    work.mkdir(parents=True, exist_ok=True)
    filters = sha256_of(filterbank)
    notes = {source.path: work / f"{_fingerprint(source, filters)}.json" for source in found}
    outcome = PrepareSummary()
    waiting = [source for source in found if not notes[source.path].exists()]
    advance(len(found) - len(waiting))
    for source, result in each(partial(_prepare_file, filterbank=filterbank.resolve()), waiting, executor):
        if isinstance(result, Exception):
            outcome.failures[source.path] = result.message if isinstance(result, AnalysisError) else str(result)
        else:
            _keep(notes[source.path], result)
        advance(1)
    failures = [{"file": printable(path), "reason": printable(why)} for path, why in sorted(outcome.failures.items())]
    write_table(out / FAILURES_FILE, ("file", "reason"), failures)
    finished = [(source, notes[source.path]) for source in found if notes[source.path].exists()]
    if not finished:
        raise DatasetError(f"None of the {len(found)} files could be analysed; {FAILURES_FILE} says why.")
    outcome.prepared = len(finished)
    _assemble(out, finished)
    return outcome


def _fingerprint(source: Source, filters: str) -> str:
    """Return the name under which an image is kept: another one as soon as the file or the filters change."""
    try:
        status = Path(source.path).stat()
        version = [status.st_size, status.st_mtime_ns]
    except (OSError, ValueError):
        # Decoding it reports what is wrong.
        version = []
    return hashlib.sha256(json.dumps([source.name, *version, filters]).encode()).hexdigest()


def _keep(note: Path, prepared: _Prepared) -> None:
    np.save(note.with_suffix(".npy"), prepared.image, allow_pickle=False)
    # The note comes last, and at once: where it is, it and the image are whole.
    partial_note = note.with_suffix(".partial")
    partial_note.write_text(json.dumps({"title": prepared.title, "artist": prepared.artist}), encoding="utf-8")
    partial_note.replace(note)


def _assemble(out: Path, finished: list[tuple[Source, Path]]) -> None:
    rows = [_row(source, note) for source, note in finished]
    images = [np.load(note.with_suffix(".npy"), allow_pickle=False) for _, note in finished]
    ids = np.array([int(row["track_id"]) for row in rows], dtype=np.int64)
    np.savez_compressed(out / IMAGES_FILE, track_id=ids, logmel=np.stack(images))
    write_table(out / TRACKS_FILE, _COLUMNS, rows)


def _row(source: Source, note: Path) -> dict[str, str]:
    tags = json.loads(note.read_text(encoding="utf-8"))
    row = {name: source.row.get(name) or "" for name in _COLUMNS}
    row["title"] = row["title"] or tags["title"] or printable(Path(source.path).stem)
    row["artist"] = row["artist"] or tags["artist"] or source.artist
    # Files without a known artist are not known to share one either: each is split on its own.
    row["split"] = row["split"] or split_of(row["artist"] or printable(source.name))
    return row
