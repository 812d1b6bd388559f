"""What the operator gives the bot for its start, read before anything else is loaded."""

import base64
import binascii
import re

from pydantic import SecretStr, ValidationError

from bot.errors import StartError
from bot.settings import Settings
from models.errors import ArtifactError

_TOKEN = re.compile(r"(?P<id>[\w-]{18,30})\.[\w-]{4,10}\.[\w-]{20,60}")


def artifact_error(error: ArtifactError) -> StartError:
    """Return what to say where a trained file is missing or altered."""
    return StartError(f"{error}. Install the package again, or point CRATEDIGGER_MODELS_FOLDER at a whole set.")


def read_settings() -> Settings:
    """Return the settings; raise StartError naming those that are wrong, without their values."""
    try:
        return Settings()
    except ValidationError as error:
        # The value itself may be a secret; its place and what is wrong with it are enough.
        wrong = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise StartError("Wrong settings: " + "; ".join(wrong)) from None


def checked_token(token: SecretStr | None) -> str:
    """Return the token; raise StartError where there is none, or something else than a bot's token."""
    if token is None or not token.get_secret_value():
        raise StartError("DISCORD_TOKEN is not set. Copy .env.example to .env and put your bot's token there.")
    value = token.get_secret_value()
    if not _is_token(value):
        raise StartError(
            "DISCORD_TOKEN is no bot token. Copy it again from the Bot page of Discord's developer portal."
        )
    return value


def _is_token(value: str) -> bool:
    """Tell whether a text looks like a token: its first part is the bot's id in base 64."""
    match = _TOKEN.fullmatch(value)
    if match is None:
        return False
    padded = match["id"] + "=" * (-len(match["id"]) % 4)
    try:
        return base64.urlsafe_b64decode(padded).isdigit()
    except binascii.Error:
        return False
