"""What a server decided, as the other features read it."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.core.services import Services
from bot.features.configure._definitions import (
    COMMAND_LIMIT,
    DAILY_SONG,
    DIGEST,
    DIGEST_DAY,
    EXPLICIT,
    LANGUAGE,
    LIBRARY,
    LISTENBRAINZ,
    PLACE,
    POST_LIMIT,
    POST_TIME,
    POSTERS,
    POSTS,
    QUIET,
    REACTIONS,
    SERVICES,
    SETTINGS,
    STYLE,
    TASTE,
    WEEKDAYS,
    ZONE,
)
from bot.languages import Language, language_for

Person = discord.Member | discord.User


@dataclass(frozen=True, slots=True)
class ServerChoices:
    """A server's settings; those never made have their defaults, and those no longer valid too."""

    posts: str = POSTS.default
    channels: tuple[int, ...] = ()
    style: str = STYLE.default
    place: str = PLACE.default
    language: str = LANGUAGE.default
    quiet: str = QUIET.default
    zone: str = ZONE.default
    library: str = LIBRARY.default
    reactions: str = REACTIONS.default
    posters: str = POSTERS.default
    taste: str = TASTE.default
    listenbrainz: str = LISTENBRAINZ.default
    explicit: str = EXPLICIT.default
    services: tuple[str, ...] = tuple(SERVICES.default)
    links: tuple[str, ...] = ()
    digest: str = DIGEST.default
    digestday: str = DIGEST_DAY.default
    dailysong: str = DAILY_SONG.default
    postchannel: tuple[int, ...] = ()
    posttime: str = POST_TIME.default
    postroles: tuple[int, ...] = ()
    commandroles: tuple[int, ...] = ()
    postlimit: int = POST_LIMIT.default
    commandlimit: int = COMMAND_LIMIT.default

    def answers(self, message: discord.Message, when: datetime) -> bool:
        """Return whether a posted song is answered: where it stands, whose it is, and at an aware moment."""
        parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
        is_listed = message.channel.id in self.channels or parent in self.channels
        is_here = self.posts == "all" or (self.posts == "list" and is_listed)
        return is_here and _has_one(message.author, self.postroles) and not self.is_quiet(when)

    @property
    def counts_reactions(self) -> bool:
        """Whether reactions and *Save* count as likes."""
        return self.reactions == "on"

    @property
    def digest_weekday(self) -> int:
        """The digest's day of the week; Monday is 0."""
        return WEEKDAYS.index(self.digestday)

    @property
    def ranks_posters(self) -> bool:
        """Whether there is a leaderboard of who posts."""
        return self.posters == "on"

    def lets_command(self, person: Person) -> bool:
        """Return whether somebody may use the commands."""
        return _has_one(person, self.commandroles)

    def is_quiet(self, when: datetime) -> bool:
        """Return whether an aware moment lies in the quiet hours."""
        if not self.quiet:
            return False
        moment = when.astimezone(ZoneInfo(self.zone)).time()
        start, end = map(time.fromisoformat, self.quiet.split("-"))
        # They may span midnight.
        return start <= moment < end if start < end else moment >= start or moment < end

    def language_in(self, guild: discord.Guild | None) -> Language:
        """Return the language of replies to posts: the chosen one, or the server's preferred locale."""
        if self.language != LANGUAGE.default:
            return language_for(self.language)
        return language_for(guild.preferred_locale if guild else None)


async def choices_of(services: Services, guild_id: int | None, user_id: int | None = None) -> ServerChoices:
    """Return what a server decided; in private messages everything has its default, and ``user_id``'s language."""
    if guild_id is None:
        locale = await services.store.members.locale_of(user_id) if user_id is not None else None
        return ServerChoices(language=locale or LANGUAGE.default)
    values = await valid_settings(services, guild_id)
    frozen: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return ServerChoices(**frozen)


async def valid_settings(services: Services, guild_id: int) -> dict[str, Any]:
    """Return every setting of a server by name, the default where it has none that is valid."""
    stored = await services.store.servers.settings(guild_id)
    return {
        name: stored[name] if name in stored and setting.type.accepts(stored[name]) else setting.default
        for name, setting in SETTINGS.items()
    }


def _has_one(person: Person, roles: tuple[int, ...]) -> bool:
    """Return whether somebody has one of some roles, where any are named; who manages the server needs none."""
    if not roles:
        return True
    if not isinstance(person, discord.Member):
        return False
    return person.guild_permissions.manage_guild or any(role.id in roles for role in person.roles)
