"""The commands as Discord sees them."""

import asyncio

import aiohttp
import pytest
import structlog
from discord import app_commands
from discord.http import HTTPClient
from simcord import Env

from bot.core.client import SongBot
from bot.core.services import Services
from tests.bot.conftest import PATIENCE_S, text_of


def _syncs(env: Env) -> int:
    return sum(entry.method == "PUT" and entry.path.endswith("/commands") for entry in env.http_requests)


async def test_commands_are_synced_only_when_they_changed(env: Env, services: Services) -> None:
    assert _syncs(env) == 1
    await env.restart_bot(SongBot(services, message_content=True))
    assert _syncs(env) == 1


async def test_a_changed_command_is_synced_again(env: Env, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.client.FEATURES", ("bot.features.posting", "bot.features.recommend"))
    await env.restart_bot(SongBot(services, message_content=True))
    assert _syncs(env) == 2


async def test_commands_work_in_servers_in_private_and_for_people_who_installed_the_bot_themselves(env: Env) -> None:
    assert isinstance(env.bot, SongBot)
    payloads = [command.to_dict(env.bot.tree) for command in env.bot.tree.get_commands()]
    everywhere = {str(each["name"]) for each in payloads if each["contexts"] == [0, 1, 2]}
    for_people = {str(each["name"]) for each in payloads if each["integration_types"] == [0, 1]}
    of_servers = {"settings", "library", "digest", "taste"}
    assert everywhere == for_people == {str(each["name"]) for each in payloads} - of_servers


async def test_every_command_and_option_is_described_within_discords_limits(env: Env) -> None:
    assert isinstance(env.bot, SongBot)
    for command in env.bot.tree.walk_commands():
        assert command.name == command.name.lower()
        assert 1 <= len(command.description) <= 100
        assert command.description != "…"
        if isinstance(command, app_commands.Command):
            for parameter in command.parameters:
                assert 1 < len(parameter.description) <= 100


@pytest.mark.parametrize(("status", "code"), [(503, 0), (403, 50001), (400, 30034)])
async def test_commands_that_discord_does_not_take_now_are_synced_later_and_songs_answered_meanwhile(
    services: Services, mp3: bytes, monkeypatch: pytest.MonkeyPatch, status: int, code: int
) -> None:
    monkeypatch.setattr("bot.core.command_sync.FIRST_RETRY_S", 0.01)
    env = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
    env.inject_error("PUT", "/applications/*/commands", status=status, code=code, message="no", times=2)
    with structlog.testing.capture_logs() as logs:
        await env.start()
        try:
            guild = env.create_guild("Crate")
            channel = guild.create_text_channel("music")
            await guild.add_member(env.create_user("alice")).send(channel, attachments=[("song.mp3", mp3)])
            assert "Morning" in text_of(channel.last_message)
            async with asyncio.timeout(60):
                while _syncs(env) < 3:  # noqa: ASYNC110 - no event to wait for
                    await asyncio.sleep(0.02)
        finally:
            await env.shutdown()
    warnings = [line for line in logs if line["event"] == "commands_not_synced" and line["log_level"] == "warning"]
    assert len(warnings) == 1


async def test_a_connection_that_is_cut_while_commands_are_synced_does_not_stop_the_bot(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cut(*_: object, **__: object) -> None:
        raise aiohttp.ServerDisconnectedError

    monkeypatch.setattr(HTTPClient, "bulk_upsert_global_commands", cut)
    env = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
    await env.start()
    await env.shutdown()


async def test_commands_that_another_copy_removed_are_synced_again(env: Env, services: Services) -> None:
    env.backend.commands[None].clear()
    await env.restart_bot(SongBot(services, message_content=True))
    assert _syncs(env) == 2
    assert env.backend.find_command("recommend", None) is not None


async def test_an_unknown_command_is_logged_and_gets_a_sentence(services: Services) -> None:
    bot = SongBot(services, message_content=True)
    # simcord counts what discord.py raises for such a command as a fault of the bot, so nothing asks for errors here.
    env = Env(bot, shard_count=1, settle_timeout=PATIENCE_S)
    await env.start()
    try:
        guild = env.create_guild("Crate")
        channel = guild.create_text_channel("music")
        member = guild.add_member(env.create_user("alice"))
        bot.tree.remove_command("about")
        with structlog.testing.capture_logs() as logs:
            result = await member.slash(channel, "about")
    finally:
        await env.shutdown()
    assert text_of(result.response)
    assert [line["command"] for line in logs if line["event"] == "unknown_command"] == ["about"]


async def test_an_event_that_cannot_be_parsed_costs_nothing_but_itself(env: Env, mp3: bytes) -> None:
    assert isinstance(env.bot, SongBot)
    parsers = env.bot._connection.parsers
    with structlog.testing.capture_logs() as logs:
        parsers["MESSAGE_UPDATE"]({"id": "1", "channel_id": "2"})
        parsers["MESSAGE_CREATE"](None)
    assert {line["gateway_event"] for line in logs if line["event"] == "event_not_parsed"} >= {"MESSAGE_CREATE"}
    with pytest.raises(TypeError):
        parsers["READY"](None)
