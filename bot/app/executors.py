"""The worker processes or the cluster that analyse songs; opened before the rest of the bot, since models take long."""

import math
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from bot.workers import SandboxLimits, SongPool
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import load_analyzer
from models.threads import usable_cpus


@contextmanager
def open_pool(settings: Settings, processes: int | None = None) -> Iterator[SongPool]:
    """Start ``processes`` workers, by default as many as the settings say; at the end, cancel songs not yet begun.

    Every command that analyses songs on this machine opens its workers here, so that all settings count for each.
    """
    folder = settings.models.folder
    workers = processes or settings.workers.processes
    # Threads that speed up a song on an idle machine would slow down all songs where every worker has some to itself.
    threads = max(1, usable_cpus() // workers)
    limits = SandboxLimits(
        deadline_s=settings.workers.deadline_s,
        # A song that waits for a busy machine may take the whole deadline; computing that long is abuse.
        cpu_s=math.ceil(settings.workers.deadline_s / 2),
        memory_bytes=settings.workers.memory_mib * 2**20,
    )
    pool = SongPool(
        workers,
        spares=settings.workers.spares if processes is None else 0,
        limits=limits,
        initializer=load_analyzer,
        initargs=(str(folder) if folder else None, threads, settings.models.tagger),
        readable=(folder,) if folder else (),
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def open_executor(settings: Settings) -> Iterator[SupervisedExecutor]:
    """Open the workers of this machine, or the client of a cluster where the settings name a scheduler."""
    if not settings.cluster.executor:
        with open_pool(settings) as pool:
            yield pool
        return
    from bot.cluster.build_id import build_id_of
    from bot.cluster.executor import ClusterExecutor
    from bot.cluster.security import refuse_plain_address

    refuse_plain_address(settings.cluster.executor, settings.cluster)
    executor = ClusterExecutor(settings.cluster, build_id_of(settings.models))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)
