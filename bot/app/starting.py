"""``python -m bot run``: read the settings, start the workers, load the rest of the bot, report what is wrong."""

import signal
import sys

from bot.app.configuration import artifact_error, checked_token, read_settings
from bot.app.executors import open_executor
from bot.app.folders import check_temporary_folder
from bot.errors import StartError
from bot.telemetry.heap import return_freed_memory
from bot.telemetry.logs import configure_logging
from bot.telemetry.sentry import start_reporting
from models.errors import ArtifactError


async def run_bot() -> int:
    """Run until stopped; return the process's exit status: 0 for a clean end, 2 for wrong settings, 1 for the rest."""
    # The first process of a container ignores a signal without a handler; the runner has its own later.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    return_freed_memory()
    try:
        settings = read_settings()
        configure_logging(settings.operations, settings.secrets())
        token = checked_token(settings.discord.token)
        if settings.operations.sentry_dsn is not None:
            start_reporting(settings.operations.sentry_dsn.get_secret_value())
        check_temporary_folder()
    except StartError as error:
        return _fail(error.status, str(error))
    try:
        with open_executor(settings) as pool:
            # Most of a start is imports and models: the workers load theirs meanwhile, on other cores.
            from bot.app.serving import serve

            await serve(settings, token, pool)
    except StartError as error:
        return _fail(error.status, str(error))
    except ArtifactError as error:
        return _fail(1, str(artifact_error(error)))
    return 0


def _fail(status: int, line: str) -> int:
    # Whoever starts the bot reads this on the terminal, whatever the log's form is.
    sys.stderr.write(f"{line}\n")
    return status
