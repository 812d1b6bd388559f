"""Servers that remove the bot."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.client import SongBot
from bot.features.privacy._departures import GRACE, Departures
from bot.services import Services
from tests.bot.conftest import Place


def _cog(place: Place) -> Departures:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    cog = bot.get_cog("Departures")
    assert isinstance(cog, Departures)
    return cog


async def _rows(services: Services) -> int:
    count = "select (select count(*) from posts) + (select count(*) from hearings) + (select count(*) from departures)"
    async with services.store.connection() as connection:
        return int((await connection.execute(text(count))).scalar_one())


async def test_what_is_kept_of_a_server_goes_thirty_days_after_it_left_and_not_before(
    place: Place, services: Services, mp3: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    now = datetime.now(UTC)
    await services.store.servers.note_departure(place.guild.id, now - GRACE + timedelta(hours=1))
    await _cog(place).delete_due()
    assert await _rows(services) == 3
    await services.store.servers.note_departure(place.guild.id, now - GRACE - timedelta(hours=1))
    await _cog(place).delete_due()
    assert await _rows(services) == 0


async def test_a_server_that_removes_the_bot_is_noted_and_one_that_invites_it_again_is_forgiven(
    place: Place, services: Services
) -> None:
    guild = place.env.bot.get_guild(place.guild.id)
    assert guild is not None
    await _cog(place).on_guild_remove(guild)
    assert await services.store.servers.departed_before(datetime.now(UTC) + timedelta(days=1)) == [guild.id]
    await _cog(place).on_guild_join(guild)
    assert await services.store.servers.departed_before(datetime.now(UTC) + timedelta(days=1)) == []
