"""The one place that turns exceptions into sentences, and into one log line each."""

import math
import re
from datetime import timedelta

import aiohttp
import discord
import structlog
from discord import app_commands

from bot.fetch.errors import OtherFileError
from bot.languages import ENGLISH, Language
from bot.replies.delivery import UndeliveredError, is_refusal
from bot.telemetry.error_codes import CODED_ERRORS

log = structlog.get_logger(__name__)


_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def sentence(error: BaseException, language: Language) -> str:
    """Return what to tell the person whose request ended in ``error``; never a technical word."""
    if isinstance(error, CODED_ERRORS):
        if isinstance(error, OtherFileError):
            return language.say(error_key(OtherFileError), kind=error.cause.replace(",", "").replace(" ", "-"))
        # Its class's text, or that of the nearest one that it derives from and that has one.
        key = next((key for key in map(error_key, type(error).__mro__) if ENGLISH.knows(key)), None)
        return language.say(key) if key else error.message
    match error:
        case app_commands.CommandInvokeError():
            return sentence(error.original, language)
        case app_commands.CommandOnCooldown():
            return language.say("cooldown", when=_when(error.retry_after))
        case app_commands.MissingAnyRole():
            roles = language.series([f"<@&{role}>" for role in error.missing_roles])
            return language.say("missing-role", roles=roles)
        case app_commands.BotMissingPermissions():
            return language.say("bot-not-allowed")
        case app_commands.CheckFailure():
            return language.say("not-allowed")
        case app_commands.TransformerError():
            return language.say("bad-option")
    return language.say("unexpected")


def _when(seconds: float) -> str:
    """Return a moment as Discord shows it to each reader, counted down; never one that is a little too early."""
    return discord.utils.format_dt(discord.utils.utcnow() + timedelta(seconds=math.ceil(seconds) + 1), "R")


def error_key(kind: type[BaseException]) -> str:
    """Return the key of an error's text: ``TooShortError`` -> ``error-too-short``."""
    return f"error-{_CAPITAL.sub('-', kind.__name__.removesuffix('Error')).lower()}"


def record(error: BaseException, **where: object) -> None:
    """Write one log line: a short one for what a user caused, one with the stack trace for what nobody expected."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, CODED_ERRORS):
        log.info("request_refused", code=error.code, cause=error.cause, **where)
    elif isinstance(error, app_commands.AppCommandError):
        log.info("command_refused", cause=str(error), **where)
    elif is_refusal(error):
        log.info("discord_refused", cause=str(error), **where)
    elif isinstance(error, UndeliveredError | discord.DiscordServerError | aiohttp.ClientError):
        log.warning("discord_unreachable", cause=str(error) or repr(error), **where)
    else:
        log.error("unexpected_error", exc_info=error, **where)
