"""What an answer may name: the archive, and a server's library as far as whoever reads the answer may see it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

import discord

from bot.core.services import Services
from bot.errors import NoLibraryError, OnlyInServersError
from bot.interactions.visibility import readable_channels, shared_channels
from bot.store import Scope
from models.analysis import Origin, Recommendation


class SourceChoice(StrEnum):
    """Where somebody wants recommended songs to come from."""

    BOTH = "both"
    ARCHIVE = "archive"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class SearchScope:
    """What may be recommended: the archive or not, and a server's library as far as ``scope`` reaches."""

    archive: bool
    scope: Scope | None = None


ARCHIVE_ONLY = SearchScope(archive=True)


async def search_scope_for(
    interaction: discord.Interaction,
    services: Services,
    choice: SourceChoice | None,
    *,
    private: bool,
    tag: str | None = None,
) -> SearchScope:
    """Return what an answer to an interaction may name; ``private`` says that nobody else will read it.

    With a ``tag`` only the server's songs that sound like it are wanted, for the archive's were never tagged. Raises
    NoLibraryError, or OnlyInServersError in private, where only the server's songs are wanted.
    """
    choice = SourceChoice.SERVER if tag else choice
    if choice is SourceChoice.ARCHIVE:
        return ARCHIVE_ONLY
    guild_id = interaction.guild_id
    if guild_id is None or not await services.store.servers.keeps_library(guild_id):
        if choice is SourceChoice.SERVER:
            raise OnlyInServersError if guild_id is None else NoLibraryError
        return ARCHIVE_ONLY
    return SearchScope(choice is not SourceChoice.SERVER, replace(scope_of(interaction, private=private), tag=tag))


def scope_of(interaction: discord.Interaction, *, private: bool) -> Scope:
    """Return how far an answer to an interaction may reach into the server's library."""
    guild, requester = interaction.guild, interaction.user
    channels = (
        readable_channels(guild, requester) if private else shared_channels(guild, requester, interaction.channel)
    )
    return Scope(interaction.guild_id or 0, frozenset(channels))


async def visible(services: Services, scope: Scope | None, songs: Collection[Recommendation]) -> list[Recommendation]:
    """Return songs without those of a library that ``scope`` does not reach, or that were removed from it."""
    ids = [song.track_id for song in songs if song.origin == Origin.LIBRARY]
    if scope and not await services.store.servers.keeps_library(scope.guild_id):
        scope = None
    kept = await services.store.library.songs(scope, services.model_version, ids) if scope and ids else {}
    return [song for song in songs if song.origin != Origin.LIBRARY or song.track_id in kept]
