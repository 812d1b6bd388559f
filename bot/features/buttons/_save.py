"""*Save*: a song for one's own list."""

import discord

from bot.core.client import SongBot
from bot.features.buttons._base import SHA256, SongButton
from bot.features.configure import choices_of
from bot.interactions.known_songs import name_of, recall_analysis
from bot.languages import language_of
from bot.replies.layouts import Reply, sentence_reply
from bot.replies.text import plain


class SaveButton(SongButton, template=f"save:{SHA256}"):
    """Puts a song on the list of the one who presses it."""

    action = "save"
    key = "button-save"

    async def reply(self, interaction: discord.Interaction[SongBot]) -> Reply:
        """Save it."""
        services = interaction.client.services
        analysis = await recall_analysis(services, self.sha256)
        language = language_of(interaction)
        name = plain(await name_of(interaction, services, analysis), 100)
        counts = (await choices_of(services, interaction.guild_id)).counts_reactions
        guild_id = interaction.guild_id if counts else None
        new = await services.store.members.save(interaction.user.id, self.sha256, name, guild_id)
        return sentence_reply(language.say("saved-note" if new else "saved-before"))
