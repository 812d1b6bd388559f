"""What works in private messages, and in servers that the bot is not in, where people brought it themselves."""

import re
from typing import Any

import discord
import pytest

from bot.core.client import SongBot
from bot.core.services import Services
from tests.bot.conftest import Place, text_of

LINE = re.compile(r"^\d+\. \[.+?\]\(https?://\S+\)", re.MULTILINE)
EVERYWHERE = {"contexts": [0, 1, 2], "integration_types": [0, 1]}
SERVERS_ONLY = {"contexts": [0], "integration_types": [0]}


def _payloads(env_bot: SongBot) -> dict[str, dict[str, Any]]:
    kinds = (discord.AppCommandType.chat_input, discord.AppCommandType.message)
    found = [command for kind in kinds for command in env_bot.tree.get_commands(type=kind)]
    return {command.name: command.to_dict(env_bot.tree) for command in found}


async def test_commands_say_where_they_may_be_used(place: Place) -> None:
    assert isinstance(place.env.bot, SongBot)
    payloads = _payloads(place.env.bot)
    for name in ("classify", "recommend", "compare", "saved", "Find genre and similar songs", "privacy"):
        told = {key: sorted(payloads[name][key]) for key in EVERYWHERE}
        assert told == EVERYWHERE, name
    for name in ("settings", "library"):
        told = {key: sorted(payloads[name][key]) for key in SERVERS_ONLY}
        assert told == SERVERS_ONLY, name


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("recommend genre", {"genre": "Folk"}),
        ("recommend genre", {"genre": "Folk", "source": "both"}),
        ("recommend like", {"title": "love"}),
    ],
)
async def test_lists_come_from_the_archive_in_private(place: Place, command: str, options: dict[str, str]) -> None:
    result = await place.member.user.slash(command, **options)
    assert len(LINE.findall(text_of(result.response))) == 10


async def test_the_servers_songs_alone_are_a_matter_of_servers(place: Place) -> None:
    result = await place.member.user.slash("recommend genre", genre="Folk", source="server")
    assert text_of(result.response) == "That works in servers only."


async def test_a_song_is_analysed_more_are_shown_and_pages_turn_in_private(place: Place, mp3: bytes) -> None:
    heard = await place.member.user.slash("classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(heard.response)
    assert heard.response is not None
    more = await place.member.user.click(heard.response, label="More like this")
    assert LINE.findall(text_of(more.response))
    listed = await place.member.user.slash("recommend song", file=("song.mp3", mp3), count=12)
    assert listed.response is not None
    await place.member.user.click(listed.response, label="Next")
    assert len(LINE.findall(text_of(listed.response))) == 2


async def test_a_post_in_private_is_answered_and_in_no_library(place: Place, services: Services, mp3: bytes) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    user = place.member.user
    await user.send_dm(attachments=place.env.backend.store_attachments(user.dm_channel.id, [("song.mp3", mp3)]))
    assert "Morning" in text_of(place.member.user.dm_channel.last_message)
    found = await place.member.slash(place.channel, "library search")
    assert LINE.findall(text_of(found.response)) == []
