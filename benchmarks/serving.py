"""The bot as people meet it: a process of its own on a Discord on loopback, with its real workers."""

import asyncio
import os
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import aiohttp
import numpy as np
from prometheus_client.parser import text_string_to_metric_families as families

from benchmarks.rows import Row
from bot.workers.memory import resident_bytes
from tests.bot.app.loopback_discord import LoopbackDiscord

_STATUS_PORT = 19464
_STATUS = f"http://127.0.0.1:{_STATUS_PORT}"


def serving_rows(song: bytes, small: bool, python: str = sys.executable) -> Iterator[Row]:
    """Yield the rows about a running bot, two workers and the tagger off.

    ``python``: the interpreter of the environment to measure; one for running alone has less to load.
    """
    yield from asyncio.run(_measured(song, small, python))


async def _start(python: str) -> float:
    async with LoopbackDiscord().listening() as discord, _bot(discord, python) as (_, ready_s):
        return ready_s


async def _measured(song: bytes, small: bool, python: str) -> list[Row]:
    starts = [await _start(python) for _ in range(1 if small else 4)]
    one_at_a_time, at_once, in_flight = (2, 3, 5) if small else (10, 20, 50)
    async with LoopbackDiscord().listening() as discord, _bot(discord, python) as (process, ready_s):
        await _replies(discord, song, 2)
        alone = [second for _ in range(one_at_a_time) for second in await _replies(discord, song, 1)]
        many_at_once = await _replies(discord, song, at_once)
        before = await _lag_buckets()
        await _replies(discord, song, in_flight)
        lag = _quantile(before, await _lag_buckets(), 0.99)
        memory, share = resident_bytes(process.pid) / 2**20, _share_mib(process.pid)
    starts.append(ready_s)
    return [
        Row("cold `python -m bot run` to ready", median(starts), 4.0, "s", f"median of {len(starts)} starts"),
        Row("reply, 1 song at a time, p50", median(alone), 1.0, "s", f"{one_at_a_time} songs, with their download"),
        Row(f"reply, {at_once} at once, p95", float(np.quantile(many_at_once, 0.95)), 10.0, "s", "with their download"),
        Row(f"event-loop lag p99, {in_flight} posts in flight", 1000 * lag, 20.0, "ms", "upper bound of its bucket"),
        Row("bot process, resident memory", memory, 120.0, "MiB", f"after all of these; its share {share:.0f} MiB"),
    ]


def _share_mib(process_id: int) -> float:
    """Return a process's memory where what it shares with others counts in part; 0 where no such book is kept."""
    book = Path(f"/proc/{process_id}/smaps_rollup")
    lines = book.read_text(encoding="ascii").splitlines() if book.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


@asynccontextmanager
async def _bot(discord: LoopbackDiscord, python: str) -> AsyncIterator[tuple[Process, float]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "CRATEDIGGER_STATUS_ADDRESS": f"127.0.0.1:{_STATUS_PORT}",
            "CRATEDIGGER_STORE_URL": f"sqlite+aiosqlite:///{folder}/bench.sqlite3",
            "CRATEDIGGER_WORKERS_PROCESSES": "2",
            "CRATEDIGGER_MODELS_TAGGER": "false",
            "CRATEDIGGER_QUEUE_PER_SERVER": "100",
            "CRATEDIGGER_LOG_LEVEL": "WARNING",
        }
        started = time.perf_counter()
        async with discord.bot(python=python, **{**settings, "PATH": os.environ["PATH"]}) as process:
            await _until_ready()
            yield process, time.perf_counter() - started


async def _until_ready() -> None:
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"{_STATUS}/readyz") as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.05)


async def _replies(discord: LoopbackDiscord, song: bytes, count: int) -> list[float]:
    """Post songs that the bot does not know and return what each reply took, in seconds."""
    posted = {discord.post(f"{number}.mp3", song + os.urandom(16)): time.perf_counter() for number in range(count)}
    took: dict[int, float] = {}

    def all_answered() -> bool:
        for message in posted.keys() & discord.replies().keys() - took.keys():
            took[message] = time.perf_counter() - posted[message]
        return len(took) == count

    await discord.until(all_answered)
    return list(took.values())


async def _lag_buckets() -> dict[float, float]:
    async with aiohttp.ClientSession() as session, session.get(f"{_STATUS}/metrics") as response:
        text = await response.text()
    return {
        float(sample.labels["le"]): sample.value
        for family in families(text)
        for sample in family.samples
        if sample.name == "cratedigger_event_loop_lag_seconds_bucket"
    }


def _quantile(before: dict[float, float], after: dict[float, float], share: float) -> float:
    """Return the upper bound of the bucket in which a share of what came between lies."""
    counts: Sequence[tuple[float, float]] = sorted((bound, after[bound] - before[bound]) for bound in after)
    total = counts[-1][1]
    return next(bound for bound, count in counts if count >= share * total)
