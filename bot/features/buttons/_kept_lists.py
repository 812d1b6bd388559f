"""Lists of songs kept in the database: what of one somebody may see."""

from typing import Any

import discord

from bot.core.client import SongBot
from bot.errors import ForgottenListError
from bot.interactions.search_scope import scope_of, visible
from bot.store import KeptList, Scope
from models.analysis import Origin, Recommendation
from models.codec import decode


async def kept_list(interaction: discord.Interaction[SongBot], number: int) -> KeptList:
    """Return a list that was made where the interaction is; raise ForgottenListError where it is none or gone."""
    kept = await interaction.client.services.store.song_lists.get(number)
    if kept is None or kept.guild_id != interaction.guild_id:
        raise ForgottenListError(f"list {number}")
    return kept


async def visible_songs(
    interaction: discord.Interaction[SongBot], kept: KeptList, part: slice, *, private: bool
) -> list[Recommendation]:
    """Return a part of a list's songs, without those of the library that whoever reads the answer may not see."""
    songs = [_song(each) for each in kept.content["songs"]]
    scope: Scope | None = None
    if interaction.guild_id is not None and any(song.origin == Origin.LIBRARY for song in songs):
        scope = scope_of(interaction, private=private)
    return await visible(interaction.client.services, scope, songs[part])


def _song(kept: dict[str, Any]) -> Recommendation:
    if "origin" not in kept and kept["track_id"] < 0:
        # Earlier releases marked a library's songs by negative ids.
        kept = {**kept, "origin": Origin.LIBRARY, "track_id": -kept["track_id"]}
    return decode(Recommendation, kept, stored=True)
