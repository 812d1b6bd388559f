"""Messages that mention the bot: they ask about the song of the message that they reply to, or for help."""

import discord

from bot.errors import NoSongInMessageError, VoiceMessageError
from bot.languages import Language
from bot.pipeline.extract import is_voice_message
from bot.replies.errors import sentence


def is_mentioned(bot: discord.ClientUser | None, message: discord.Message) -> bool:
    """Return whether a message names the bot in its text; the ping of a reply to the bot does not count."""
    return bot is not None and bot.id in message.raw_mentions


def replied_to(message: discord.Message) -> discord.Message | None:
    """Return the message that another replies to, None where there is none, or it was deleted."""
    replied = message.reference.resolved if message.reference else None
    return replied if isinstance(replied, discord.Message) else None


def explanation(message: discord.Message, language: Language) -> str:
    """Return what to tell somebody who mentions the bot where no song is to be seen."""
    replied = replied_to(message)
    if replied is None:
        return language.say("mention-help")
    if is_voice_message(replied):
        return sentence(VoiceMessageError(), language)
    # Without the message-content intent Discord shows the bot only what mentions it.
    is_shown = replied.content or replied.attachments or replied.embeds or replied.components
    return sentence(NoSongInMessageError(), language) if is_shown else language.say("mention-unseen")
