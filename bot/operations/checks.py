"""Whether everything that the bot needs is there: each check says in one line what is wrong and what to do."""

import asyncio
import base64
import binascii
import re
from collections.abc import AsyncIterator

from pydantic import SecretStr, ValidationError

from bot.services import open_executor
from bot.settings import ClusterSettings, Settings
from bot.store import StoreError, condition
from bot.workers.errors import WorkerError
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import are_you_there
from models.errors import ArtifactError
from models.manifest import open_artifacts

_TOKEN = re.compile(r"(?P<id>[\w-]{18,30})\.[\w-]{4,10}\.[\w-]{20,60}")


class StartError(Exception):
    """Something without which the bot cannot start; the message says what, and what to do."""


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


async def check_database(settings: Settings) -> str:
    """Return in words how the database is; raise StartError where it cannot be used."""
    try:
        return await condition(settings.store)
    except StoreError as error:
        raise StartError(str(error)) from error


async def check_artifacts(settings: Settings) -> str:
    """Return the version of the trained files; raise StartError naming the first that is missing or altered."""
    try:
        return (await asyncio.to_thread(open_artifacts, settings.models.folder)).version
    except ArtifactError as error:
        raise StartError(
            f"{error}. Install the package again, or point CRATEDIGGER_MODELS_FOLDER at a whole set."
        ) from error


async def check_cluster(pool: SupervisedExecutor, settings: ClusterSettings) -> None:
    """Wait for a worker of the cluster to answer; raise StartError where none does in time."""
    try:
        async with asyncio.timeout(settings.executor_connect_s):
            while not pool.is_warm:  # noqa: ASYNC110 - the cluster is watched by a thread
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise StartError(
            f"No worker of the cluster at {settings.executor} answers. "
            f"Is its scheduler there? Start workers with: python -m bot worker {settings.executor}"
        ) from None
    await check_pool(pool)


async def check_pool(pool: SupervisedExecutor) -> None:
    """Wait for a worker to answer; raise StartError where none does."""
    try:
        await asyncio.get_running_loop().run_in_executor(pool, are_you_there)
    except WorkerError as error:
        raise StartError(
            f"No worker process starts ({error.cause}). Look for memory, and for limits on processes, on this machine."
        ) from error


async def everything(settings: Settings) -> AsyncIterator[str]:
    """Check part after part and yield a line about each that is well; raise StartError at the first that is not."""
    checked_token(settings.discord.token)
    yield "The token has the right form."
    yield f"The database {await check_database(settings)}."
    yield f"The trained files match, version {await check_artifacts(settings)}."
    with open_executor(settings) as pool:
        if settings.cluster.executor:
            await check_cluster(pool, settings.cluster)
        else:
            await check_pool(pool)
    yield "The workers start and answer."


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
