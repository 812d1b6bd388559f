"""The links that add the bot, and whether what they ask for is enough and needed."""

import base64
import subprocess
import sys
from pathlib import Path

import discord
import pytest
from pydantic import SecretStr
from simcord import ChannelHandle
from yarl import URL

from bot.app.configuration import application_of
from bot.app.invite import PERMISSIONS, Invitation, permission_names
from bot.core.services import Services
from tests.bot.conftest import Place, text_of

ROOT = Path(__file__).parents[3]
APPLICATION = 1_234_567_890_123_456_789


def _token(first: str) -> SecretStr:
    return SecretStr(f"{first}.abcdef.ghijkl")


def _invite(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "invite", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "COLUMNS": "60", **environment},
        timeout=120,
        check=False,
    )


def _channel(place: Place, name: str, without: str | None = None) -> ChannelHandle:
    """Make a channel in which the bot may do what the link asks for, but for one thing, and nothing else."""
    assert place.guild.me is not None
    granted = discord.Permissions(PERMISSIONS.value)
    if without:
        granted.update(**{without: False})
    denied = discord.Permissions.all()
    denied.value &= ~granted.value
    return place.guild.create_text_channel(
        name, overwrites={place.guild.me: discord.PermissionOverwrite.from_pair(granted, denied)}
    )


def test_the_servers_link_asks_for_the_bot_its_commands_and_its_permissions() -> None:
    query = URL(Invitation(APPLICATION).server).query
    assert query["client_id"] == str(APPLICATION)
    assert set(query["scope"].split()) == {"bot", "applications.commands"}
    assert int(query["permissions"]) == PERMISSIONS.value
    assert query["integration_type"] == "0"


def test_the_accounts_link_asks_for_commands_alone() -> None:
    query = URL(Invitation(APPLICATION).account).query
    assert query["scope"] == "applications.commands"
    assert "permissions" not in query
    assert query["integration_type"] == "1"


def test_nothing_is_asked_for_that_lets_a_bot_run_a_server() -> None:
    assert not PERMISSIONS.value & discord.Permissions.elevated().value


@pytest.mark.parametrize("padding", ["", "=="])
def test_the_application_is_read_from_the_token(padding: str) -> None:
    first = base64.urlsafe_b64encode(str(APPLICATION).encode()).decode().rstrip("=")
    assert application_of(_token(first + padding)) == APPLICATION


@pytest.mark.parametrize("first", ["", "?", "a", "TVRJ", "w7w", "\N{SNOWMAN}"])
def test_a_token_without_an_application_names_none(first: str) -> None:
    assert application_of(_token(first)) is None
    assert application_of(None) is None


def test_the_command_prints_links_that_fit_a_line_of_their_own_and_no_secret(tmp_path: Path) -> None:
    first = base64.urlsafe_b64encode(str(APPLICATION).encode()).decode()
    done = _invite(cwd=tmp_path, DISCORD_TOKEN=f"{first}.abcdef.ghijkl")
    assert done.returncode == 0, done.stderr
    assert {Invitation(APPLICATION).server, Invitation(APPLICATION).account} < set(done.stdout.splitlines())
    assert all(name in done.stdout for name in ("View Channels", "Send Messages in Threads", *permission_names()))
    assert "ghijkl" not in done.stdout
    named = _invite("--application", "42", cwd=tmp_path)
    assert Invitation(42).server in named.stdout.splitlines()


def test_without_a_token_the_command_says_what_to_give_it(tmp_path: Path) -> None:
    done = _invite(cwd=tmp_path)
    assert done.returncode == 2
    assert "--application" in done.stdout
    assert "Traceback" not in done.stderr


async def _reply_and_card(place: Place, channel: ChannelHandle, mp3: bytes) -> set[str]:
    """Return what of a whole answer the bot gives to a song that is posted."""
    posted = await place.member.send(channel, attachments=[("song.mp3", mp3)])
    answers = [message for message in channel.history() if message.id != posted.id]
    if not answers or "Morning" not in text_of(answers[-1]):
        return set()
    (answer,) = answers
    return {"answer"} | ({"card"} if answer.attachments else set()) | ({"reply"} if answer.reference else set())


async def test_with_what_the_link_asks_for_a_song_is_answered_in_every_way(
    place: Place, services: Services, mp3: bytes
) -> None:
    channel = _channel(place, "as-invited")
    assert await _reply_and_card(place, channel, mp3) == {"answer", "card", "reply"}
    await services.store.servers.set(place.guild.id, place.member.id, "place", "thread")
    posted = await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert [thread.id for thread in channel.threads] == [posted.id]
    await services.store.servers.set(place.guild.id, place.member.id, "style", "reaction")
    await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert [str(reaction.emoji) for reaction in channel.history()[-1].reactions] == ["🎵"]


@pytest.mark.parametrize(
    ("permission", "left"),
    [
        ("view_channel", set()),
        ("send_messages", set()),
        ("attach_files", {"answer", "reply"}),
        ("read_message_history", {"answer", "card"}),
    ],
)
async def test_each_permission_that_is_asked_for_is_needed_for_a_whole_reply(
    place: Place, mp3: bytes, permission: str, left: set[str]
) -> None:
    assert getattr(PERMISSIONS, permission)
    assert await _reply_and_card(place, _channel(place, "without", permission), mp3) == left


@pytest.mark.parametrize("permission", ["create_public_threads", "send_messages_in_threads"])
async def test_both_permissions_for_threads_are_needed_to_answer_in_one(
    place: Place, services: Services, mp3: bytes, permission: str
) -> None:
    assert getattr(PERMISSIONS, permission)
    channel = _channel(place, "without", permission)
    await services.store.servers.set(place.guild.id, place.member.id, "place", "thread")
    posted = await place.member.send(channel, attachments=[("song.mp3", mp3)])
    under_the_post = channel.last_message
    assert "Morning" in text_of(under_the_post)
    assert under_the_post is not None
    assert under_the_post.reference is not None
    assert under_the_post.reference.message_id == posted.id


async def test_reactions_need_their_permission(place: Place, services: Services, mp3: bytes) -> None:
    assert PERMISSIONS.add_reactions
    channel = _channel(place, "without", "add_reactions")
    await services.store.servers.set(place.guild.id, place.member.id, "style", "reaction")
    await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert not channel.history()[-1].reactions
