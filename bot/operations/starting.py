"""What ``run`` does before and after the bot is connected: check and open the parts, say what is wrong."""

import sys

import discord

from bot.client import SongBot
from bot.links import LinksExtraMissingError
from bot.operations.checks import StartError, check_artifacts, check_database, check_pool, checked_token, read_settings
from bot.operations.logs import configure_logging
from bot.operations.reporting import start_reporting
from bot.operations.running import Runner
from bot.operations.status import StatusAddressError, serving_status
from bot.services import open_executor, open_services
from bot.settings import Settings


async def run_bot() -> int:
    """Run until stopped; return the process's exit status: 0 for a clean end, 2 for wrong settings, 1 for the rest."""
    try:
        settings = read_settings()
        configure_logging(settings.operations, settings.secrets())
        token = checked_token(settings.discord.token)
        if settings.operations.sentry_dsn is not None:
            start_reporting(settings.operations.sentry_dsn.get_secret_value())
    except StartError as error:
        return _complain(2, str(error))
    try:
        await _serve(settings, token)
    except discord.LoginFailure:
        return _complain(1, "Discord refused DISCORD_TOKEN. Is it the bot's token, and still valid?")
    except discord.PrivilegedIntentsRequired:
        return _complain(1, "CRATEDIGGER_MESSAGE_CONTENT is on, but Discord's developer portal does not grant it.")
    except (StartError, StatusAddressError, LinksExtraMissingError) as error:
        return _complain(1, str(error))
    return 0


async def _serve(settings: Settings, token: str) -> None:
    await check_artifacts(settings)
    await check_database(settings)
    with open_executor(settings) as pool:
        async with open_services(settings, pool) as services:
            runner = Runner(
                lambda message_content: SongBot(services, message_content=message_content, shards=settings.shards),
                settings.discord.message_content,
                settings.operations.shutdown_s,
            )
            async with serving_status(services, lambda: runner.bot):
                # A cluster may come later, and go, and come again.
                if not settings.cluster.executor:
                    await check_pool(pool)
                await runner.run(token)


def _complain(status: int, words: str) -> int:
    # Whoever starts the bot reads this on the terminal, whatever the log's form is.
    sys.stderr.write(f"{words}\n")
    return status
