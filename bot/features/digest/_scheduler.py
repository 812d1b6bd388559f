"""Posts what is due, once: also after a restart, a crash between posting and writing it down, and a long pause."""

from datetime import datetime, timedelta

import discord
import structlog
from discord.ext import commands, tasks

from bot.core.client import SongBot
from bot.features.configure import choices_of
from bot.features.digest._digest import DigestKind
from bot.features.digest._kind import Draft, Kind, Occasion
from bot.features.digest._song_of_the_day import SongOfTheDayKind
from bot.languages import languages
from bot.replies.delivery import DISCORD_ERRORS, Attempts, UndeliveredError, is_refusal
from bot.replies.errors import record
from bot.replies.layouts import texts_of
from bot.replies.text import heading
from bot.store import Due, ScheduledPost, ScheduledState

log = structlog.get_logger(__name__)

_KINDS: tuple[Kind, ...] = (DigestKind(), SongOfTheDayKind())
_TICK_S = 60.0
_MOST_ATTEMPTS = 30
# For so long Discord knows a nonce again, with a minute to spare.
_NONCE_LIFE = timedelta(minutes=2)
_LOOKED_AT = 100


class Scheduler(commands.Cog):
    """Looks every minute for what is due in the servers of this process."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store."""
        self._bot = bot
        self._services = bot.services
        self._scheduled = bot.services.store.scheduled

    async def cog_unload(self) -> None:
        """Stop; the next start takes up what is claimed."""
        self.tick.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin when the servers are known; READY comes again after reconnections."""
        if not self.tick.is_running():
            self.tick.start()

    @tasks.loop(seconds=_TICK_S)
    async def tick(self) -> None:
        """Post what is due now; where the database fails, a minute later."""
        try:
            await self.post_due(discord.utils.utcnow())
        except Exception as error:
            # What leaves a loop of discord.py's ends it.
            record(error, task="scheduler")

    async def post_due(self, now: datetime) -> None:
        """Post what is due at an aware moment and was not posted before."""
        settings = await self._services.store.servers.setting_of_all([kind.name for kind in _KINDS])
        wanted = {key for key, value in settings.items() if value != "off"}
        for guild_id, name in await self._scheduled.known() - wanted:
            await self._scheduled.forget(guild_id, name)
        for guild_id, kind in ((guild_id, kind) for kind in _KINDS for guild_id, name in wanted if name == kind.name):
            guild = self._bot.get_guild(guild_id)
            # A stopping bot begins nothing; servers of other shards belong to other processes.
            if guild is None or guild.unavailable or not self._bot.in_flight.is_open:
                continue
            try:
                with self._bot.in_flight.job():
                    await self._look(kind, guild, now)
            except (UndeliveredError, *DISCORD_ERRORS) as error:
                log.warning("scheduled_post_waits", kind=kind.name, guild=guild_id, cause=repr(error))
            except Exception as error:
                record(error, kind=kind.name, guild=guild_id)

    async def _look(self, kind: Kind, guild: discord.Guild, now: datetime) -> None:
        choices = await choices_of(self._services, guild.id)
        schedule = kind.schedule(choices)
        if schedule is None:
            return
        due = Due(guild.id, kind.name, schedule.latest(now), schedule.key)
        newest = await self._scheduled.newest(guild.id, kind.name, due.due)
        if newest is None or newest.due.schedule != due.schedule:
            # What was due before admins chose this is not made up for.
            await self._scheduled.begin(due, now)
            return
        if newest.due.due < due.due:
            if await self._scheduled.claim(due, now):
                await self._post(kind, guild, due)
        elif (
            newest.state is ScheduledState.CLAIMED
            and await self._scheduled.retry(newest)
            and not await self._is_posted(kind, guild, newest, now)
        ):
            await self._post(kind, guild, newest.due)

    async def _post(self, kind: Kind, guild: discord.Guild, due: Due) -> None:
        occasion = await self._occasion(kind, guild, due)
        draft = await kind.draft(occasion) if occasion else None
        message = await self._sent(occasion.channel, kind, draft) if occasion and draft else None
        if message is None or draft is None:
            log.info("scheduled_post_skipped", kind=kind.name, guild=guild.id, may_post=occasion is not None)
            await self._scheduled.settle(due, ScheduledState.SKIPPED)
        else:
            await self._scheduled.settle(due, ScheduledState.POSTED, message.id, draft.subject)

    async def _occasion(self, kind: Kind, guild: discord.Guild, due: Due) -> Occasion | None:
        """Return where and when something is posted; None where the bot may not write."""
        choices = await choices_of(self._services, guild.id)
        schedule = kind.schedule(choices)
        channel = guild.get_channel(choices.postchannel[0]) if schedule else None
        if schedule is None or not isinstance(channel, discord.TextChannel):
            return None
        permissions = channel.permissions_for(guild.me)
        if not (permissions.view_channel and permissions.send_messages):
            return None
        return Occasion(self._services, channel, choices, schedule, due.due)

    async def _sent(self, channel: discord.TextChannel, kind: Kind, draft: Draft) -> discord.Message | None:
        """Send a draft, to all attempts of which Discord shows one message; None where it refuses it for good."""
        reply, nonce, attempts = draft.reply, f"{kind.name[:4]}{channel.guild.id}", Attempts()
        try:
            while True:
                async with attempts:
                    return await channel.send(view=reply, files=reply.files, nonce=nonce)
        except discord.HTTPException as error:
            if not is_refusal(error):
                raise
            log.warning("scheduled_post_refused", kind=kind.name, channel=channel.id, code=error.code)
            return None

    async def _is_posted(self, kind: Kind, guild: discord.Guild, earlier: ScheduledPost, now: datetime) -> bool:
        """Return whether nothing is to be done any more for a post that was claimed and not settled."""
        occasion = await self._occasion(kind, guild, earlier.due)
        if occasion is None:
            return False
        channel = occasion.channel
        if channel.permissions_for(guild.me).read_message_history:
            message_id = await self._found(kind, occasion, earlier)
            unsure = False
        else:
            message_id, unsure = None, now - earlier.claimed > _NONCE_LIFE
        if message_id is not None:
            log.info("scheduled_post_found", kind=kind.name, guild=guild.id)
            await self._scheduled.settle(earlier.due, ScheduledState.POSTED, message_id)
        elif unsure or earlier.attempts >= _MOST_ATTEMPTS:
            # Rather none than two.
            log.warning("scheduled_post_given_up", kind=kind.name, guild=guild.id, attempts=earlier.attempts)
            await self._scheduled.settle(earlier.due, ScheduledState.SKIPPED)
            return True
        return message_id is not None

    async def _found(self, kind: Kind, occasion: Occasion, earlier: ScheduledPost) -> int | None:
        """Return the message that an earlier attempt left, None where there is none: no other has its heading."""
        schedule, due = occasion.schedule, earlier.due.due
        headings = {heading(kind.heading(schedule, due, language)) for language in languages()}
        after = discord.Object(discord.utils.time_snowflake(earlier.claimed - _NONCE_LIFE))
        async for message in occasion.channel.history(limit=_LOOKED_AT, after=after, oldest_first=True):
            texts = (text for component in message.components for text in texts_of(component))
            if message.author == occasion.channel.guild.me and any(text.split("\n")[0] in headings for text in texts):
                return message.id
        return None
