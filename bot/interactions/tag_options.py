"""Tags of songs as options of commands: what an autocomplete offers, and what was picked or typed."""

import discord
from discord.app_commands import Choice

from bot.core.client import SongBot
from bot.errors import UnknownTagError
from bot.interactions.choices import distinct
from bot.interactions.visibility import readable_channels
from bot.languages import ENGLISH, Language, language_of
from bot.languages.tag_words import tag_word
from bot.store import Posted, TagCounts

TAG_OPTION = "A word that fits the songs, such as jazz or sad; pick one from the list"
_CHOICES = 25
_ALL = 100


async def tags_of_asker(asked: discord.Interaction[SongBot]) -> TagCounts:
    """Count the tags of the songs that the requester had analysed or saved."""
    return await asked.client.services.store.tags.of_member(asked.user.id, _ALL)


async def tags_of_server(asked: discord.Interaction[SongBot]) -> TagCounts:
    """Count the tags of the songs posted where the requester can see them; raise OnlyInServersError in private."""
    channels = frozenset(readable_channels(asked.guild, asked.user))
    return await asked.client.services.store.counts.tags(Posted(asked.guild_id or 0, channels), _ALL)


def tag_choices(asked: discord.Interaction[SongBot], counts: TagCounts, typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers: the tags that hold what was typed, with how many songs sound like them."""
    language, wanted = language_of(asked), typed.strip().casefold()
    words = [(tag_word(tag, language), tag, count) for tag, count in counts]
    fitting = [each for each in words if wanted in each[0].casefold() or wanted in each[1].casefold()]
    return distinct(Choice(name=f"{word} ({count})", value=tag) for word, tag, count in fitting[:_CHOICES])


def chosen_tag(asked: discord.Interaction[SongBot], counts: TagCounts, typed: str | None) -> str | None:
    """Return the tag that was picked or typed, None for none; raise UnknownTagError where no song sounds like it."""
    if typed is None:
        return None
    wanted = typed.strip().casefold()
    language = language_of(asked)
    for tag, _ in counts:
        if wanted in {spelling.casefold() for spelling in (tag, tag_word(tag, language), tag_word(tag, ENGLISH))}:
            return tag
    raise UnknownTagError(typed)


async def server_tag_choices(asked: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers of the tags that the requester may see in a server; nothing in private."""
    return tag_choices(asked, await tags_of_server(asked), typed) if asked.guild else []


def with_tag(title: str, tag: str | None, language: Language) -> str:
    """Return a heading that says by which tag what stands under it was picked, if by any."""
    return language.say("heading-with-tag", heading=title, tag=tag_word(tag, language)) if tag else title
