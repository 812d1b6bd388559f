"""What a server decided, as the other features read it."""

from dataclasses import dataclass
from typing import Any

import discord

from bot.features.configure._table import CHANNELS, LANGUAGE, LIBRARY, LINKS, PLACE, POSTS, SETTINGS, STYLE
from bot.languages import Language, language_for
from bot.services import Services


@dataclass(frozen=True, slots=True)
class ServerChoices:
    """A server's settings; those never made have their defaults, and those no longer valid too."""

    posts: str = POSTS.default
    channels: tuple[int, ...] = ()
    style: str = STYLE.default
    place: str = PLACE.default
    language: str = LANGUAGE.default
    library: str = LIBRARY.default
    links: tuple[str, ...] = ()

    def answers_in(self, channel: discord.abc.Snowflake) -> bool:
        """Tell whether posts in a channel, or in a thread of it, are answered."""
        if self.posts != "list":
            return self.posts == "all"
        parent = channel.parent_id if isinstance(channel, discord.Thread) else None
        return channel.id in self.channels or parent in self.channels

    def language_in(self, guild: discord.Guild | None) -> Language:
        """Return the language of replies to posts: the chosen one, or the one that the server told Discord."""
        if self.language != LANGUAGE.default:
            return language_for(self.language)
        return language_for(guild.preferred_locale if guild else None)


async def choices_of(services: Services, guild_id: int | None) -> ServerChoices:
    """Return what a server decided; in private messages everything has its default."""
    if guild_id is None:
        return ServerChoices()
    values = await valid_settings(services, guild_id)
    lists = {setting.name: tuple(values[setting.name]) for setting in (CHANNELS, LINKS)}
    return ServerChoices(**{**values, **lists})


async def valid_settings(services: Services, guild_id: int) -> dict[str, Any]:
    """Return every setting of a server by name, the default where it has none that is valid."""
    stored = await services.store.servers.settings(guild_id)
    return {
        name: stored[name] if name in stored and setting.accepts(stored[name]) else setting.default
        for name, setting in SETTINGS.items()
    }
