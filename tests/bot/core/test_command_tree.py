"""The commands as Discord sees them."""

import pytest
from discord import app_commands
from simcord import Env

from bot.core.client import SongBot
from bot.core.services import Services


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
    assert everywhere == for_people == {str(each["name"]) for each in payloads} - {"settings", "library"}


async def test_every_command_and_option_is_described_within_discords_limits(env: Env) -> None:
    assert isinstance(env.bot, SongBot)
    for command in env.bot.tree.walk_commands():
        assert command.name == command.name.lower()
        assert 1 <= len(command.description) <= 100
        assert command.description != "…"
        if isinstance(command, app_commands.Command):
            for parameter in command.parameters:
                assert 1 < len(parameter.description) <= 100
