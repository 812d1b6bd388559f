"""The commands around a running bot: is everything there, copy the database, put a copy back."""

import functools
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, ParamSpec

from bot.app.configuration import checked_token, read_settings
from bot.app.executors import open_pool
from bot.app.export import export_corrections
from bot.app.folders import check_temporary_folder
from bot.app.preflight import check_database, check_everything, check_pool
from bot.errors import StartError
from bot.settings import OperationSettings
from bot.store import StoreError, back_up, restore
from bot.telemetry.logs import configure_logging

_Parameters = ParamSpec("_Parameters")


def _printed(work: Callable[_Parameters, Awaitable[str]]) -> Callable[_Parameters, Coroutine[Any, Any, int]]:
    """Return a command that prints what ``work`` returns, or why it failed, and returns the process's exit status."""

    @functools.wraps(work)
    async def command(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> int:
        try:
            _print(await work(*args, **kwargs))
        except (StartError, StoreError, OSError) as error:
            return _fail(str(error))
        return 0

    return command


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
        check_temporary_folder()
        await work_for(settings, scheduler)
    except StartError as error:
        return _fail(str(error))
    return 0


@_printed
async def sync_commands() -> str:
    """Register the commands with Discord, whatever it has now."""
    from bot.app.connection_errors import CONNECTION_ERRORS, start_error
    from bot.core.client import SongBot
    from bot.core.services import open_services

    configure_logging(OperationSettings(log_level="ERROR"))
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


@_printed
async def write_corrections(out: Path) -> str:
    """Write members' corrections of genres to a table at ``out``."""
    written = await export_corrections(read_settings().store, out)
    return f"{written} corrections are in {out}."


@_printed
async def back_up_to(target: Path) -> str:
    """Write a copy of the database to ``target``."""
    await back_up(read_settings().store, target)
    return f"The database is copied to {target}."


@_printed
async def restore_from(backup: Path) -> str:
    """Put a copy of the database back."""
    kept = await restore(read_settings().store, backup)
    before = f" What was there before is in {kept}." if kept else ""
    return f"The database is what it was in {backup}.{before}"


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _fail(line: str) -> int:
    sys.stderr.write(f"{line}\n")
    return 1
