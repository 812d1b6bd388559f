"""``python -m bot worker``: offer this machine's processors to a cluster, until stopped."""

import asyncio
import contextlib
import signal
import tempfile

import structlog

from bot.app.executors import open_pool
from bot.app.preflight import check_artifacts, check_pool
from bot.cluster.build_id import build_id_of
from bot.cluster.security import own_address_towards, refuse_plain_address, security_of
from bot.cluster.task_runner import serve_with
from bot.errors import StartError
from bot.settings import Settings

log = structlog.get_logger(__name__)

_AGAIN_S = 2.0
_JOIN_S = 30
# Dask profiles its worker's threads up to a hundred times a second. Songs are analysed in child processes, so that
# would only take processor time from them.
_NO_PROFILING = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.tick.interval": "2s",
}


async def work_for(settings: Settings, address: str) -> None:
    """Analyse songs for the scheduler at ``address`` until SIGTERM or SIGINT; raise StartError where this cannot begin.

    A scheduler that is not there yet, or goes away, is waited for.
    """
    refuse_plain_address(address, settings.cluster)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await check_artifacts(settings)
    build_id = await asyncio.to_thread(build_id_of, settings.models)
    with open_pool(settings) as pool, tempfile.TemporaryDirectory() as folder:
        await check_pool(pool)
        serve_with(pool)
        while not stop.is_set():
            await _join(settings, build_id, address, folder, stop)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _AGAIN_S)


async def _join(settings: Settings, build_id: str, address: str, folder: str, stop: asyncio.Event) -> None:
    try:
        import dask
        from distributed import Worker
    except ImportError:
        raise StartError("A cluster needs one more package: pip install 'cratedigger[dask]'.") from None
    dask.config.set(_NO_PROFILING)
    host = await asyncio.to_thread(own_address_towards, address)
    if host is None:
        log.warning("no_cluster", cause="the scheduler's address cannot be resolved")
        return
    # While every child is at work, one more song is unpacked and waits for the first that is done.
    at_once = settings.workers.processes + 1
    worker = Worker(
        address,
        host=host,
        nthreads=at_once,
        resources={build_id: at_once},
        # The children hold the memory, and have limits of their own.
        memory_limit=0,
        local_directory=folder,
        security=security_of(settings.cluster),
        death_timeout=_JOIN_S,
        dashboard=False,
    )
    stopped = asyncio.create_task(stop.wait())
    try:
        async with worker:
            log.info("joined_cluster", songs_at_once=settings.workers.processes, kind=build_id)
            gone = asyncio.create_task(worker.finished())
            await asyncio.wait({stopped, gone}, return_when=asyncio.FIRST_COMPLETED)
        log.info("left_cluster")
    except (OSError, TimeoutError, RuntimeError, ValueError) as error:
        log.warning("no_cluster", cause=str(error))
    finally:
        stopped.cancel()
