"""An answer in the style that the server chose."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import discord
import structlog

from bot.cards.card_renderer import CardRenderer, Picture
from bot.features.buttons import reply_row, song_rows
from bot.features.configure import ServerChoices
from bot.features.posting._message_reply import may_attach, may_open_thread, reply_to
from bot.interactions.listenbrainz import PlayedLookup
from bot.languages import Language
from bot.pipeline.analysis import AnalysedSong, SongResult
from bot.pipeline.rate_limit import Refusal
from bot.pipeline.sources import Source
from bot.replies.delivery import DISCORD_ERRORS, Attempts, is_refusal
from bot.replies.errors import sentence
from bot.replies.layouts import Reply, sentence_reply, songs_reply
from bot.replies.song import compact_text
from bot.replies.text import plain

log = structlog.get_logger(__name__)

_ANALYSED = "🎵"
_NOT_ANALYSED = "❔"
_LATER = "⏳"
_THREAD_NAME = 80
_background: set[asyncio.Task[None]] = set()
# Discord's code for a message that has a thread already.
_THREAD_EXISTS = 160004


async def respond(
    message: discord.Message,
    lookup: PlayedLookup,
    left_out: Sequence[Source],
    choices: ServerChoices,
    card_renderer: CardRenderer,
) -> tuple[bool, int | None]:
    """Answer a post; return whether that was possible, and which message answers it.

    What ``lookup`` brings after the reply was sent is added to it.
    """
    results = lookup.results()
    if choices.style == "reaction":
        analysed = any(isinstance(result, AnalysedSong) for result in results)
        return await _react(message, _ANALYSED if analysed else _NOT_ANALYSED), None
    language = choices.language_in(message.guild)
    pictures: Mapping[str, Picture] = {}
    if choices.style != "compact" and may_attach(message):
        pictures = await card_renderer.pictures(results, language)
    view = partial(_view, message, lookup, left_out, choices, pictures)
    sent, complete = view(), not lookup.is_pending
    reply = await _in_thread(message, results, sent, language) if choices.place == "thread" else None
    reply = reply or await reply_to(message, sent)
    if reply and not complete and choices.style != "compact":
        # A reference keeps it from being collected before it is done.
        task = asyncio.create_task(_add_played(reply, lookup, view))
        _background.add(task)
        task.add_done_callback(_background.discard)
    return (True, reply.id) if reply else (False, None)


async def turn_away(message: discord.Message, refusal: Refusal, choices: ServerChoices) -> tuple[bool, int | None]:
    """Reply once when to post again, and mark what is posted until then; return what :func:`respond` does."""
    if choices.style == "reaction" or not refusal.first:
        return await _react(message, _LATER), None
    return await explain(message, sentence(refusal.error, choices.language_in(message.guild)), choices)


async def explain(message: discord.Message, text: str, choices: ServerChoices) -> tuple[bool, int | None]:
    """Reply with a sentence, or react where the server wants reactions; return what :func:`respond` does."""
    if choices.style == "reaction":
        return await _react(message, _NOT_ANALYSED), None
    reply = await reply_to(message, sentence_reply(text))
    return (True, reply.id) if reply else (False, None)


async def _add_played(reply: discord.Message, lookup: PlayedLookup, view: Callable[[], Reply]) -> None:
    """Add to a reply what ListenBrainz answered after it was sent; its pictures stay."""
    try:
        if await lookup.finish():
            await reply.edit(view=view())
    except DISCORD_ERRORS as error:
        log.info("played_songs_not_added", cause=repr(error), message=reply.id)


def _view(
    message: discord.Message,
    lookup: PlayedLookup,
    left_out: Sequence[Source],
    choices: ServerChoices,
    pictures: Mapping[str, Picture],
) -> Reply:
    language = choices.language_in(message.guild)
    results = lookup.results()
    buttons = reply_row(message.author.id, language)
    if choices.style == "compact":
        return songs_reply(results, left_out, reply_row=buttons, text=compact_text, language=language)
    rows = song_rows(results, language)
    return songs_reply(results, left_out, song_rows=rows, reply_row=buttons, pictures=pictures, language=language)


async def _react(message: discord.Message, emoji: str) -> bool:
    attempts = Attempts()
    try:
        while True:
            async with attempts:
                await message.add_reaction(emoji)
                return True
    except discord.HTTPException as error:
        if not is_refusal(error):
            raise
        log.info("reaction_impossible", code=error.code, channel=message.channel.id)
        return False


async def _in_thread(
    message: discord.Message, results: Sequence[SongResult], view: Reply, language: Language
) -> discord.Message | None:
    """Answer in a thread of the post; None where none can be opened, in a thread for one."""
    if not isinstance(message.channel, discord.TextChannel) or not may_open_thread(message.channel):
        return None
    names = [result.analysis.title or result.name for result in results if isinstance(result, AnalysedSong)]
    name = plain(language.say("thread-name", title=names[0] if names else results[0].name), _THREAD_NAME)
    attempts = Attempts()
    try:
        thread = await _thread_of(message, name)
        while True:
            async with attempts:
                return await thread.send(view=view, files=view.files, nonce=str(message.id))
    except discord.HTTPException as error:
        log.info("thread_impossible", code=error.code, channel=message.channel.id)
        return None


async def _thread_of(message: discord.Message, name: str) -> discord.Thread:
    """Open a thread under a message, or return the one that an earlier attempt opened."""
    attempts = Attempts()
    try:
        while True:
            async with attempts:
                return await message.create_thread(name=name)
    except discord.HTTPException as error:
        if error.code != _THREAD_EXISTS or message.guild is None:
            raise
    thread = await message.guild.fetch_channel(message.id)
    assert isinstance(thread, discord.Thread)  # noqa: S101 - the thread of a message has its id
    return thread
