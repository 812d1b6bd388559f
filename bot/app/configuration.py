"""The operator's settings and token, read before anything else is loaded."""

import base64
import binascii
import re

from pydantic import SecretStr, ValidationError

from bot import settings
from bot.errors import StartError
from bot.settings import Settings
from models.errors import ArtifactError

_TOKEN = re.compile(r"[\w-]{18,30}\.[\w-]{4,10}\.[\w-]{20,60}")


def artifact_error(error: ArtifactError) -> StartError:
    """Return what to say where a trained file is missing or altered."""
    return StartError(f"{error}. Install the package again, or point CRATEDIGGER_MODELS_FOLDER at a whole set.")


def read_settings() -> Settings:
    """Return the settings; raise StartError naming those that are wrong, without their values."""
    try:
        return Settings()
    except ValidationError as error:
        # The value itself may be a secret, so only its name and the problem are shown.
        prefix = getattr(settings, error.title).model_config.get("env_prefix", "")
        wrong = (f"{_name(prefix, each['loc'])}: {each['msg']}" for each in error.errors(include_url=False))
        raise StartError("Wrong settings: " + "; ".join(wrong), status=2) from None


def _name(prefix: str, place: tuple[int | str, ...]) -> str:
    """Return the variable of a wrong setting, or nothing where several settings do not fit together."""
    field = ".".join(map(str, place))
    return field if field.isupper() else f"{prefix}{field.upper()}" if field else prefix.rstrip("_")


def checked_token(token: SecretStr | None) -> str:
    """Return the token; raise StartError where there is none, or something else than a bot's token."""
    if token is None or not token.get_secret_value():
        raise StartError("DISCORD_TOKEN is not set. Copy .env.example to .env and put your bot's token there.", 2)
    value = token.get_secret_value()
    if application_of(token) is None or _TOKEN.fullmatch(value) is None:
        raise StartError(
            "DISCORD_TOKEN is no bot token. Copy it again from the Bot page of Discord's developer portal.",
            status=2,
        )
    return value


def application_of(token: SecretStr | None) -> int | None:
    """Return the application's ID, which the first part of a token holds in base 64; None where it holds no number."""
    first = token.get_secret_value().partition(".")[0] if token else ""
    try:
        digits = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return int(digits) if digits.isdecimal() else None
