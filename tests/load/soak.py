"""A server with 200 members on a Discord on loopback, and the bot as a process of its own with real workers."""

import asyncio
import os
import socket
import tempfile
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families as families

from bot.languages import ENGLISH
from bot.settings import StoreSettings
from bot.store import Store
from bot.workers.memory import resident_bytes
from tests.bot.app.loopback_discord import LoopbackDiscord
from tests.load.members import MEMBERS, Members
from tests.load.report import QUEUE, LoadReport, Tally, early_and_late, late_ones, unasked_ones

_SETTLE_S = 180.0
_SAMPLE_S = 2.0
_LOOK_S = 0.05
# In a shorter run a digest may not come before the end.
_DIGEST_FROM_S = 240.0
# What a command shows while its song waits is no answer yet.
_PLACES = tuple(ENGLISH.say("waiting", position=position) for position in range(2 * QUEUE))


@dataclass
class _Watch:
    """Answers as they come, and the bot's numbers over time."""

    discord: LoopbackDiscord
    posted: dict[int, float] = field(default_factory=dict)
    replied: dict[int, float] = field(default_factory=dict)
    answered: dict[int, float] = field(default_factory=dict)
    queue: list[float] = field(default_factory=list)
    bot: list[float] = field(default_factory=list)
    workers: list[float] = field(default_factory=list)

    def answers(self) -> dict[int, int]:
        """Return how many answers each command and button got so far."""
        shown = self.discord.asking.shown.items()
        return {number: sum(not _is_place(text) for text in texts) for number, texts in shown}

    def look(self) -> None:
        now = time.perf_counter()
        self.replied.update(dict.fromkeys(set(self.discord.reply_targets().values()) - self.replied.keys(), now))
        new = {number for number, answers in self.answers().items() if answers} - self.answered.keys()
        self.answered.update(dict.fromkeys(new, now))

    def is_settled(self) -> bool:
        asked = self.discord.asking.asked
        return self.posted.keys() <= self.replied.keys() and asked.keys() <= self.answered.keys()

    def sample(self, process: Process, metrics: str) -> None:
        values = {sample.name: sample.value for family in families(metrics) for sample in family.samples}
        self.queue.append(values["cratedigger_queue_songs"])
        self.workers.append(values["cratedigger_workers_memory_bytes"] / 2**20)
        self.bot.append(resident_bytes(process.pid) / 2**20)


async def soak(seconds: float, every_s: float, workers: int, seed: int = 7) -> LoadReport:
    """Have members do something for so many seconds, wait for the last answers, stop the bot, return what was seen."""
    port = _free_port()
    # The scheduler looks every minute.
    digest_at = datetime.now(UTC) + timedelta(seconds=seconds / 2) if seconds >= _DIGEST_FROM_S else None
    with tempfile.TemporaryDirectory() as name:
        async with LoopbackDiscord().listening() as discord:
            watch, members = _Watch(discord), Members(discord, Path(name), seed)
            await _choose(_url(name), discord, digest_at)
            async with discord.bot(**_settings(name, port, workers, discord)) as process:
                await discord.until(lambda: discord.connected)
                with _running(_sample(process, port, watch), _look(watch)):
                    acts = await _act(members, watch, seconds, every_s)
                    await _settle(watch)
                process.terminate()
                status = await process.wait()
            report = _report(watch, acts, seconds, status)
            return replace(report, digests_due=int(digest_at is not None), likes=members.likes)


async def _choose(url: str, discord: LoopbackDiscord, digest_at: datetime | None) -> None:
    """Set what the server's admins want: everything that there is, and a digest at a moment."""
    chosen: dict[str, object] = {"library": "on", "reactions": "on", "taste": "on"}
    if digest_at is not None:
        weekday, time_of_day = f"{digest_at:%A}".lower(), f"{digest_at:%H:%M}"
        posts = {"postchannel": [discord.channel.id], "posttime": time_of_day, "digestday": weekday}
        chosen |= {"digest": "weekly", "zone": "UTC", **posts}
    store = await Store.open(StoreSettings(url=url))
    for name, value in chosen.items():
        await store.servers.set(discord.guild.id, 1, name, value)
    await store.close()


async def _act(members: Members, watch: _Watch, seconds: float, every_s: float) -> int:
    end, acts = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        now = time.perf_counter()
        message = members.act()
        if message is not None:
            watch.posted[message] = now
        acts += 1
        await asyncio.sleep(members.pause(every_s))
    return acts


async def _settle(watch: _Watch) -> None:
    end = time.perf_counter() + _SETTLE_S
    while not watch.is_settled() and time.perf_counter() < end:  # noqa: ASYNC110 - bounded
        await asyncio.sleep(0.2)
    # A second answer, if there is one, comes soon after the first.
    await asyncio.sleep(2)


@contextmanager
def _running(*jobs: Coroutine[Any, Any, None]) -> Iterator[None]:
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _look(watch: _Watch) -> None:
    while True:
        watch.look()
        await asyncio.sleep(_LOOK_S)


async def _sample(process: Process, port: int, watch: _Watch) -> None:
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
                    watch.sample(process, await response.text())
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(_SAMPLE_S)


def _report(watch: _Watch, acts: int, seconds: float, status: int | None) -> LoadReport:
    asking = watch.discord.asking
    # What the bot posts by itself is a reply to nothing.
    replies = Counter(watch.discord.reply_targets().values())
    digests = replies.pop(0, 0)
    return LoadReport(
        seconds=seconds,
        members=MEMBERS,
        acts=acts,
        posts=Tally.of(watch.posted, watch.replied, replies),
        commands=Tally.of(asking.asked, watch.answered, watch.answers()),
        unasked=unasked_ones(replies, watch.posted),
        late=late_ones(asking.asked, asking.acknowledged),
        longest_queue=int(max(watch.queue, default=0)),
        bot_mib=early_and_late(watch.bot),
        workers_mib=early_and_late(watch.workers),
        exit_status=status,
        digests=digests,
    )


@cache
def _is_place(text: str) -> bool:
    return any(place in text for place in _PLACES)


def _settings(folder: str, port: int, workers: int, discord: LoopbackDiscord) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "CRATEDIGGER_STATUS_ADDRESS": f"127.0.0.1:{port}",
        "CRATEDIGGER_STORE_URL": _url(folder),
        "CRATEDIGGER_WORKERS_PROCESSES": str(workers),
        "CRATEDIGGER_QUEUE_PER_SERVER": str(QUEUE),
        "CRATEDIGGER_QUEUE_TOTAL": str(QUEUE),
        "CRATEDIGGER_FETCH_ALLOW": discord.place,
        "CRATEDIGGER_LOG_LEVEL": "WARNING",
    }


def _url(folder: str) -> str:
    return f"sqlite+aiosqlite:///{folder}/load.sqlite3"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
