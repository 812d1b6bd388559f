"""How many songs a minute: one worker, two, and the same two through a Dask cluster on this machine."""

import time
from collections.abc import Iterator
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from pathlib import Path

from benchmarks.rows import Row
from bot.cluster.build_id import build_id_of
from bot.cluster.executor import ClusterExecutor
from bot.settings import ClusterSettings, ModelSettings
from bot.workers import SongPool
from bot.workers.tasks import analyze_file, load_analyzer
from tests.bot.cluster.conftest import Cluster

_WORKERS = 2


def throughput_rows(song: Path, folder: Path, small: bool) -> Iterator[Row]:
    """Yield the rows on songs a minute, the tagger off."""
    songs = 4 if small else 60
    with _pool(1) as pool:
        one = _songs_a_minute(pool, song, songs)
    with _pool(_WORKERS) as pool:
        two = _songs_a_minute(pool, song, songs)
    with _cluster(folder) as executor:
        dask = _songs_a_minute(executor, song, songs)
    yield Row("songs a minute, 4-minute mp3s, two local workers", two, 150.0, "/min", f"{songs} songs", at_least=True)
    yield Row(
        "two single-threaded workers / one", two / one, 1.6, "x", f"{two:.0f} / {one:.0f} a minute", at_least=True
    )
    yield Row(
        "Dask on one machine / local pool", dask / two, 0.9, "x", f"{dask:.0f} / {two:.0f} a minute", at_least=True
    )


def _songs_a_minute(executor: Executor, song: Path, songs: int) -> float:
    wait([executor.submit(analyze_file, str(song), 0) for _ in range(2 * _WORKERS)])
    started = time.perf_counter()
    futures = [executor.submit(analyze_file, str(song), 0) for _ in range(songs)]
    for each in futures:
        each.result()
    return 60 * songs / (time.perf_counter() - started)


@contextmanager
def _pool(workers: int) -> Iterator[SongPool]:
    with SongPool(workers, initializer=load_analyzer, initargs=(None, 1, False)) as pool:
        pool.ready.result()
        yield pool


@contextmanager
def _cluster(folder: Path) -> Iterator[ClusterExecutor]:
    cluster = Cluster(folder, {"CRATEDIGGER_WORKERS_PROCESSES": str(_WORKERS)})
    kind = build_id_of(ModelSettings(tagger=False))
    executor = ClusterExecutor(ClusterSettings(executor=cluster.address, executor_songs=2 * _WORKERS + 2), kind)
    try:
        cluster.start_scheduler()
        cluster.start_worker()
        while not executor._workers:
            time.sleep(0.1)
        yield executor
    finally:
        executor.shutdown()
        cluster.stop()
