"""Sources of songs: attachments on Discord, and links."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Protocol, Self
from urllib.parse import unquote

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
"""Bytes up to which an attachment is read into memory; larger ones are streamed to disk."""

_READ_S = 60.0


@dataclass(frozen=True, slots=True)
class FetchContext:
    """What a download needs: the fetcher, the limit in bytes, and a limit of attachments in memory at once.

    Attachments are streamed from ``attachment_hosts`` only; ``sites`` names the sites whose pages may be used, as
    ``links`` permits.
    """

    fetcher: Fetcher
    max_bytes: int
    readers: asyncio.Semaphore
    attachment_hosts: frozenset[str] = DISCORD_HOSTS
    links: Links | None = None
    sites: frozenset[str] = frozenset()

    async def for_guild(self, guild_id: int | None) -> Self:
        """Return the same context with the sites that a server's admins chose."""
        return replace(self, sites=await self.links.permitted(guild_id)) if self.links else self


class Source(Protocol):
    """A song that was posted or given to a command, not downloaded yet."""

    @property
    def name(self) -> str:
        """Return its name until its tags are known; untrusted text."""

    def open(self, fetch_context: FetchContext) -> AbstractAsyncContextManager[FetchedFile]:
        """Download it into a file that exists until the context ends."""


@dataclass(frozen=True, slots=True)
class AttachmentSource:
    """A file uploaded to Discord, attached to ``message`` where there is one."""

    attachment: discord.Attachment
    message: discord.Message | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        """Return the file's name."""
        return self.attachment.title or self.attachment.filename

    @asynccontextmanager
    async def open(self, fetch_context: FetchContext) -> AsyncIterator[FetchedFile]:
        """Download the file, unless the size that Discord reports is above the limit."""
        if self.attachment.size > fetch_context.max_bytes:
            raise TooLargeError(f"{self.attachment.size} bytes attached")
        async with AsyncExitStack() as stack:
            try:
                file = await _download(self.attachment, fetch_context, stack)
            except AttachmentGoneError:
                file = await _download(await self._renewed(), fetch_context, stack)
            yield file

    async def _renewed(self) -> discord.Attachment:
        """Fetch the message again, which renews the expired link of its attachment."""
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


async def _download(attachment: discord.Attachment, fetch_context: FetchContext, stack: AsyncExitStack) -> FetchedFile:
    if attachment.size > _MOST_IN_MEMORY:
        try:
            streamed = fetch_context.fetcher.fetch(attachment.url, hosts=fetch_context.attachment_hosts)
            return await stack.enter_async_context(streamed)
        except GoneError as error:
            raise AttachmentGoneError(error.cause) from error
        except (UnreachableError, HttpStatusError) as error:
            raise AttachmentUnreachableError(error.cause) from error
    async with fetch_context.readers:
        # No variable refers to the bytes, so that they are freed as soon as they are on disk.
        held_file = fetch_context.fetcher.hold_bytes(await _read(attachment), attachment.filename)
        return await stack.enter_async_context(held_file)


async def _read(attachment: discord.Attachment) -> bytes:
    try:
        async with asyncio.timeout(_READ_S):
            return await attachment.read()
    except (discord.NotFound, discord.Forbidden) as error:
        raise AttachmentGoneError(str(error)) from error
    # discord.py does not wrap the HTTP client's errors of a connection that breaks midway.
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise AttachmentUnreachableError(f"{type(error).__name__} {error}") from error


@dataclass(frozen=True, slots=True)
class LinkSource:
    """A link to a file, or to a song's page of an enabled site."""

    url: str

    @property
    def name(self) -> str:
        """Return the last part of the link's path; the query may contain a secret."""
        return harmless_name(unquote(re.split("[?#]", self.url, maxsplit=1)[0]).rstrip("/"))

    @asynccontextmanager
    async def open(self, fetch_context: FetchContext) -> AsyncIterator[FetchedFile]:
        """Download the file, or the song of a page; raises PagesOffError where its site is not enabled."""
        site = well_known_site(self.url)
        if site is not None and site not in fetch_context.sites:
            raise PagesOffError(site)
        async with fetch_context.fetcher.fetch(self.url, sites=fetch_context.sites) as file:
            yield file


def given_source(file: discord.Attachment | None, url: str | None) -> Source:
    """Return the source that a command was given; raises UserError for none and for two."""
    if file is not None and url:
        raise BothGivenError
    if file is not None:
        return AttachmentSource(file)
    if url:
        return LinkSource(url.strip())
    raise NothingGivenError
