"""The commands around a running bot: is everything there, copy the database, put a copy back."""

import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bot.app.configuration import checked_token, read_settings
from bot.app.executors import open_pool
from bot.app.export import export_corrections
from bot.app.preflight import check_database, check_everything, check_pool
from bot.errors import StartError
from bot.settings import OperationSettings
from bot.store import StoreError, back_up, restore
from bot.telemetry.logs import configure_logging


async def check() -> int:
    """Check everything that a start needs, without starting; print a line a part."""
    configure_logging(OperationSettings(log_level="ERROR"))
    try:
        async for line in check_everything(read_settings()):
            _print(line)
    except StartError as error:
        return _fail(str(error))
    _print("Everything is ready: python -m bot run")
    return 0


async def work(address: str | None) -> int:
    """Analyse songs for the scheduler at ``address``, or at the one in the settings, until stopped."""
    from bot.app.cluster_worker import work_for

    try:
        settings = read_settings()
        configure_logging(settings.operations, settings.secrets())
        scheduler = address or settings.cluster.executor
        if not scheduler:
            raise StartError("Name the scheduler: python -m bot worker tcp://HOST:8786, or set CRATEDIGGER_EXECUTOR.")
        await work_for(settings, scheduler)
    except StartError as error:
        return _fail(str(error))
    return 0


async def sync_commands() -> int:
    """Register the commands with Discord, whatever it has now."""
    configure_logging(OperationSettings(log_level="ERROR"))
    return await _done(_synced())


async def _synced() -> str:
    from bot.app.connection_errors import CONNECTION_ERRORS, start_error
    from bot.core.client import SongBot
    from bot.core.services import open_services

    settings = read_settings()
    token = checked_token(settings.discord.token)
    await check_database(settings)
    with open_pool(settings, processes=1) as pool:
        # Nothing is analysed, but a worker that is stopped while it loads looks like a failure.
        await check_pool(pool)
        async with open_services(settings, pool) as services, SongBot(services, message_content=False) as bot:
            try:
                await bot.login(token)
                await bot.command_sync.sync(force=True)
            except CONNECTION_ERRORS as error:
                raise start_error(error) from error
            return f"Discord has the {len(bot.tree.get_commands())} commands of {bot.user} now."


async def back_up_to(target: Path) -> int:
    """Write a copy of the database to ``target``."""
    return await _done(_backed_up(target))


async def restore_from(backup: Path) -> int:
    """Put a copy of the database back."""
    return await _done(_restored(backup))


async def write_corrections(out: Path) -> int:
    """Write members' corrections of genres to a table at ``out``."""
    return await _done(_corrected(out))


async def _corrected(out: Path) -> str:
    written = await export_corrections(read_settings().store, out)
    return f"{written} corrections are in {out}."


async def _backed_up(target: Path) -> str:
    await back_up(read_settings().store, target)
    return f"The database is copied to {target}."


async def _restored(backup: Path) -> str:
    kept = await restore(read_settings().store, backup)
    before = f" What was there before is in {kept}." if kept else ""
    return f"The database is what it was in {backup}.{before}"


async def _done(work: Coroutine[Any, Any, str]) -> int:
    try:
        _print(await work)
    except (StartError, StoreError, OSError) as error:
        return _fail(str(error))
    return 0


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _fail(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return 1
