"""HTTP servers on loopback, as many as a test asks for."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

LOOPBACK = "127.0.0.1"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[int]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Start HTTP servers on loopback: a handler for every path in, a port out.

    Each answer closes its connection: the simulated Discord waits for whatever a song started, among it the timer
    (15 s) by which aiohttp closes a connection that is kept.
    """
    runners: list[web.AppRunner] = []

    async def start(handler: Handler) -> int:
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", handler)
        application.on_response_prepare.append(_close_after)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, LOOPBACK, 0)
        await site.start()
        port: int = runner.addresses[0][1]
        return port

    yield start
    for runner in runners:
        await runner.cleanup()


async def _close_after(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Connection"] = "close"
    response.force_close()
