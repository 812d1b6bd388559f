"""What songs are imported from: a folder, or a music server."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.errors import StartError
from bot.fetch import Fetcher
from bot.fetch.music_servers import MusicServer
from bot.pipeline.extract import AUDIO_SUFFIXES
from models.text import clean


@dataclass(frozen=True, slots=True)
class Candidate:
    """A song that may be imported: what tells it apart in its source, and its names where the source knows them.

    ``name`` stands in for a title that neither the source nor the file's tags know.
    """

    id: str
    title: str = ""
    artist: str = ""
    name: str = "Untitled"


class Source(Protocol):
    """Anything with songs whose audio can be opened for a while."""

    name: str

    def songs(self) -> AsyncIterator[Candidate]:
        """Yield every song once."""

    def open(self, song: Candidate) -> AbstractAsyncContextManager[Path]:
        """Give the path of a song's audio, which exists within the context."""


class FolderSource:
    """The audio files below a folder; a file that changed is another song."""

    def __init__(self, folder: Path) -> None:
        """Raise StartError for what is no folder."""
        if not folder.is_dir():
            raise StartError(f"{folder} is neither a folder nor the http(s) address of a music server.")
        self._folder = folder.resolve()
        self.name = str(self._folder)

    async def songs(self) -> AsyncIterator[Candidate]:
        """Yield the files that are called like audio, in the order of their names."""
        for path in sorted(self._folder.rglob("*")):
            if path.suffix.casefold() in AUDIO_SUFFIXES and path.is_file():
                status = path.stat()
                name = path.relative_to(self._folder).as_posix()
                number = f"{name}|{status.st_size}|{status.st_mtime_ns}"
                yield Candidate(number, name=clean(path.stem) or "Untitled")

    @asynccontextmanager
    async def open(self, song: Candidate) -> AsyncIterator[Path]:
        """Give the file itself."""
        yield self._folder / song.id.rsplit("|", 2)[0]


class ServerSource:
    """A music server's songs, downloaded one by one into the private temporary folder."""

    def __init__(self, name: str, server: MusicServer, fetcher: Fetcher) -> None:
        """``name`` stands for the server in the list of what was imported."""
        self.name = name
        self._server = server
        self._fetcher = fetcher
        self._urls: dict[str, str] = {}

    async def songs(self) -> AsyncIterator[Candidate]:
        """Yield the songs that the server lists."""
        async for song in self._server.songs():
            self._urls[song.id] = song.url
            yield Candidate(song.id, song.title, song.artist)

    @asynccontextmanager
    async def open(self, song: Candidate) -> AsyncIterator[Path]:
        """Download a song; the file is gone when the context ends."""
        async with self._fetcher.fetch(self._urls.pop(song.id)) as file:
            yield file.path
