"""Commands that wait for their answer are kept until it is there, and answered by the next start."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.core.client import SongBot
from bot.core.services import Services
from bot.store import WaitingCommand
from tests.bot.conftest import Place, text_of

_YEAR = timedelta(days=365)


async def _restarted(place: Place, services: Services) -> None:
    """Restart the bot and wait until it has looked at what was left."""
    bot = SongBot(services, message_content=True)
    await place.env.restart_bot(bot)
    assert bot.answering is not None
    await bot.answering


async def test_a_command_is_kept_while_it_waits_and_no_longer(place: Place, services: Services, mp3: bytes) -> None:
    kept: list[WaitingCommand] = []
    add = services.store.waiting_commands.add

    async def noted(command: WaitingCommand) -> None:
        await add(command)
        kept.extend(await services.store.waiting_commands.all())

    services.store.waiting_commands.add = noted  # type: ignore[method-assign]
    await place.member.slash(place.channel, "about")
    assert [command.guild_id for command in kept] == [place.guild.id]
    assert await services.store.waiting_commands.all() == []


async def test_a_command_that_was_answered_stays_as_it_is_after_a_restart(place: Place, services: Services) -> None:
    await place.member.slash(place.channel, "about")
    (message,) = (each for each in place.env.backend.messages[place.channel.id].values())
    before = message.components
    assert "Cratedigger" in str(before)
    (token,) = place.env.backend.interaction_tokens
    await services.store.waiting_commands.add(WaitingCommand(1, place.guild.id, "de", token))
    await _restarted(place, services)
    assert message.components == before
    assert await services.store.waiting_commands.all() == []


async def test_what_discord_takes_no_more_is_forgotten(place: Place, services: Services) -> None:
    for number, age in enumerate([timedelta(), timedelta(minutes=16), _YEAR, -_YEAR]):
        command = WaitingCommand(number, place.guild.id, "en-US", f"token{number}", datetime.now(UTC) - age)
        await services.store.waiting_commands.add(command)
    await _restarted(place, services)
    assert await services.store.waiting_commands.all() == []


async def test_a_database_that_keeps_no_commands_delays_no_answer(place: Place, services: Services) -> None:
    async with services.store.connection() as connection:
        await connection.execute(text("drop table waiting_commands"))
    async with asyncio.timeout(60):
        answered = await place.member.slash(place.channel, "about")
    assert "Cratedigger" in text_of(answered.response)
