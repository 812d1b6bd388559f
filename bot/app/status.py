"""``/healthz``, ``/readyz`` and ``/metrics`` for whoever runs the bot: on loopback unless set otherwise."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.app.health import HealthProbe
from bot.core.client import SongBot
from bot.core.services import Services
from bot.telemetry.lag import watching_lag


class StatusAddressError(Exception):
    """The address for health and metrics cannot be listened on; the message says what to do."""


@asynccontextmanager
async def serving_status(services: Services, bot: Callable[[], SongBot | None]) -> AsyncIterator[web.AppRunner | None]:
    """Answer health checks and serve metrics for as long as the context lasts; None where no address is set.

    ``bot`` returns the bot of the moment. Raises :class:`StatusAddressError` where the address is taken or not ours.
    """
    address = services.settings.operations.status_address
    async with watching_lag(services.metrics.loop_lag.observe):
        if not address:
            yield None
            return
        runner = web.AppRunner(_application(HealthProbe(services, bot), services), access_log=None)
        await runner.setup()
        try:
            host, _, port = address.rpartition(":")
            try:
                await web.TCPSite(runner, host.strip("[]"), int(port)).start()
            except (OSError, OverflowError) as error:
                raise StatusAddressError(
                    f"Health and metrics cannot be served on {address} ({getattr(error, 'strerror', None) or error}). "
                    "Set CRATEDIGGER_STATUS_ADDRESS to a free HOST:PORT, or to nothing."
                ) from error
            yield runner
        finally:
            await runner.cleanup()


def _application(probe: HealthProbe, services: Services) -> web.Application:
    async def live(_: web.Request) -> web.Response:
        # Whoever can answer this lives: the event loop turns.
        return web.json_response({"live": True})

    async def ready(_: web.Request) -> web.Response:
        parts = await probe.readiness()
        return web.json_response(parts, status=200 if all(parts.values()) else 503)

    async def metrics(_: web.Request) -> web.Response:
        await probe.refresh()
        text = generate_latest(services.metrics.registry)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    application = web.Application()
    application.add_routes([web.get("/healthz", live), web.get("/readyz", ready), web.get("/metrics", metrics)])
    return application
