"""Sends to Discord what must arrive: what failed for a moment is sent again, and what Discord refuses is reported."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Any

import aiohttp
import discord
import structlog

log = structlog.get_logger(__name__)

NETWORK_ERRORS = (aiohttp.ClientError, OSError)
"""What a request to Discord raises where no answer came; a TimeoutError is an OSError."""
DISCORD_ERRORS = (discord.HTTPException, *NETWORK_ERRORS)

RETRY_S = (1.0, 3.0, 6.0)
# An interaction must be acknowledged within three seconds.
_ACKNOWLEDGE_RETRY_S = (0.2, 0.6)

_TOO_MANY_REQUESTS = 429
# A network error inside of Discord, which comes with status 403.
_INTERNAL_NETWORK = 40333
# By Discord's list of JSON error codes. Unknown channel, message, interaction and webhook; an invalid webhook token:
_GONE = {10003, 10008, 10062, 10015, 50027}
# Missing access and permissions, no history to reply to, a poster who blocked the bot.
_NOT_PERMITTED = {50001, 50013, 160002, 90001}
# A bot flagged as spam, a channel without text, an archived or locked thread, content that moderators or the filter of
# harmful links block, a message that is too large; people who take no messages, or share no server with the bot.
_NOT_TAKEN = {20026, 50008, 50083, 160005, 200000, 240000, 40005, 50007, 50278}
_REFUSALS = _GONE | _NOT_PERMITTED | _NOT_TAKEN
_ALREADY_ACKNOWLEDGED = 40060
_INVALID_FORM = 50035


class UndeliveredError(Exception):
    """Discord was not reached, or failed, at every attempt; the cause is chained."""


def is_refusal(error: BaseException) -> bool:
    """Return whether Discord refuses for good: something is gone, not permitted or blocked, so that no retry helps."""
    if not isinstance(error, discord.HTTPException):
        return False
    deleted = error.code == _INVALID_FORM and "message_reference" in error.text
    return deleted or error.code in _REFUSALS or error.code == _ALREADY_ACKNOWLEDGED


def is_gone(error: BaseException) -> bool:
    """Return whether what would be answered is gone: its channel, its message or the interaction."""
    return isinstance(error, discord.HTTPException) and error.code in _GONE


def is_transient(error: BaseException) -> bool:
    """Return whether the same request may succeed later: the network failed, or Discord did."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == _TOO_MANY_REQUESTS or error.code == _INTERNAL_NETWORK
    return isinstance(error, NETWORK_ERRORS)


class Attempts:
    """Attempts at one request to Discord: ``while True``, ``async with attempts``, and a request that ends the loop.

    A request that fails in passing is tried again after each of the delays ``retry_s``, in seconds. Raises
    UndeliveredError after the last attempt, and what is not transient at once. A message needs a ``nonce``, so that one
    whose receipt was lost is not sent twice, and its files anew for each attempt, for they are read once.
    """

    def __init__(self, retry_s: Sequence[float] | None = None) -> None:
        """Begin with none."""
        self.number = 0
        self._delays = iter(RETRY_S if retry_s is None else retry_s)

    async def __aenter__(self) -> None:
        """Count one more."""
        self.number += 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Wait until the next attempt where this one failed in passing."""
        if error is None or not is_transient(error):
            return False
        delay = next(self._delays, None)
        if delay is None:
            raise UndeliveredError(repr(error)) from error
        log.info("delivery_failed", cause=repr(error), retry_s=delay)
        await asyncio.sleep(delay)
        return True


async def acknowledge(interaction: discord.Interaction[Any], *, thinking: bool, ephemeral: bool) -> bool:
    """Defer an interaction; return False where it is gone, or was answered by another process."""
    attempts = Attempts(_ACKNOWLEDGE_RETRY_S)
    try:
        while True:
            async with attempts:
                await interaction.response.defer(thinking=thinking, ephemeral=ephemeral)
                return True
    except discord.HTTPException as error:
        # The first attempt may have arrived although its receipt was lost.
        if error.code == _ALREADY_ACKNOWLEDGED and attempts.number > 1:
            return True
        if not is_refusal(error):
            raise
        log.info("interaction_gone", code=error.code)
        return False


async def say_privately(interaction: discord.Interaction[Any], text: str) -> None:
    """Answer an interaction with a text that only its user sees; where Discord does not take it, log one line."""
    acknowledged = interaction.response.is_done()
    attempts = Attempts(None if acknowledged else _ACKNOWLEDGE_RETRY_S)
    try:
        while True:
            async with attempts:
                if acknowledged:
                    await interaction.followup.send(text, ephemeral=True)
                else:
                    await interaction.response.send_message(text, ephemeral=True)
                return
    except (discord.HTTPException, UndeliveredError) as error:
        log.warning("interaction_unanswered", cause=repr(error))
