"""What both commands know: the tastes that the requester may see, and how near one is to their own."""

from dataclasses import dataclass
from typing import Self

import discord
import numpy as np
from numpy.typing import NDArray

from bot.core.client import SongBot
from bot.errors import NoTasteError, TasteOffError
from bot.features.configure import choices_of
from bot.interactions.visibility import readable_channels
from bot.store import Posted, Taste


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The posts that the requester may see, their taste, and those of members who want to be found."""

    posted: Posted
    own: Taste
    others: dict[int, Taste]

    @classmethod
    async def by(cls, interaction: discord.Interaction[SongBot]) -> Self:
        """Read the tastes; raise TasteOffError where admins did not switch that on, NoTasteError for who has none."""
        services, user_id = interaction.client.services, interaction.user.id
        channels = frozenset(readable_channels(interaction.guild, interaction.user))
        if (await choices_of(services, interaction.guild_id)).taste != "on":
            raise TasteOffError
        posted = Posted(interaction.guild_id or 0, channels)
        tastes = await services.store.tastes.of_members(posted, user_id)
        own = tastes.pop(user_id, None)
        if own is None:
            raise NoTasteError
        return cls(posted, own, tastes)


def taste_match(shared: float, one: NDArray[np.float32] | None, other: NDArray[np.float32] | None) -> float:
    """Return how alike two tastes are, 0 to 1: the mean of their ``shared`` genres and of how near they sound."""
    if one is None or other is None or one.shape != other.shape:
        return shared
    cosine = float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9)
    return (shared + max(0.0, cosine)) / 2
