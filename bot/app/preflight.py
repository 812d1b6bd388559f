"""Whether everything that the bot needs is there: each check says in one line what is wrong and what to do."""

import asyncio
import math
from collections.abc import AsyncIterator

import discord

from bot.app.configuration import artifact_error, checked_token
from bot.app.connection_errors import CONNECTION_ERRORS, start_error
from bot.app.executors import open_executor
from bot.app.folders import check_temporary_folder
from bot.core.client import intents
from bot.errors import StartError
from bot.settings import ClusterSettings, MessageContent, Settings, ShardSettings
from bot.store import StoreError, condition
from bot.workers.errors import WorkerError
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import are_you_there
from models.errors import ArtifactError
from models.manifest import open_artifacts

# Discord lets a connection wait for five seconds before it begins a session.
_SESSION_S = 30.0


class _OneSession(discord.Client):
    """A client that leaves as soon as Discord has begun its session."""

    async def on_connect(self) -> None:
        await self.close()


async def check_database(settings: Settings) -> str:
    """Describe the state of the database; raise StartError where it cannot be used."""
    try:
        return await condition(settings.store)
    except StoreError as error:
        raise StartError(str(error)) from error


async def check_artifacts(settings: Settings) -> str:
    """Return the version of the trained files; raise StartError naming the first that is missing or altered."""
    try:
        artifacts = await asyncio.to_thread(open_artifacts, settings.models.folder, tagger=settings.models.tagger)
    except ArtifactError as error:
        raise artifact_error(error) from error
    return artifacts.version


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


async def check_discord(token: str, wanted: MessageContent, shards: ShardSettings) -> str:
    """Return a sentence about the bot that the token logs in as; raise StartError where ``run`` could not connect.

    A session is begun as ``run`` would, since only then Discord tells what it thinks of shards and intents.
    """
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(token)
            recommended, _, limit = await client.http.get_bot_gateway()
        except CONNECTION_ERRORS as error:
            raise start_error(error) from error
        flags = client.application.flags if client.application else discord.ApplicationFlags()
        granted = flags.gateway_message_content or flags.gateway_message_content_limited
        if wanted is MessageContent.ON and not granted:
            raise start_error(discord.PrivilegedIntentsRequired(None))
        if not limit["remaining"]:
            again = math.ceil(limit["reset_after"] / 60_000)
            raise StartError(f"Discord lets this bot begin no more sessions today. Start again in {again} minutes.")
        await _begin_session(token, intents(message_content=granted), shards, recommended)
        return f"Discord takes the token of {client.user}; message content is {'' if granted else 'not '}granted."


async def _begin_session(token: str, asked: discord.Intents, shards: ShardSettings, recommended: int) -> None:
    first = (shards.chosen or [0])[0]
    async with _OneSession(intents=asked, shard_id=first, shard_count=shards.total or recommended) as client:
        try:
            async with asyncio.timeout(_SESSION_S):
                await client.start(token, reconnect=False)
        except CONNECTION_ERRORS as error:
            raise start_error(error) from error


async def check_everything(settings: Settings) -> AsyncIterator[str]:
    """Check part after part and yield a line about each that passes; raise StartError at the first that is not."""
    token = checked_token(settings.discord.token)
    yield "The token has the right form."
    yield f"Temporary files go to {check_temporary_folder()}."
    yield f"The database {await check_database(settings)}."
    yield f"The trained files match, version {await check_artifacts(settings)}."
    with open_executor(settings) as pool:
        if settings.cluster.executor:
            await check_cluster(pool, settings.cluster)
        else:
            await check_pool(pool)
        yield "The workers start and answer."
        # Nothing is known of a cluster's workers elsewhere.
        if pool.protections:
            yield f"Around every song's file: {', '.join(pool.protections.in_force())}."
        if pool.protections and pool.protections.missing():
            yield (
                f"WARNING: this system offers workers no protection of: {', '.join(pool.protections.missing())}. "
                "A file that takes over a worker could use that. See SECURITY.md, and run the bot as a user of its own."
            )
    yield await check_discord(token, settings.discord.message_content, settings.shards)
