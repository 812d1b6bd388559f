"""Servers that remove the bot."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from sqlalchemy import Select, func, select
from sqlalchemy import Table as SqlTable

from bot.core.client import SongBot
from bot.core.services import Services
from bot.features.privacy._departures import GRACE, Departures
from bot.store._tables import Table
from tests.bot.conftest import Place

GONE = 77 << 22
OF_SERVERS = [table for table in Table.metadata.tables.values() if "guild_id" in table.columns]


def _cog(place: Place) -> Departures:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    cog = bot.get_cog("Departures")
    assert cog is not None
    # discord.py imports an extension anew after it was unloaded, so that its class may be another than ours.
    return cast(Departures, cog)


async def _rows(services: Services, guild_id: int) -> dict[str, int]:
    async with services.store.connection() as connection:
        counts = {table.name: (await connection.execute(_count(table, guild_id))).scalar_one() for table in OF_SERVERS}
    return {name: count for name, count in counts.items() if count}


def _count(table: SqlTable, guild_id: int) -> Select[int]:
    return select(func.count()).select_from(table).where(table.columns.guild_id == guild_id)


async def _lived(services: Services, guild_id: int) -> None:
    """Leave something of a server in its tables."""
    await services.store.posts.accept(guild_id + 1, 2, guild_id, 4)
    await services.store.servers.set(guild_id, 4, "style", "compact")


async def test_what_is_kept_of_a_server_goes_thirty_days_after_it_left_and_not_before(
    place: Place, services: Services
) -> None:
    await _lived(services, GONE)
    await _lived(services, place.guild.id)
    now = datetime.now(UTC)
    await services.store.servers.note_departure(GONE, now - GRACE + timedelta(hours=1))
    await _cog(place).delete_due()
    before = await _rows(services, GONE)
    assert before == {"posts": 1, "server_settings": 1, "setting_changes": 1, "departures": 1}
    await services.store.servers.note_departure(GONE, now - GRACE - timedelta(hours=1))
    await _cog(place).delete_due()
    assert await _rows(services, GONE) == {}
    assert await _rows(services, place.guild.id) == {"posts": 1, "server_settings": 1, "setting_changes": 1}


async def test_a_server_that_removes_the_bot_is_noted_and_one_that_invites_it_again_is_forgiven(
    place: Place, services: Services
) -> None:
    guild = place.env.bot.get_guild(place.guild.id)
    assert guild is not None
    await _cog(place).on_guild_remove(guild)
    assert await services.store.servers.departed_before(datetime.now(UTC) + timedelta(days=1)) == [guild.id]
    await _cog(place).on_guild_join(guild)
    assert await services.store.servers.departed_before(datetime.now(UTC) + timedelta(days=1)) == []


async def test_who_left_while_the_bot_was_away_is_noted_at_the_next_round_and_counted_from_then(
    place: Place, services: Services
) -> None:
    await _lived(services, GONE)
    await _cog(place).delete_due()
    assert await services.store.servers.departed() == {GONE}
    assert await services.store.servers.departed_before(datetime.now(UTC) - timedelta(days=1)) == []


async def test_who_came_back_while_the_bot_was_away_keeps_everything(place: Place, services: Services) -> None:
    await _lived(services, place.guild.id)
    await services.store.servers.note_departure(place.guild.id, datetime.now(UTC) - 2 * GRACE)
    await _cog(place).delete_due()
    assert await _rows(services, place.guild.id) == {"posts": 1, "server_settings": 1, "setting_changes": 1}


async def test_a_server_of_another_processs_shard_is_not_taken_for_gone(
    place: Place, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place.env.bot, "shard_count", 2)
    await _lived(services, GONE)
    await _cog(place).delete_due()
    assert await services.store.servers.departed() == set()
