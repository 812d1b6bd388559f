"""What ``run`` does before and after the bot is connected: read the settings, open the parts, say what is wrong."""

import sys

import discord
from pydantic import ValidationError

from bot.client import SongBot
from bot.links import LinksExtraMissingError
from bot.operations.logs import configure_logging
from bot.operations.running import Runner
from bot.operations.status import StatusAddressError, serving_status
from bot.services import open_pool, open_services
from bot.settings import Settings
from models.errors import ArtifactError

_NO_TOKEN = "DISCORD_TOKEN is not set. Copy .env.example to .env and put your bot's token there."  # noqa: S105 - no token


async def run_bot() -> int:
    """Run until stopped; return the process's exit status: 0 for a clean end, 2 for wrong settings, 1 for the rest."""
    try:
        settings = Settings()
    except ValidationError as error:
        return _complain(2, _wrong_settings(error))
    configure_logging(settings.operations, settings.secrets())
    if settings.discord.token is None:
        return _complain(2, _NO_TOKEN)
    try:
        await _serve(settings, settings.discord.token.get_secret_value())
    except discord.LoginFailure:
        return _complain(1, "Discord refused DISCORD_TOKEN. Is it the bot's token, and still valid?")
    except discord.PrivilegedIntentsRequired:
        return _complain(1, "CRATEDIGGER_MESSAGE_CONTENT is on, but Discord's developer portal does not grant it.")
    except (ArtifactError, StatusAddressError, LinksExtraMissingError) as error:
        return _complain(1, str(error))
    return 0


async def _serve(settings: Settings, token: str) -> None:
    with open_pool(settings) as pool:
        async with open_services(settings, pool) as services:
            runner = Runner(
                lambda message_content: SongBot(services, message_content=message_content),
                settings.discord.message_content,
                settings.operations.shutdown_s,
            )
            async with serving_status(services, lambda: runner.bot):
                await runner.run(token)


def _wrong_settings(error: ValidationError) -> str:
    # The value itself may be a secret; its place and what is wrong with it are enough.
    wrong = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
    return "Wrong settings: " + "; ".join(wrong)


def _complain(status: int, words: str) -> int:
    # Whoever starts the bot reads this on the terminal, whatever the log's form is.
    sys.stderr.write(f"{words}\n")
    return status
