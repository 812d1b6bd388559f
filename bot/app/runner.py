"""From settings to a connected bot, and from a signal to a clean end."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from functools import partial

import discord
import structlog

from bot.core.client import SongBot
from bot.settings import MessageContent

log = structlog.get_logger(__name__)

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_INTERRUPTED_S = 4.0


class Runner:
    """Keeps one bot connected until a signal stops it.

    ``make_bot`` takes whether to ask for message content; ``stop_s`` is how long running jobs may take to end.
    """

    def __init__(self, make_bot: Callable[[bool], SongBot], wanted: MessageContent, stop_s: float) -> None:
        """Keep what is needed to make a bot, twice if Discord refuses the first one its intents."""
        self._make_bot = make_bot
        self._wanted = wanted
        self._stop_s = stop_s
        self._bot: SongBot | None = None
        self._stopping: asyncio.Task[None] | None = None
        self._connecting: asyncio.Task[None] | None = None

    @property
    def bot(self) -> SongBot | None:
        """The bot that is connected, or about to be."""
        return self._bot

    async def run(self, token: str) -> None:
        """Connect and stay until a signal ends it; raise what ends the connection for good."""
        loop = asyncio.get_running_loop()
        self._connecting = loop.create_task(start_as_allowed(partial(self._start, token), self._wanted))
        for number in _SIGNALS:
            loop.add_signal_handler(number, self.stop)
        try:
            await self._connecting
        except (asyncio.CancelledError, Exception):
            # A bot that is closed while it connects fails somehow, and that is no fault.
            if self._stopping is None:
                raise
        finally:
            for number in _SIGNALS:
                loop.remove_signal_handler(number)
            if self._stopping:
                await self._stopping

    def stop(self) -> None:
        """Take no more posts, finish those at hand, and disconnect; asked twice, do not wait for them."""
        if self._stopping:
            self._stop_s = 0
            self._stopping.cancel()
        self._stopping = asyncio.get_running_loop().create_task(self._close())

    async def _close(self) -> None:
        # Commands that cannot end in time are answered with ClosingError's text; the next start answers the posts.
        if self._bot is not None:
            if not await self._bot.in_flight.drain(self._stop_s):
                log.warning("closing_with_work_left", seconds=self._stop_s)
                await self._bot.in_flight.interrupt(_INTERRUPTED_S)
            await self._bot.close()
            log.info("closed")
        if self._connecting:
            self._connecting.cancel()

    async def _start(self, token: str, message_content: bool) -> None:
        self._bot = self._make_bot(message_content)
        async with self._bot:
            await self._bot.start(token)


async def start_as_allowed(start: Callable[[bool], Awaitable[None]], wanted: MessageContent) -> None:
    """Start with message content where it is wanted and granted, else without; ``start`` takes which.

    Raises PrivilegedIntentsRequired where it is refused and ``on``.
    """
    try:
        await start(wanted is not MessageContent.OFF)
    except discord.PrivilegedIntentsRequired:
        if wanted is MessageContent.ON:
            raise
        log.warning(
            "message_content_refused",
            lost="posted songs are answered in private messages and where the bot is mentioned only",
            still_works="/classify, /recommend and the context menu",
            remedy="switch on the Message Content intent in Discord's developer portal",
        )
        await start(False)
