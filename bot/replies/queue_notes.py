"""Notes about the queue: what the bot says while a song waits for its turn, and which of its messages say no more."""

from functools import cache

import discord

from bot.languages import languages
from bot.replies.layouts import texts_of

_LONGEST_QUEUE = 500


def is_queue_note(message: discord.Message) -> bool:
    """Return whether a message of the bot only tells a position in the queue, in any language."""
    texts = [text for component in message.components for text in texts_of(component)]
    return len(texts) == 1 and texts[0] in _notes()


@cache
def _notes() -> frozenset[str]:
    return frozenset(
        language.say("waiting", position=position) for language in languages() for position in range(_LONGEST_QUEUE)
    )
