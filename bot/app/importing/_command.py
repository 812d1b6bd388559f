"""The command itself: which source, with which credentials, and what is printed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bot.app.configuration import read_settings
from bot.app.executors import open_pool
from bot.app.importing._songs import ImportSummary, import_songs
from bot.app.importing._sources import FolderSource, ServerSource, Source
from bot.app.preflight import check_artifacts, check_pool
from bot.errors import StartError
from bot.fetch import Fetcher, FetchLimits
from bot.fetch.addresses import read_allowed
from bot.fetch.errors import FetchError
from bot.fetch.music_servers import JellyfinServer, MusicServer, MusicServerError, SubsonicServer
from bot.fetch.urls import WEB_PORTS
from bot.settings import FetchSettings, OperationSettings
from bot.telemetry.logs import configure_logging
from models.errors import ArtifactError
from models.manifest import DEFAULT_FOLDER

PASSWORD = "CRATEDIGGER_IMPORT_PASSWORD"  # noqa: S105 - the name of a variable
"""Holds a Subsonic password or a Jellyfin API key, which the command line would show to everybody on the machine."""


async def import_library(source: str, user: str | None) -> int:
    """Import the songs of a folder or of a server, printing how far it is; return 0 if that worked, else 1.

    An http(s) ``source`` is a Subsonic server where there is a ``user``, else a Jellyfin server.
    """
    try:
        settings = read_settings()
        configure_logging(OperationSettings(log_level="ERROR"), settings.secrets())
        await check_artifacts(settings)
        artifacts = settings.models.folder or DEFAULT_FOLDER
        with open_pool(settings) as pool:
            # A worker that is stopped while it loads looks like a failure.
            await check_pool(pool)
            async with _open_source(source, user, settings.fetch) as opened:
                processes = settings.workers.processes
                summary = await import_songs(opened, artifacts, pool, at_once=processes, report=_report)
    except (StartError, MusicServerError, FetchError, ArtifactError, OSError, ValueError) as error:
        sys.stderr.write(f"\n{error}\n")
        return 1
    sys.stdout.write(f"\n{summary.added} songs were added to the catalogue of {artifacts}.\n")
    return 0


def _report(summary: ImportSummary) -> None:
    said = f"{summary.added} added, {summary.failed} could not be analysed, {summary.known} were there"
    sys.stdout.write(f"\r{said}")
    sys.stdout.flush()


@asynccontextmanager
async def _open_source(source: str, user: str | None, settings: FetchSettings) -> AsyncIterator[Source]:
    address = urlsplit(source)
    if address.scheme not in ("http", "https"):
        yield FolderSource(Path(source))
        return
    secret = os.environ.get(PASSWORD, "")
    if not secret:
        raise StartError(f"Set {PASSWORD} to the password of the Subsonic user, or to Jellyfin's API key.")
    port = address.port or (443 if address.scheme == "https" else 80)
    # Whoever runs the bot named the server; one in the same house has an address that is not public.
    allow = settings.allowed | _literal(address.hostname or "", port)
    fetcher = Fetcher(FetchLimits(max_bytes=settings.max_bytes, ports=WEB_PORTS | {port}), allow)
    server: MusicServer = (
        SubsonicServer(source, user, secret, read_allowed(allow))
        if user
        else JellyfinServer(source, secret, read_allowed(allow))
    )
    try:
        yield ServerSource(f"{address.scheme}://{address.netloc}{address.path.rstrip('/')}", server, fetcher)
    finally:
        await server.close()
        await asyncio.shield(fetcher.close())


def _literal(host: str, port: int) -> frozenset[tuple[str, int]]:
    try:
        return read_allowed([(host, port)])
    except ValueError:
        # A name, whose addresses have to be public.
        return frozenset()
