"""What a failed connection to Discord means for whoever runs the bot, in one sentence each."""

import discord

from bot.errors import StartError
from bot.replies.delivery import DISCORD_ERRORS

CONNECTION_ERRORS = (discord.DiscordException, *DISCORD_ERRORS)
"""What connecting raises, and what ends a connection for good."""

_TOKEN_REFUSED = "Discord refused DISCORD_TOKEN. Is it the bot's token, and still valid?"  # noqa: S105 - no token
_NO_CONTENT = "CRATEDIGGER_MESSAGE_CONTENT is on, but Discord's developer portal does not grant it."
# By Discord's list of close codes, those after which it makes no sense to connect again.
_CLOSE_CODES = {
    4004: _TOKEN_REFUSED,
    4010: "Discord refused the shards of CRATEDIGGER_SHARDS_IDS: they do not fit CRATEDIGGER_SHARDS_TOTAL.",
    4011: "Discord requires more shards for this bot: raise CRATEDIGGER_SHARDS_TOTAL, or set it to nothing.",
    4012: "Discord refused the version of its gateway: install a newer version of this program.",
    4013: "Discord refused the intents as unknown: install a newer version of this program.",
    4014: _NO_CONTENT,
}
_CLOUDFLARE = 429


def start_error(error: Exception) -> StartError:
    """Return the error that ends the start: status 2 where a setting is wrong, 1 where it may work later."""
    match error:
        case discord.GatewayNotFound() if isinstance(error.__cause__, discord.HTTPException):
            return start_error(error.__cause__)
        case discord.LoginFailure():
            return StartError(_TOKEN_REFUSED, status=2)
        case discord.PrivilegedIntentsRequired():
            return StartError(_NO_CONTENT, status=2)
        case discord.ConnectionClosed() if error.code in _CLOSE_CODES:
            return StartError(_CLOSE_CODES[error.code], status=2)
        case discord.ConnectionClosed():
            return StartError(f"Discord closed the connection (code {error.code}). Start again later.")
        case discord.HTTPException(status=status) if status == _CLOUDFLARE:
            return StartError("Discord lets nobody log in from this address for now (429). Start again in an hour.")
        case discord.HTTPException():
            return StartError(f"Discord does not work at the moment (HTTP status {error.status}). Start again later.")
    cause = str(error) or type(error).__name__
    return StartError(f"Discord cannot be reached ({cause}). Is there a network, and a proxy that lets the bot out?")
