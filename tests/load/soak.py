"""A server with 200 members on a Discord on loopback, and the bot as a process of its own with real workers."""

import asyncio
import os
import random
import socket
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import numpy as np
from prometheus_client.parser import text_string_to_metric_families as families

from bot.workers.memory import resident_bytes
from tests.audio_files import encode, long_song, silence
from tests.bot.operations.loopback_discord import LoopbackDiscord

MEMBERS = 200
_SETTLE_S = 180.0
_SAMPLE_S = 2.0
_QUEUE = 60
# What members post, and how often of a hundred: a new song, one of before, a broken file, silence, a link, words.
_MIX = {"new": 40, "again": 20, "broken": 12, "silent": 5, "link": 13, "words": 10}


@dataclass(frozen=True)
class Verdict:
    """What was seen: posts that deserved a reply, those that got none or several, and how the bot fared meanwhile."""

    seconds: float
    posts: int
    expected: int
    lost: int
    doubled: int
    unasked: int
    reply_p50_s: float
    reply_p95_s: float
    longest_queue: int
    bot_mib: tuple[float, float]
    workers_mib: tuple[float, float]
    exit_status: int | None

    def faults(self) -> list[str]:
        """Return what must not have happened, in words."""
        grown = self.bot_mib[1] / max(self.bot_mib[0], 1.0)
        checks = {
            f"{self.lost} posts got no reply": self.lost > 0,
            f"{self.doubled} posts got several replies": self.doubled > 0,
            f"{self.unasked} replies that nobody asked for": self.unasked > 0,
            f"{self.longest_queue} songs in the queue": self.longest_queue > _QUEUE,
            f"the bot's memory grew by {grown - 1:.0%}": grown > 1.25,
            f"the bot ended with {self.exit_status}": self.exit_status != 0,
        }
        return [words for words, wrong in checks.items() if wrong]


@dataclass
class _Watch:
    """Replies as they come, and the bot's numbers over time."""

    posted: dict[int, float] = field(default_factory=dict)
    replied: dict[int, float] = field(default_factory=dict)
    unasked: set[int] = field(default_factory=set)
    queue: list[float] = field(default_factory=list)
    bot: list[float] = field(default_factory=list)
    workers: list[float] = field(default_factory=list)

    def look(self, discord: LoopbackDiscord) -> None:
        now = time.perf_counter()
        for message in self.posted.keys() & discord.replies().keys() - self.replied.keys():
            self.replied[message] = now

    def sample(self, process: Process, metrics: str) -> None:
        values = {sample.name: sample.value for family in families(metrics) for sample in family.samples}
        self.queue.append(values["cratedigger_queue_songs"])
        self.workers.append(values["cratedigger_workers_memory_bytes"] / 2**20)
        self.bot.append(resident_bytes(process.pid) / 2**20)


async def soak(seconds: float, every_s: float, workers: int, seed: int = 7) -> Verdict:
    """Post for so many seconds, wait for the last replies, stop the bot, and return what was seen."""
    port = _free_port()
    watch = _Watch()
    with tempfile.TemporaryDirectory() as folder:
        crowd = _Crowd(Path(folder), seed)
        async with LoopbackDiscord().listening() as discord, discord.bot(**_settings(folder, port, workers)) as process:
            await discord.until(lambda: discord.connected)
            sampling = asyncio.create_task(_sample(process, port, watch))
            looking = asyncio.create_task(_look(discord, watch))
            posts = await _post(discord, crowd, watch, seconds, every_s)
            await _settle(watch)
            for task in (sampling, looking):
                task.cancel()
            process.terminate()
            status = await process.wait()
            counts = {message: len(replies) for message, replies in discord.replies().items()}
    return _verdict(watch, counts, posts, seconds, status)


class _Crowd:
    """Members, and what they post next."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._random = random.Random(seed)
        self._folder = folder
        pieces = (long_song(20 + 10 * number, first=3 * number) for number in range(6))
        self._songs = [encode(folder / f"{n}.mp3", piece, 48_000).read_bytes() for n, piece in enumerate(pieces)]
        self._silence = encode(folder / "silence.flac", silence(5), 44_100).read_bytes()
        self._heard = [self._songs[0]]

    def pause(self, every_s: float) -> float:
        """Return seconds until the next post: people come in bursts."""
        return self._random.expovariate(1 / every_s)

    def member(self) -> int:
        return self._random.randrange(MEMBERS)

    def next_post(self) -> tuple[str, str, bytes]:
        """Return a kind, a name or words, and the bytes of what somebody posts."""
        kind = self._random.choices(list(_MIX), list(_MIX.values()))[0]
        match kind:
            case "new":
                # Other bytes behind the same sound: the bot has never met this file.
                self._heard.append(self._random.choice(self._songs) + self._random.randbytes(16))
                return kind, "song.mp3", self._heard[-1]
            case "again":
                return kind, "again.mp3", self._random.choice(self._heard)
            case "broken":
                return kind, "broken.mp3", self._random.randbytes(20_000)
            case "silent":
                return kind, "silence.flac", self._silence + self._random.randbytes(16)
            case "link":
                return kind, f"http://127.0.0.1:9/{self._random.randrange(10**6)}.mp3", b""
        return kind, "what a song that was", b""


async def _post(discord: LoopbackDiscord, crowd: _Crowd, watch: _Watch, seconds: float, every_s: float) -> int:
    members = list(_join(discord))
    end, posts = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        kind, words, data = crowd.next_post()
        message = _send(discord, members[crowd.member()], words, data)
        posts += 1
        if kind != "words":
            watch.posted[message] = time.perf_counter()
        await asyncio.sleep(crowd.pause(every_s))
    return posts


def _join(discord: LoopbackDiscord) -> Iterator[int]:
    for number in range(MEMBERS):
        member = discord.backend.make_user(f"member{number}")
        discord.backend.add_member(discord.guild.id, member.id)
        yield member.id


def _send(discord: LoopbackDiscord, member: int, words: str, data: bytes) -> int:
    if data:
        return discord.post(words, data, author=member)
    return discord.backend.create_message(discord.channel.id, member, words).id


async def _settle(watch: _Watch) -> None:
    end = time.perf_counter() + _SETTLE_S
    while len(watch.replied) < len(watch.posted) and time.perf_counter() < end:  # noqa: ASYNC110 - bounded
        await asyncio.sleep(0.2)
    # A second reply, if there is one, comes soon after the first.
    await asyncio.sleep(2)


async def _look(discord: LoopbackDiscord, watch: _Watch) -> None:
    while True:
        watch.look(discord)
        await asyncio.sleep(0.05)


async def _sample(process: Process, port: int, watch: _Watch) -> None:
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(f"http://127.0.0.1:{port}/metrics") as response:
                    watch.sample(process, await response.text())
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(_SAMPLE_S)


def _verdict(watch: _Watch, counts: dict[int, int], posts: int, seconds: float, status: int | None) -> Verdict:
    took = [watch.replied[message] - watch.posted[message] for message in watch.replied] or [float("nan")]
    return Verdict(
        seconds=seconds,
        posts=posts,
        expected=len(watch.posted),
        lost=len(watch.posted.keys() - counts.keys()),
        doubled=sum(count > 1 for count in counts.values()),
        unasked=len(counts.keys() - watch.posted.keys()),
        reply_p50_s=round(float(np.quantile(took, 0.5)), 2),
        reply_p95_s=round(float(np.quantile(took, 0.95)), 2),
        longest_queue=int(max(watch.queue, default=0)),
        bot_mib=_start_and_end(watch.bot),
        workers_mib=_start_and_end(watch.workers),
        exit_status=status,
    )


def _start_and_end(values: list[float]) -> tuple[float, float]:
    """Return the medians of the second and the last fifth of the values: the first is still warming up."""
    fifth = max(1, len(values) // 5)
    early, late = values[fifth : 2 * fifth] or values, values[-fifth:]
    return (round(float(np.median(early)), 1), round(float(np.median(late)), 1)) if values else (0.0, 0.0)


def _settings(folder: str, port: int, workers: int) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "CRATEDIGGER_STATUS_ADDRESS": f"127.0.0.1:{port}",
        "CRATEDIGGER_STORE_URL": f"sqlite+aiosqlite:///{folder}/load.sqlite3",
        "CRATEDIGGER_WORKERS_PROCESSES": str(workers),
        "CRATEDIGGER_QUEUE_PER_SERVER": str(_QUEUE),
        "CRATEDIGGER_QUEUE_TOTAL": str(_QUEUE),
        "CRATEDIGGER_LOG_LEVEL": "WARNING",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
