"""Raw audio -> the log-mel data set that training reads, through the product's own front end."""

import json
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio import listen
from models.errors import AnalysisError
from models.logmel import LogMel, stored
from training.dataset import IMAGES_FILE, OPTIONAL_COLUMNS, REQUIRED_COLUMNS, TRACKS_FILE, DatasetError
from training.parallel import each
from training.sources import Source, split_of
from training.tables import write_table

FAILURES_FILE = "failed.csv"
WORK_FOLDER = ".prepared"
COLUMNS = REQUIRED_COLUMNS + OPTIONAL_COLUMNS

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One file's image, uint8 [128, 128], and the title and artist of its tags."""

    image: NDArray[np.uint8]
    title: str
    artist: str


@dataclass(slots=True)
class Outcome:
    """How many files became images, and why the others did not, by path."""

    prepared: int = 0
    failures: dict[str, str] = field(default_factory=dict)


def prepare_file(source: Source, filterbank: Path) -> Prepared:
    """Hear the middle of one file and return its image; raise an AnalysisError or OSError that says why not."""
    heard = listen(source.path, excerpts=1)
    image = stored(_front_end(filterbank).looped_image(heard.excerpts[0].samples))
    return Prepared(image, heard.title or "", heard.artist or "")


@cache
def _front_end(filterbank: Path) -> LogMel:
    return LogMel.load(filterbank)


def prepare(
    found: list[Source], out: Path, filterbank: Path, executor: Executor, advance: Advance = lambda _: None
) -> Outcome:
    """Prepare every source into ``out``, keeping what an interrupted run had finished; list failures in ``failed.csv``.

    Raise DatasetError if nothing could be heard.
    """
    work = out / WORK_FOLDER
    work.mkdir(parents=True, exist_ok=True)
    outcome = Outcome()
    waiting = [source for source in found if not _note(work, source).exists()]
    advance(len(found) - len(waiting))
    for source, result in each(partial(prepare_file, filterbank=filterbank), waiting, executor):
        if isinstance(result, Exception):
            outcome.failures[source.path] = _reason(result)
        else:
            _keep(work, source, result)
        advance(1)
    finished = [source for source in found if _note(work, source).exists()]
    if not finished:
        raise DatasetError(f"None of the {len(found)} files could be heard; {FAILURES_FILE} says why.")
    outcome.prepared = len(finished)
    _assemble(work, out, finished)
    write_table(
        out / FAILURES_FILE, ("file", "reason"), [{"file": f, "reason": r} for f, r in outcome.failures.items()]
    )
    return outcome


def _reason(error: Exception) -> str:
    return error.message if isinstance(error, AnalysisError) else str(error)


def _note(work: Path, source: Source) -> Path:
    return work / f"{source.row['track_id']}.json"


def _keep(work: Path, source: Source, prepared: Prepared) -> None:
    np.save(work / f"{source.row['track_id']}.npy", prepared.image, allow_pickle=False)
    # The note comes last: where it is, the image is whole.
    note = {"title": prepared.title, "artist": prepared.artist}
    _note(work, source).write_text(json.dumps(note), encoding="utf-8")


def _assemble(work: Path, out: Path, finished: list[Source]) -> None:
    rows = [_row(work, source) for source in finished]
    images = [np.load(work / f"{row['track_id']}.npy", allow_pickle=False) for row in rows]
    ids = np.array([int(row["track_id"]) for row in rows], dtype=np.int64)
    np.savez_compressed(out / IMAGES_FILE, track_id=ids, logmel=np.stack(images))
    write_table(out / TRACKS_FILE, COLUMNS, rows)


def _row(work: Path, source: Source) -> dict[str, str]:
    tags = json.loads(_note(work, source).read_text(encoding="utf-8"))
    row = {name: source.row.get(name) or "" for name in COLUMNS}
    path = Path(source.path)
    row["title"] = row["title"] or tags["title"] or path.stem
    # Files without a known artist are not known to share one either.
    row["artist"] = row["artist"] or tags["artist"] or f"Unknown artist ({path.stem})"
    row["split"] = row["split"] or split_of(row["artist"])
    return row
