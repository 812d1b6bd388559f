"""Accepts posts with songs and answers each of them once, also over restarts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
import structlog

from bot.core.client import SongBot
from bot.errors import ClosingError, RestartedError
from bot.features.configure import choices_of
from bot.features.posting._mentions import explanation, is_mentioned, replied_to
from bot.features.posting._message_reply import may_answer, reply_to, typing
from bot.features.posting._queue_note import showing_position
from bot.features.posting._reply_style import explain, respond, turn_away
from bot.interactions.listenbrainz import look_up_played
from bot.interactions.respond import analyse_all
from bot.interactions.server_context import with_server_context
from bot.pipeline.analysis import AnalysedSong, FailedSong, Requester, SongResult
from bot.pipeline.extract import is_no_song, songs_in
from bot.pipeline.progress import QueueProgress
from bot.pipeline.rate_limit import Asking
from bot.pipeline.sources import Source
from bot.replies.delivery import Attempts, UndeliveredError
from bot.replies.errors import record, sentence
from bot.replies.layouts import sentence_reply
from bot.store import Post, PostState

log = structlog.get_logger(__name__)

_MAX_ATTEMPTS = 2
_STALE = timedelta(minutes=15)


class PostHandler:
    """Accepts posts with songs, analyses the songs and replies."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's services."""
        self._bot = bot
        self._limit = bot.services.settings.posts.songs
        self._posts = bot.services.store.posts
        self._in_hand: Counter[int] = Counter()
        self._undelivered: set[int] = set()

    async def handle(self, message: discord.Message) -> None:
        """Answer a message that holds songs or mentions the bot, once, where the bot may write."""
        if not songs_in(message, self._bot.services.links.is_page) and not is_mentioned(self._bot.user, message):
            return
        if not may_answer(message):
            log.info("may_not_answer", channel=message.channel.id)
            return
        with self._holding(message.id):
            try:
                await self._accept(message)
            except Exception as error:
                await self._report(message, error)

    async def _accept(self, message: discord.Message) -> None:
        """Answer a post where that is wanted; one that exceeds its poster's limit is only told so."""
        services = self._bot.services
        guild = message.guild.id if message.guild else None
        songs = await self._wanted_songs(message)
        is_asked = is_mentioned(self._bot.user, message)
        if not songs and not is_asked:
            return
        choices = await choices_of(services, guild, message.author.id)
        if not choices.answers(message, discord.utils.utcnow()):
            return
        # Who mentions the bot wants an answer.
        if not is_asked and not await services.store.members.answers_posts_of(message.author.id):
            return
        if not await self._posts.accept(message.id, message.channel.id, guild, message.author.id):
            return
        refusal = services.limits.take(Asking("post", guild, message.author.id), choices.postlimit)
        if refusal is None and songs:
            await self._answer(message, songs)
        elif refusal is None:
            text = explanation(message, choices.language_in(message.guild))
            await self._settle(message.id, *await explain(message, text, choices))
            self._count("explained")
        else:
            log.info("post_limited", message=message.id, limit=choices.postlimit)
            await self._settle(message.id, *await turn_away(message, refusal, choices))
            self._count("limited")

    async def _wanted_songs(self, message: discord.Message) -> list[Source]:
        guild = message.guild.id if message.guild else None
        is_page = await self._bot.services.links.pages_for(guild)
        songs, replied = songs_in(message, is_page), replied_to(message)
        # One that has none and mentions the bot asks about those of the message that it replies to.
        return songs_in(replied, is_page) if not songs and replied and is_mentioned(self._bot.user, message) else songs

    async def take_up(self, post: Post, message: discord.PartialMessage) -> None:
        """Answer a post that was accepted before, or apologise for it. Raises UndeliveredError."""
        with self._holding(post.message_id):
            try:
                await self._take_up(post, message)
            except UndeliveredError as error:
                self._leave(post.message_id, error)
                raise

    async def _take_up(self, post: Post, message: discord.PartialMessage) -> None:
        # A song that could not be delivered was analysed without harm.
        harmful = post.attempts >= _MAX_ATTEMPTS and post.message_id not in self._undelivered
        if harmful or age_of(post) > _STALE:
            await self._say(message, RestartedError(), post.author_id)
            return
        attempts, whole = Attempts(), None
        while whole is None:
            try:
                async with attempts:
                    whole = await message.fetch()
            except discord.NotFound:
                await self._posts.settle(post.message_id, PostState.UNANSWERABLE)
                return
        # Without the message-content intent a message that is fetched again comes without its songs.
        songs = await self._wanted_songs(whole)
        if songs:
            await self._answer(whole, songs, post.attempts + 1)
        else:
            await self._say(whole, RestartedError(), post.author_id)

    def is_in_hand(self, message_id: int) -> bool:
        """Return whether this process is answering a message right now."""
        return self._in_hand[message_id] > 0

    @property
    def has_undelivered(self) -> bool:
        """Whether an answer of this process did not reach Discord, so that its post waits to be taken up again."""
        return bool(self._undelivered)

    @contextmanager
    def _holding(self, message_id: int) -> Iterator[None]:
        self._in_hand[message_id] += 1
        try:
            yield
        finally:
            self._in_hand[message_id] -= 1
            if not self._in_hand[message_id]:
                del self._in_hand[message_id]

    def _leave(self, message_id: int, error: UndeliveredError) -> None:
        """Leave a post accepted: it is taken up when Discord is back."""
        self._undelivered.add(message_id)
        self._count("undelivered")
        log.warning("answer_undelivered", message=message_id, cause=str(error))

    async def _answer(self, message: discord.Message, songs: Sequence[Source], attempt: int = 1) -> None:
        try:
            with self._bot.in_flight.job():
                guild_id = message.guild.id if message.guild else None
                choices = await choices_of(self._bot.services, guild_id, message.author.id)
                with typing(message.channel):
                    async with showing_position(message, choices, self._posts) as waiting:
                        results = await self._analyse(message, songs[: self._limit], waiting)
                if not await self._posts.is_in_hand(message.id, attempt):
                    # Another process was started for these servers while this one still runs.
                    self._count("taken_over")
                    log.info("post_taken_over", message=message.id)
                    return
                results = _without_noise(songs, results)
                if not results:
                    await self._posts.settle(message.id, PostState.UNANSWERABLE)
                    self._count("no_song")
                    return
                with self._bot.services.metrics.stages.labels("reply").time():
                    lookup = await look_up_played(self._bot.services, results, guild_id, message.channel)
                    answered, reply_id = await respond(
                        message, lookup, songs[self._limit :], choices, self._bot.services.card_renderer
                    )
                await self._settle(message.id, answered, reply_id)
                self._count(_outcome(answered, results))
        except ClosingError:
            # It stays accepted, so the next start takes it up.
            self._count("deferred")
            log.info("post_deferred", message=message.id)

    async def _analyse(
        self, message: discord.Message, songs: Sequence[Source], waiting: QueueProgress
    ) -> Sequence[SongResult]:
        services = self._bot.services
        guild = message.guild.id if message.guild else None
        requester, posted = Requester(message.author.id, guild, waiting=waiting), replied_to(message) or message
        if songs_in(message, services.links.is_page):
            posted = message
            requester = replace(requester, channel_id=message.channel.id, message_id=message.id)
        results = await analyse_all(services.analysis, songs, requester)
        return await with_server_context(services, results, message.guild, message.author, message.channel, posted.id)

    async def _report(self, message: discord.Message, error: Exception) -> None:
        try:
            if not isinstance(error, UndeliveredError):
                record(error, message=message.id)
                await self._say(message, error, message.author.id)
                return
        except UndeliveredError as undelivered:
            error = undelivered
        except Exception as second:
            # It stays accepted, so the next start tries once more.
            self._count("failed")
            record(second, message=message.id)
            return
        self._leave(message.id, error)

    async def _say(self, message: discord.Message | discord.PartialMessage, error: Exception, author_id: int) -> None:
        choices = await choices_of(self._bot.services, message.guild.id if message.guild else None, author_id)
        language = choices.language_in(message.guild)
        reply = await reply_to(message, sentence_reply(sentence(error, language)))
        await self._settle(message.id, reply is not None, reply.id if reply else None)
        self._count(_outcome(reply is not None, ()))

    async def _settle(self, message_id: int, answered: bool, reply_id: int | None) -> None:
        state = PostState.ANSWERED if answered else PostState.UNANSWERABLE
        await self._posts.settle(message_id, state, reply_id)
        self._undelivered.discard(message_id)

    def _count(self, outcome: str) -> None:
        self._bot.services.metrics.posts.labels(outcome).inc()


def _without_noise(songs: Sequence[Source], results: Sequence[SongResult]) -> Sequence[SongResult]:
    """Return the results without those of files that were not meant as songs."""
    return [
        result
        for song, result in zip(songs, results, strict=False)
        if not (isinstance(result, FailedSong) and is_no_song(song, result.error))
    ]


def _outcome(answered: bool, results: Sequence[SongResult]) -> str:
    """Return the label of the metric: an answer about a song, or one that only explains why there is none."""
    if not answered:
        return str(PostState.UNANSWERABLE)
    return "answered" if any(isinstance(outcome, AnalysedSong) for outcome in results) else "explained"


def age_of(post: Post) -> timedelta:
    """Return how long ago a post was accepted."""
    # SQLite keeps no time zone; what is written is UTC.
    return datetime.now(UTC) - post.accepted.replace(tzinfo=UTC)
