"""The one place that turns exceptions into sentences, and into one log line each."""

import structlog
from discord import app_commands

from bot.operations.outcomes import SPEAKING
from bot.replies import wording

log = structlog.get_logger(__name__)


def sentence(error: BaseException) -> str:
    """Return what to tell the person whose request ended in ``error``; never a technical word."""
    if isinstance(error, SPEAKING):
        return error.message
    match error:
        case app_commands.CommandInvokeError():
            return sentence(error.original)
        case app_commands.CommandOnCooldown():
            return wording.COOLDOWN.format(seconds=max(1, round(error.retry_after)))
        case app_commands.BotMissingPermissions():
            return wording.BOT_NOT_ALLOWED
        case app_commands.CheckFailure():
            return wording.NOT_ALLOWED
        case app_commands.TransformerError():
            return wording.BAD_OPTION
    return wording.UNEXPECTED


def record(error: BaseException, **where: object) -> None:
    """Write one log line: a short one for what a user caused, one with the stack trace for what nobody expected."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, SPEAKING):
        log.info("request_refused", code=error.code, cause=error.cause, **where)
    elif isinstance(error, app_commands.AppCommandError):
        log.info("command_refused", cause=str(error), **where)
    else:
        log.error("unexpected_error", exc_info=error, **where)
