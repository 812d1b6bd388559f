"""*Save*: a song for one's own list."""

import discord

from bot.client import SongBot
from bot.features.buttons._base import SHA256, SongButton
from bot.replies import wording
from bot.replies.layouts import Reply, sentence_reply
from bot.replies.text import plain
from bot.similar import remembered


class SaveButton(SongButton, template=f"save:{SHA256}"):
    """Puts a song on the list of the one who presses it."""

    action = "save"
    words = wording.SAVE

    async def reply(self, interaction: discord.Interaction[SongBot]) -> Reply:
        """Save it."""
        services = interaction.client.services
        analysis = await remembered(services, self.sha256)
        name = plain(analysis.title or wording.UNTITLED, 100)
        new = await services.store.members.save(interaction.user.id, self.sha256, name)
        return sentence_reply(wording.SAVED if new else wording.SAVED_BEFORE)
