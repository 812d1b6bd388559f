"""Importing the songs of a source: analysed one after another, added to the catalogue in shards, never twice."""

import asyncio
import csv
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO, cast

from bot.app.importing._sources import Candidate, Source
from bot.fetch.errors import FetchError
from bot.workers import WorkerError
from bot.workers.tasks import analyze_file
from models.analysis import Analysis
from models.catalog.additions import Song, add_shard
from models.catalog.shards import SHARDS_FOLDER
from models.content import MUSIC
from models.errors import AnalysisError

IMPORTED_FILE = f"{SHARDS_FOLDER}/imported.csv"
_COLUMNS = ("source", "id", "result")
_SHARD_SONGS = 200
_ADDED = "added"


@dataclass(slots=True)
class ImportSummary:
    """How many songs were added, could not be analysed, and were there from an earlier call."""

    added: int = 0
    failed: int = 0
    known: int = 0


async def import_songs(
    source: Source,
    artifacts: Path,
    pool: Executor,
    *,
    at_once: int = 2,
    report: Callable[[ImportSummary], None] = lambda _: None,
) -> ImportSummary:
    """Analyse the songs of ``source`` in ``pool`` and add them to the catalogue of ``artifacts``.

    What was imported or failed in an earlier call is passed over; a call that is stopped keeps what it had analysed.
    ``report`` is called after every few songs.
    """
    kept = _Imported(artifacts, source.name)
    summary = ImportSummary()
    waiting: list[Candidate] = []
    try:
        async for song in source.songs():
            if song.id in kept.known:
                summary.known += 1
                continue
            waiting.append(song)
            if len(waiting) >= at_once:
                await _analysed(waiting, source, pool, kept, summary)
                waiting = []
                report(summary)
        await _analysed(waiting, source, pool, kept, summary)
    finally:
        kept.write()
    report(summary)
    return summary


async def _analysed(
    songs: list[Candidate], source: Source, pool: Executor, kept: "_Imported", summary: ImportSummary
) -> None:
    """Analyse songs side by side and keep each with its result."""
    for song, result in zip(
        songs, await asyncio.gather(*(_analyse(song, source, pool) for song in songs)), strict=True
    ):
        if isinstance(result, Analysis):
            kept.add(song, result)
            summary.added += 1
        else:
            kept.results.append((song.id, result))
            summary.failed += 1


async def _analyse(song: Candidate, source: Source, pool: Executor) -> Analysis | str:
    """Return the analysis of a song, or the code of the error that it ended in."""
    try:
        async with source.open(song) as path:
            analysis: Analysis = await asyncio.get_running_loop().run_in_executor(pool, analyze_file, str(path), 0)
    except (AnalysisError, FetchError, WorkerError) as error:
        return error.code
    except OSError:
        return "unreadable"
    return analysis if analysis.content == MUSIC and analysis.vectors else "not_music"


class _Imported:
    """What was imported: a shard every 200 songs, and a table of songs with their results."""

    def __init__(self, artifacts: Path, source: str) -> None:
        """Read what is known of the ``source``."""
        self._artifacts = artifacts
        self._source = source
        self._table = artifacts / IMPORTED_FILE
        self._songs: list[Song] = []
        self.results: list[tuple[str, str]] = []
        self.known: set[str] = set()
        if self._table.exists():
            with self._opened("r") as stream:
                self.known = {row["id"] for row in csv.DictReader(stream) if row["source"] == source}

    def add(self, song: Candidate, analysis: Analysis) -> None:
        """Keep a song until the next shard is written."""
        named = replace(analysis, title=song.title or analysis.title, artist=song.artist or analysis.artist)
        self._songs.append(Song.of(named, song.name))
        self.results.append((song.id, _ADDED))
        if len(self._songs) >= _SHARD_SONGS:
            self.write()

    def write(self) -> None:
        """Write what is kept: the shard first, so that no song is noted that is not there."""
        if self._songs:
            add_shard(self._artifacts, self._songs)
        if self.results:
            self._table.parent.mkdir(exist_ok=True)
            is_new = not self._table.exists()
            with self._opened("a") as stream:
                rows = csv.writer(stream, lineterminator="\n")
                rows.writerows([_COLUMNS] if is_new else [])
                rows.writerows((self._source, number, result) for number, result in self.results)
        self._songs, self.results = [], []

    def _opened(self, mode: str) -> TextIO:
        # A file's name may be no text at all.
        return cast("TextIO", self._table.open(mode, encoding="utf-8", errors="surrogateescape", newline=""))
