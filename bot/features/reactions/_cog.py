"""The gateway's events about reactions, kept as likes of the songs that they are about."""

import discord
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.configure import choices_of
from bot.store import Reaction

_SKIN_TONES = str.maketrans("", "", "".join(map(chr, range(0x1F3FB, 0x1F400))))
# Whoever reacts so says that they do not like it.
_DISLIKES = frozenset({"👎", "🤮", "🤢", "💩", "🗑️", "😴", "🥱"})


class Reactions(commands.Cog):
    """Counts reactions of people on songs that others posted."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store."""
        self._services = bot.services
        self._reactions = bot.services.store.reactions

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Count a member's reaction on somebody's song, or on the reply to it."""
        if payload.guild_id is None or payload.member is None or payload.member.bot or not _is_like(payload.emoji):
            return
        reaction = Reaction(payload.message_id, payload.guild_id, payload.user_id, _key(payload.emoji))
        # Most reactions are about no song, so that is asked first.
        post_id = await self._reactions.post_of(reaction)
        if post_id is not None and await self._counts(reaction):
            await self._reactions.add(reaction, post_id)

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Take a reaction off again."""
        await self._reactions.remove(payload.message_id, user_id=payload.user_id, emoji=_key(payload.emoji))

    @commands.Cog.listener()
    async def on_raw_reaction_clear(self, payload: discord.RawReactionClearEvent) -> None:
        """Take all reactions of a message off."""
        await self._reactions.remove(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_reaction_clear_emoji(self, payload: discord.RawReactionClearEmojiEvent) -> None:
        """Take a message's reactions of one emoji off."""
        await self._reactions.remove(payload.message_id, emoji=_key(payload.emoji))

    async def _counts(self, reaction: Reaction) -> bool:
        choices = await choices_of(self._services, reaction.guild_id)
        return choices.counts_reactions and await self._services.store.members.answers_posts_of(reaction.user_id)


def _key(emoji: discord.PartialEmoji) -> str:
    return str(emoji.id or emoji.name)


def _is_like(emoji: discord.PartialEmoji) -> bool:
    return bool(emoji.id) or (emoji.name or "").translate(_SKIN_TONES) not in _DISLIKES
