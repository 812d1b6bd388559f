"""Where a song comes from: an attachment on Discord or a link, each a door to its bytes."""

from asyncio import Semaphore
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import discord

from bot.errors import AttachmentGoneError, AttachmentUnreachableError, BothGivenError, NothingGivenError
from bot.fetch import FetchedFile, Fetcher
from bot.fetch.errors import TooLargeError
from bot.fetch.files import harmless_name


@dataclass(frozen=True, slots=True)
class Doors:
    """What bytes pass through: the fetcher, the limit in bytes, and how many attachments are in memory at once."""

    fetcher: Fetcher
    max_bytes: int
    readers: Semaphore


class Source(Protocol):
    """A song that somebody showed the bot, not fetched yet."""

    @property
    def name(self) -> str:
        """Return what to call it as long as its tags are unknown; a user's words, not safe to show as they are."""

    def open(self, doors: Doors) -> AbstractAsyncContextManager[FetchedFile]:
        """Bring its bytes into the private folder for as long as the context lasts."""


@dataclass(frozen=True, slots=True)
class AttachmentSource:
    """A file that was uploaded to Discord."""

    attachment: discord.Attachment

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.attachment.title or self.attachment.filename

    @asynccontextmanager
    async def open(self, doors: Doors) -> AsyncIterator[FetchedFile]:
        """Read the file; the size that Discord tells is judged before a byte is read."""
        if self.attachment.size > doors.max_bytes:
            raise TooLargeError(f"{self.attachment.size} bytes attached")
        async with AsyncExitStack() as held:
            async with doors.readers:
                kept = doors.fetcher.hold_bytes(await self._read(), self.attachment.filename)
                file = await held.enter_async_context(kept)
            yield file

    async def _read(self) -> bytes:
        try:
            return await self.attachment.read()
        except discord.NotFound as error:
            raise AttachmentGoneError(str(error)) from error
        except discord.HTTPException as error:
            raise AttachmentUnreachableError(str(error)) from error


@dataclass(frozen=True, slots=True)
class LinkSource:
    """A link to a file somewhere on the web."""

    url: str

    @property
    def name(self) -> str:
        """Return the last part of the link's path, never its query: that may hold a key."""
        return harmless_name(self.url.split("?", 1)[0].split("#", 1)[0].rstrip("/"))

    def open(self, doors: Doors) -> AbstractAsyncContextManager[FetchedFile]:
        """Download the file; the fetcher holds the limit."""
        return doors.fetcher.fetch(self.url)


def given_source(file: discord.Attachment | None, url: str | None) -> Source:
    """Return the one source that a command was given; raise UserError for none and for two."""
    if file is not None and url:
        raise BothGivenError
    if file is not None:
        return AttachmentSource(file)
    if url:
        return LinkSource(url.strip())
    raise NothingGivenError
