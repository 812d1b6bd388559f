"""The bot while it runs: open the services, check them, connect."""

from bot.app.connection_errors import CONNECTION_ERRORS, start_error
from bot.app.preflight import check_database, check_pool
from bot.app.runner import Runner
from bot.app.status import StatusAddressError, serving_status
from bot.core.client import SongBot, import_features
from bot.core.services import open_services
from bot.errors import StartError
from bot.pipeline.sites import LinksExtraMissingError
from bot.settings import Settings
from bot.store import StoreError
from bot.telemetry.heap import frozen_heap
from bot.workers.supervised import SupervisedExecutor


async def serve(settings: Settings, token: str, pool: SupervisedExecutor) -> None:
    """Serve until stopped, analysing songs in ``pool``; raise StartError or ArtifactError where it cannot start."""
    try:
        await check_database(settings)
        await _serve(settings, token, pool)
    except (StatusAddressError, LinksExtraMissingError) as error:
        raise StartError(str(error), status=2) from error
    except StoreError as error:
        raise StartError(str(error)) from error


async def _serve(settings: Settings, token: str, pool: SupervisedExecutor) -> None:
    async with open_services(settings, pool) as services:
        runner = Runner(
            lambda message_content: SongBot(services, message_content=message_content, shards=settings.shards),
            settings.discord.message_content,
            settings.operations.shutdown_s,
        )
        async with serving_status(services, lambda: runner.bot):
            # The workers still load their models: time to load what is needed next.
            import_features()
            # A cluster may come later, and go, and come again.
            if not settings.cluster.executor:
                await check_pool(pool)
            try:
                with frozen_heap():
                    await runner.run(token)
            except CONNECTION_ERRORS as error:
                raise start_error(error) from error
