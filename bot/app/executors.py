"""What hears songs, opened before the rest of the bot: workers load their models while the bot loads itself."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from bot.workers import SandboxLimits, SongPool
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import load_analyzer


@contextmanager
def open_pool(settings: Settings) -> Iterator[SongPool]:
    """Start the worker processes, which load the models once and stay warm; in the end, drop what still waits."""
    folder = settings.models.folder
    pool = SongPool(
        settings.workers.processes,
        spares=settings.workers.spares,
        limits=_cage_limits(settings),
        initializer=load_analyzer,
        initargs=(str(folder) if folder else None, None, settings.models.tagger),
        readable=(folder,) if folder else (),
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def open_executor(settings: Settings) -> Iterator[SupervisedExecutor]:
    """Open what hears songs: the workers of this machine, or where an address is set those of a cluster."""
    if not settings.cluster.executor:
        with open_pool(settings) as pool:
            yield pool
        return
    from bot.cluster.build_id import build_id_of
    from bot.cluster.executor import ClusterExecutor

    executor = ClusterExecutor(settings.cluster, build_id_of(settings.models))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _cage_limits(settings: Settings) -> SandboxLimits:
    return SandboxLimits(
        deadline_s=settings.workers.deadline_s,
        # Who waits for a busy machine may have all of the deadline; who computes that long is up to something.
        cpu_s=math.ceil(settings.workers.deadline_s / 2),
        memory_bytes=settings.workers.memory_mib * 2**20,
    )
