"""The bot where Discord does not let it read messages."""

from collections.abc import AsyncIterator

import discord
import pytest
from simcord import Env

from bot.app.runner import start_as_allowed
from bot.core.client import SongBot
from bot.core.services import Services
from bot.features.classify._cog import CONTEXT_MENU
from bot.settings import MessageContent
from tests.bot.conftest import PATIENCE_S, Place, text_of


class Portal:
    """Discord's developer portal of an application that was not granted message content."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.env: Env | None = None
        self.tried: list[bool] = []

    async def start(self, message_content: bool) -> None:
        """Connect a bot, as the runner would."""
        self.tried.append(message_content)
        bot = SongBot(self._services, message_content=message_content)
        granted = discord.Intents.default()
        env = Env(bot, shard_count=1, settle_timeout=PATIENCE_S, approved_intents=granted)
        await env.start()
        self.env = env


@pytest.fixture
async def portal(services: Services) -> AsyncIterator[Portal]:
    opened = Portal(services)
    yield opened
    if opened.env:
        await opened.env.shutdown()
        opened.env.raise_errors()


async def _place(portal: Portal) -> Place:
    await start_as_allowed(portal.start, MessageContent.AUTO)
    assert portal.env is not None
    guild = portal.env.create_guild("Crate")
    return Place(portal.env, guild, guild.create_text_channel("music"), guild.add_member(portal.env.create_user("al")))


async def test_auto_goes_on_without_what_was_refused_and_says_what_is_lost(
    portal: Portal, capsys: pytest.CaptureFixture[str]
) -> None:
    await start_as_allowed(portal.start, MessageContent.AUTO)
    assert portal.tried == [True, False]
    assert "message_content_refused" in capsys.readouterr().out


async def test_on_insists(portal: Portal) -> None:
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await start_as_allowed(portal.start, MessageContent.ON)
    assert portal.tried == [True]


async def test_off_never_asks(portal: Portal) -> None:
    await start_as_allowed(portal.start, MessageContent.OFF)
    assert portal.tried == [False]


async def test_commands_and_the_context_menu_are_complete_without_message_content(portal: Portal, mp3: bytes) -> None:
    place = await _place(portal)
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies() == []
    menu = await place.member.context_menu(place.channel, CONTEXT_MENU, posted)
    assert "Morning" in text_of(menu.response)
    command = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(command.response)


async def test_a_song_posted_with_a_mention_is_answered_all_the_same(portal: Portal, mp3: bytes) -> None:
    place = await _place(portal)
    assert place.env.bot.user is not None
    await place.member.send(place.channel, place.env.bot.user.mention, attachments=[("song.mp3", mp3)])
    assert "Morning" in place.reply_text()
