"""The client: it connects the gateway, the services and the features."""

import asyncio
from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import discord
import structlog

from bot.core.command_sync import CommandSync
from bot.core.command_tree import CommandTree, ServingBot
from bot.core.services import Services
from bot.core.waiting_commands import answer_left
from bot.settings import ShardSettings
from bot.telemetry.in_flight import InFlight

log = structlog.get_logger(__name__)

# The bot never joins a voice channel, so the optional packages for that are not missing.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

# A session that does not begin is none; every other event may be lost.
_VITAL = {"READY", "RESUMED"}
_SYNC_PATIENCE_S = 10.0

FEATURES = (
    "bot.features.buttons",
    "bot.features.configure",
    "bot.features.posting",
    "bot.features.reactions",
    "bot.features.classify",
    "bot.features.recommend",
    "bot.features.library",
    "bot.features.statistics",
    "bot.features.digest",
    "bot.features.taste",
    "bot.features.privacy",
    "bot.features.about",
)


def intents(*, message_content: bool) -> discord.Intents:
    """Return the least that the features need: servers, messages and reactions there, private messages.

    ``message_content``: the messages' content too, which alone of these must be allowed by Discord.
    """
    return discord.Intents(
        guilds=True, guild_messages=True, guild_reactions=True, dm_messages=True, message_content=message_content
    )


def _guarded(event: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a parser that logs what it cannot parse: Discord may send what discord.py does not know yet."""

    def parsed(payload: Any) -> Any:
        try:
            return parse(payload)
        except Exception as error:
            log.exception("event_not_parsed", gateway_event=event, cause=repr(error))
            return None

    return parsed


def import_features() -> None:
    """Import all that the features are made of, which a bot would otherwise do between its start and its connection."""
    for feature in FEATURES:
        for module in iter_modules(import_module(feature).__path__):
            import_module(f"{feature}.{module.name}")


class SongBot(ServingBot):
    """A client whose features find what they need in ``services``, and which counts its work in ``in_flight``."""

    def __init__(self, services: Services, *, message_content: bool, shards: ShardSettings | None = None) -> None:
        """Take the services, and the shards to hold, by default all; nothing happens before the bot is started."""
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=CommandTree,
            shard_count=shards.total if shards else None,
            shard_ids=shards.chosen if shards else None,  # type: ignore[arg-type]  # None is its own default
            intents=intents(message_content=message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            # Nothing is read from these caches: events carry what the features need.
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_contexts=discord.app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True, user=True),
        )
        self.services = services
        self.in_flight = InFlight()
        self._connected: set[int] = set()
        self._summarised = False
        self.answering: asyncio.Task[None] | None = None
        self.command_checks = []
        self.command_sync = CommandSync(self.tree, services.store.facts)
        # An exception in one of these would end the process; there is no public way to catch it.
        parsers = self._connection.parsers
        parsers.update({event: _guarded(event, parse) for event, parse in parsers.items() if event not in _VITAL})

    async def setup_hook(self) -> None:
        """Load the features, answer commands that a killed run left, and sync the commands if they changed."""
        for feature in FEATURES:
            await self.load_extension(feature)
        # Read before the first command of this run comes.
        left = await self.services.store.waiting_commands.all()
        self.answering = asyncio.create_task(answer_left(self, left))
        await self.command_sync.start(_SYNC_PATIENCE_S)

    async def close(self) -> None:
        """Disconnect."""
        self.command_sync.stop()
        if self.answering:
            self.answering.cancel()
        await super().close()

    @property
    def is_connected(self) -> bool:
        """Whether every shard of this process is at the gateway, from where on posts and commands are answered.

        Discord's library calls a client ready some seconds later, when no more servers come in.
        """
        expected = set(self.shard_ids or range(self.shard_count or 0))
        return (
            bool(expected)
            and expected <= self._connected
            and not any(shard.is_closed() for shard in self.shards.values())
        )

    async def on_shard_connect(self, shard_id: int) -> None:
        """Note that a shard has reached the gateway."""
        self._connected.add(shard_id)

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the features: there are no prefix commands."""

    async def on_ready(self) -> None:
        """Log once what runs here; later sessions at the gateway change none of it."""
        if self._summarised:
            return
        self._summarised = True
        settings = self.services.settings
        address = settings.operations.status_address
        log.info(
            "ready",
            user=str(self.user),
            servers=len(self.guilds),
            intents=[name for name, wanted in self.intents if wanted],
            message_content=self.intents.message_content,
            model_version=self.services.model_version,
            taggers=list(self.services.taggers),
            database=settings.store.shown_url,
            health=f"{address}/healthz" if address else None,
        )
