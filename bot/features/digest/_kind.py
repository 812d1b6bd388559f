"""What every kind of scheduled post says about itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import discord

from bot.core.services import Services
from bot.features.configure import ServerChoices
from bot.features.digest._schedule import Schedule
from bot.interactions.visibility import public_channels
from bot.languages import Language
from bot.replies.layouts import Reply
from bot.store import Posted

Channel = discord.TextChannel


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """One time that something is posted: where, when it is due, and what its server chose."""

    services: Services
    channel: Channel
    choices: ServerChoices
    schedule: Schedule
    due: datetime

    @property
    def posted(self) -> Posted:
        """The posts of all time until then that everybody who reads the channel may see."""
        channels = frozenset(public_channels(self.channel.guild, self.channel))
        return Posted(self.channel.guild.id, channels, until=self.due)

    @property
    def language(self) -> Language:
        """The language of the server's replies."""
        return self.choices.language_in(self.channel.guild)


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """What is to be posted, and the song that it is about, if any."""

    reply: Reply
    subject: str | None = None


class Kind(Protocol):
    """A kind of scheduled post; its ``name`` is that of the setting that switches it on."""

    name: str

    def schedule(self, choices: ServerChoices) -> Schedule | None:
        """Return when a server wants it, None where it does not."""

    def heading(self, schedule: Schedule, due: datetime, language: Language) -> str:
        """Return its first line, which no other post of the kind in the server has."""

    async def draft(self, occasion: Occasion) -> Draft | None:
        """Return what to post, None where there is nothing to say."""
