"""From a source to its analysis, or to why there is none."""

import asyncio
import logging
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import FetchSettings
from bot.workers import WorkerError
from bot.workers.tasks import analyze_file
from models.analysis import Analysis
from models.errors import AnalysisError

if TYPE_CHECKING:
    from bot.fetch import Fetcher

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a source got no analysis: a code from the documented list, and a sentence."""

    code: str
    message: str

    def as_json(self) -> dict[str, str]:
        """Return what ``--json`` prints under ``error``."""
        return {"code": self.code, "message": self.message}


SourceResult = Analysis | Failure


class SourceAnalyzer:
    """Analyses sources one after another in an executor; a fetcher is opened with the first link."""

    def __init__(self, pool: Executor, fetch: FetchSettings, top: int) -> None:
        """Analyse in ``pool`` and ask for ``top`` recommendations a song."""
        self._pool = pool
        self._fetch = fetch
        self._top = top
        self._loop = asyncio.new_event_loop()
        self._fetcher: Fetcher | None = None

    def close(self) -> None:
        """Close the connections, if there were any."""
        if self._fetcher is not None:
            self._loop.run_until_complete(self._fetcher.close())
        self._loop.close()

    def analyse(self, source: str) -> SourceResult:
        """Return the analysis of a path or http(s) link, or why there is none; never raises for a bad source."""
        try:
            if source.lower().startswith(("http://", "https://")):
                return self._loop.run_until_complete(self._fetched(source))
            path = Path(source).resolve(strict=True)
            if not path.is_file():
                # A pipe or a device would keep the worker waiting.
                raise IsADirectoryError(source)
            return self._pool.submit(analyze_file, str(path), self._top).result()
        except Exception as error:
            failure = _failure(error)
            log.log(logging.ERROR if failure.code == "internal" else logging.DEBUG, "%s: %r", failure.code, error)
            return failure

    async def _fetched(self, url: str) -> Analysis:
        if self._fetcher is None:
            # Only links need an HTTP client, which takes a while to import.
            from bot.fetch import Fetcher, FetchLimits

            self._fetcher = Fetcher(FetchLimits(max_bytes=self._fetch.max_bytes), self._fetch.allowed)
        async with self._fetcher.fetch(url) as file:
            return await self._loop.run_in_executor(self._pool, analyze_file, str(file.path), self._top)


def _failure(error: Exception) -> Failure:
    from bot.fetch.errors import FetchError

    if isinstance(error, AnalysisError | WorkerError | FetchError):
        return Failure(error.code, error.message)
    if isinstance(error, FileNotFoundError):
        return Failure("not_found", "There is no such file.")
    if isinstance(error, OSError | ValueError):
        return Failure("unreadable", "That file cannot be read.")
    return Failure("internal", "Something went wrong inside; the log says more.")
