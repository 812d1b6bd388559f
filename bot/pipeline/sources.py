"""Where a song comes from: an attachment on Discord or a link, each a door to its bytes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol, Self

import aiohttp
import discord

from bot.errors import (
    AttachmentGoneError,
    AttachmentUnreachableError,
    BothGivenError,
    NothingGivenError,
    PagesOffError,
)
from bot.fetch import DISCORD_HOSTS, FetchedFile, Fetcher
from bot.fetch.errors import GoneError, HttpStatusError, TooLargeError, UnreachableError
from bot.fetch.files import harmless_name
from bot.pipeline.sites import Links, well_known_site

_MOST_IN_MEMORY = 25 * 2**20
"""Bytes up to which discord.py reads an attachment whole; larger ones are streamed to the disk."""

_READ_S = 60.0


@dataclass(frozen=True, slots=True)
class FetchContext:
    """What bytes pass through: the fetcher, the limit in bytes, and how many attachments are in memory at once.

    Attachments that are streamed come from ``attachment_hosts`` and from nowhere else; ``sites`` names those whose
    pages may be asked for their song, as ``links`` permits.
    """

    fetcher: Fetcher
    max_bytes: int
    readers: asyncio.Semaphore
    attachment_hosts: frozenset[str] = DISCORD_HOSTS
    links: Links | None = None
    sites: frozenset[str] = frozenset()

    async def for_guild(self, guild_id: int | None) -> Self:
        """Return the same context, open for the pages that a server's admins chose."""
        return replace(self, sites=await self.links.permitted(guild_id)) if self.links else self


class Source(Protocol):
    """A song that somebody showed the bot, not fetched yet."""

    @property
    def name(self) -> str:
        """Return what to call it as long as its tags are unknown; a user's words, not safe to show as they are."""

    def open(self, fetch_context: FetchContext) -> AbstractAsyncContextManager[FetchedFile]:
        """Bring its bytes into the private folder for as long as the context lasts."""


@dataclass(frozen=True, slots=True)
class AttachmentSource:
    """A file that was uploaded to Discord; ``message``, where there is one, is what it is attached to."""

    attachment: discord.Attachment
    message: discord.Message | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.attachment.title or self.attachment.filename

    @asynccontextmanager
    async def open(self, fetch_context: FetchContext) -> AsyncIterator[FetchedFile]:
        """Bring the file; the size that Discord tells is judged before a byte is asked for."""
        if self.attachment.size > fetch_context.max_bytes:
            raise TooLargeError(f"{self.attachment.size} bytes attached")
        async with AsyncExitStack() as held:
            try:
                file = await _bring(self.attachment, fetch_context, held)
            except AttachmentGoneError:
                file = await _bring(await self._renewed(), fetch_context, held)
            yield file

    async def _renewed(self) -> discord.Attachment:
        """Ask for the message once more: links to attachments expire, and a message that is fetched has new ones."""
        if self.message is None:
            raise AttachmentGoneError("expired, and of no message")
        try:
            message = await self.message.fetch()
        except discord.HTTPException as error:
            raise AttachmentGoneError(str(error)) from error
        parts: tuple[discord.Message | discord.MessageSnapshot, ...] = (message, *message.message_snapshots)
        renewed = next((each for part in parts for each in part.attachments if each == self.attachment), None)
        if renewed is None:
            raise AttachmentGoneError("no longer attached")
        return renewed


async def _bring(attachment: discord.Attachment, fetch_context: FetchContext, held: AsyncExitStack) -> FetchedFile:
    if attachment.size > _MOST_IN_MEMORY:
        return await _stream(attachment, fetch_context, held)
    async with fetch_context.readers:
        # Named nowhere, so that the bytes are freed as soon as they lie on the disk.
        kept = fetch_context.fetcher.hold_bytes(await _read(attachment), attachment.filename)
        return await held.enter_async_context(kept)


async def _stream(attachment: discord.Attachment, fetch_context: FetchContext, held: AsyncExitStack) -> FetchedFile:
    try:
        return await held.enter_async_context(
            fetch_context.fetcher.fetch(attachment.url, hosts=fetch_context.attachment_hosts)
        )
    except GoneError as error:
        raise AttachmentGoneError(error.cause) from error
    except (UnreachableError, HttpStatusError) as error:
        raise AttachmentUnreachableError(error.cause) from error


async def _read(attachment: discord.Attachment) -> bytes:
    try:
        async with asyncio.timeout(_READ_S):
            return await attachment.read()
    except (discord.NotFound, discord.Forbidden) as error:
        raise AttachmentGoneError(str(error)) from error
    # A connection that breaks midway is nobody's error but the HTTP client's.
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise AttachmentUnreachableError(f"{type(error).__name__} {error}") from error


@dataclass(frozen=True, slots=True)
class LinkSource:
    """A link to a file somewhere on the web."""

    url: str

    @property
    def name(self) -> str:
        """Return the last part of the link's path, never its query: that may hold a key."""
        return harmless_name(self.url.split("?", 1)[0].split("#", 1)[0].rstrip("/"))

    @asynccontextmanager
    async def open(self, fetch_context: FetchContext) -> AsyncIterator[FetchedFile]:
        """Download the file, or a page's song where that site is on; the fetcher holds the limit."""
        site = well_known_site(self.url)
        if site is not None and site not in fetch_context.sites:
            raise PagesOffError(site)
        async with fetch_context.fetcher.fetch(self.url, sites=fetch_context.sites) as file:
            yield file


def given_source(file: discord.Attachment | None, url: str | None) -> Source:
    """Return the one source that a command was given; raise UserError for none and for two."""
    if file is not None and url:
        raise BothGivenError
    if file is not None:
        return AttachmentSource(file)
    if url:
        return LinkSource(url.strip())
    raise NothingGivenError
