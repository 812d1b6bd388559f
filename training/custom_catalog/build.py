"""A catalogue of your own music: every file analysed as the bot does it, in a folder that the bot can open."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

import numpy as np

from models.analyzer import Analyzer
from models.catalog.additions import Song, all_rows, first_free_id, headline_genres, own_rows, tagger_rows
from models.catalog.catalog import Catalog
from models.catalog.files import TAGGERS_FILE
from models.catalog.headline_genres import HEADLINE_GENRES_FILE
from models.catalog.search import Index
from models.catalog.shards import SHARDS_FOLDER
from models.catalog.song_map import SONG_MAP
from models.errors import AnalysisError
from models.manifest import DEFAULT_FOLDER, open_artifacts, write_manifest
from training.data.dataset import DatasetError
from training.data.parallel import each
from training.data.sources import printable
from training.fit.catalog import CATALOG_FILES, write_catalog
from training.fit.search import hubness_penalty

Advance = Callable[[int], None]


@dataclass(slots=True)
class BuildSummary:
    """How many tracks the catalogue has, and why files are not among them, by path."""

    tracks: int = 0
    failures: dict[str, str] = field(default_factory=dict)


def _analyse_song(path: str, artifacts: Path | None) -> Song:
    """Analyse one file; raise an AnalysisError or OSError that says why not."""
    analysis = _analyzer(artifacts).analyze(path, top=1)
    return Song.of(analysis, printable(Path(path).stem))


@cache
def _analyzer(artifacts: Path | None) -> Analyzer:
    return Analyzer.load(artifacts, threads=1)


def build_own_catalog(
    files: Iterable[Path],
    out: Path,
    executor: Executor,
    *,
    artifacts: Path | None = None,
    beside: bool = False,
    advance: Advance = lambda _: None,
) -> BuildSummary:
    """Write to ``out`` the models of ``artifacts`` with a catalogue of ``files``, ``beside`` the one they came with.

    Raise DatasetError if no file could be analysed, or if ``out`` is where ``artifacts`` are. The genre of a track
    is the one that the models predict for it.
    """
    if out.resolve() == (artifacts or DEFAULT_FOLDER).resolve():
        raise DatasetError(f"{out} holds the models that analyse your music: the new catalogue needs another folder.")
    songs, outcome = analyse_songs(files, executor, artifacts, advance)
    outcome.tracks = _write(out, artifacts, songs, beside)
    return outcome


def analyse_songs(
    files: Iterable[Path], executor: Executor, artifacts: Path | None, advance: Advance
) -> tuple[list[Song], BuildSummary]:
    """Analyse ``files`` by the models of ``artifacts``; return songs in the order of their names, and the failures.

    Raise DatasetError if no file could be analysed.
    """
    outcome = BuildSummary()
    songs: dict[str, Song] = {}
    paths = [str(path) for path in files]
    for path, result in each(partial(_analyse_song, artifacts=artifacts), paths, executor):
        if isinstance(result, Exception):
            outcome.failures[path] = result.message if isinstance(result, AnalysisError) else str(result)
        else:
            songs[path] = result
        advance(1)
    if not songs:
        raise DatasetError(f"None of the {len(paths)} files could be analysed.")
    outcome.tracks = len(songs)
    return [songs[path] for path in sorted(songs)], outcome


def _write(out: Path, folder: Path | None, songs: Sequence[Song], beside: bool) -> int:
    opened = open_artifacts(folder)
    catalog = Catalog.load(opened)
    before = all_rows(opened.folder)
    rows, embeddings, segments = own_rows(songs, first_free_id(before))
    parts = catalog.parts if beside else ()
    if beside:
        if len(before) != len(catalog):
            raise DatasetError(f"Songs added to {opened.folder} cannot be read: take them out of its folder added.")
        rows = [*before, *rows]
        embeddings = np.concatenate((*(part.index.embeddings for part in parts), embeddings))
        segments = np.concatenate((*(part.index.segments for part in parts), segments))
    taggers = tagger_rows(songs, [part.index for part in parts])
    penalty = hubness_penalty(embeddings, seed=1).astype(np.float32)
    # The map shows the other catalogue's tracks; without one the bot leaves it out.
    kept = [
        entry.file
        for entry in opened.entries.values()
        if entry.file not in (*CATALOG_FILES, TAGGERS_FILE, HEADLINE_GENRES_FILE, SONG_MAP)
    ]
    for name in kept:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(opened.path(name), out / name)
    index = Index(embeddings, segments, penalty, catalog.index.settings, taggers)
    write_catalog(out, rows, index, catalog.space)
    headline_genres(songs, [part.index for part in parts]).save(out / HEADLINE_GENRES_FILE)
    optional = [name for name in kept if opened.entries[name].optional]
    added = {HEADLINE_GENRES_FILE, *([TAGGERS_FILE] if taggers is not None else [])}
    write_manifest(out, {*kept, *CATALOG_FILES, *added} - set(optional), optional)
    # What was added to an earlier catalogue here is in this one now, or went with it.
    shutil.rmtree(out / SHARDS_FOLDER, ignore_errors=True)
    return len(rows)
