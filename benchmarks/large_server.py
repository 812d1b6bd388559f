"""What a server with 50,000 posted songs costs: searching its library, and a digest of them."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import numpy as np
from sqlalchemy import Table, insert

from benchmarks.rows import Row
from bot.features.digest._contents import gather_contents
from bot.settings import StoreSettings
from bot.store import Posted, Scope, SongFilter, Store
from bot.store._tables import AnalysisRow, HearingRow, ReactionRow, SongFeatureRow, SongRow, table_of
from bot.telemetry.heap import frozen_heap

SONGS, SERVER, VERSION = 50_000, 1, "bench"
_CHANNELS = frozenset(range(10, 20))
_GENRES = ("Rock", "Jazz", "Folk", "Electronic", "Hip-Hop", "Classical", "Metal", "Reggae", "Blues", "Pop", "Disco")
_DAYS = 30.0
_BLOCK = 2000
_SLEEP_S = 0.001
_WORDS = ("night", "river", "golden", "ashes", "cinder", "paper", "lanterns", "sleep", "harbour", "violet", "echo")


def server_rows(folder: Path, small: bool) -> Iterator[Row]:
    """Yield the rows, over a database that is made for them."""
    yield from asyncio.run(_rows(folder, 2000 if small else SONGS))


async def _rows(folder: Path, songs: int) -> list[Row]:
    store = await Store.open(StoreSettings(url=f"sqlite+aiosqlite:///{folder}/server.sqlite3"))
    try:
        await _fill(store, songs)
        with frozen_heap():
            return [await _search_row(store, songs), *await _digest_rows(store, songs)]
    finally:
        await store.close()


async def _fill(store: Store, songs: int) -> None:
    """Have a server's members post this many songs within thirty days, with analyses of the usual size."""
    numbers = np.random.default_rng(3)
    for start in range(0, songs, _BLOCK):
        block = range(start, min(start + _BLOCK, songs))
        tables: dict[Table, list[dict[str, object]]] = {
            table_of(kind): [make(number, numbers) for number in block]
            for kind, make in ((SongRow, _song), (AnalysisRow, _analysis), (SongFeatureRow, _features))
        }
        tables[table_of(HearingRow)] = [_post(number, songs) for number in block]
        tables[table_of(ReactionRow)] = [_reaction(number) for number in block if number % 3]
        async with store.connection() as connection:
            for table, rows in tables.items():
                await connection.execute(insert(table), rows)


async def _search_row(store: Store, songs: int) -> Row:
    scope = Scope(SERVER, _CHANNELS)
    searches = (
        SongFilter("night riv"),
        SongFilter(genre="Disco"),
        SongFilter(bpm=(118, 128), camelot="8A"),
        SongFilter("gold", genre="Jazz", bpm=(90, 100), user_id=7),
    )
    # The index is read at the first search, and only what is new at the others.
    await store.library.search(scope, VERSION, searches[0], 250)
    took = [await _seconds(lambda each=each: store.library.search(scope, VERSION, each, 250)) for each in searches]  # type: ignore[misc]
    what = f"/library search in {songs:,} songs: the slowest of {len(searches)}"
    return Row(what, 1000 * max(took), 50.0, "ms", "words, genre, tempo and key, all together; first 250 songs")


async def _digest_rows(store: Store, songs: int) -> list[Row]:
    now = datetime.now(UTC)
    since = (now - timedelta(days=_DAYS + 1), now - timedelta(days=2 * _DAYS))
    # All members are there, and Discord is not asked for them.
    guild: Any = SimpleNamespace(id=SERVER, get_member=lambda _: SimpleNamespace())
    services: Any = SimpleNamespace(store=store)
    posted = Posted(SERVER, _CHANNELS, until=now)
    lags: list[float] = []
    watcher = asyncio.create_task(_watch(lags))
    try:
        seconds = await _seconds(
            lambda: gather_contents(services, guild, SimpleNamespace(id=10), posted, since, likes=True)
        )
    finally:
        watcher.cancel()
    detail = "a month's songs, genres, likes, new ground and unliked songs, counted by the database; without its card"
    return [
        Row(f"a digest of {songs:,} songs", seconds, 2.0, "s", detail),
        Row(f"longest delay of the event loop during a digest of {songs:,} songs", 1000 * max(lags), 20.0, "ms"),
    ]


async def _watch(lags: list[float]) -> None:
    """Note by how much each short sleep was late."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(_SLEEP_S)
        lags.append(time.perf_counter() - started - _SLEEP_S)


async def _seconds(ask: Callable[[], Awaitable[object]]) -> float:
    took = []
    for _ in range(5):
        started = time.perf_counter()
        await ask()
        took.append(time.perf_counter() - started)
    return median(took)


def _song(number: int, numbers: np.random.Generator) -> dict[str, object]:
    title, artist = (" ".join(numbers.choice(_WORDS, 3)) for _ in range(2))
    return {
        "sha256": f"{number:064x}",
        "title": title,
        "artist": artist,
        "duration_s": 200.0,
        "uncertain": False,
        "images": b"",
    }


def _analysis(number: int, numbers: np.random.Generator) -> dict[str, object]:
    genres = [{"genre": genre, "probability": 0.1} for genre in (_GENRES[number % len(_GENRES)], *_GENRES[:8])]
    return {
        "sha256": f"{number:064x}",
        "model_version": VERSION,
        "answer": {"genres": genres, "content": "music", "tags": [{"tag": "jazz", "score": 0.5}] * 50},
        "embedding": numbers.bytes(4 * 128),
        "segments": numbers.bytes(2000),
        "tagger": numbers.bytes(800),
    }


def _features(number: int, numbers: np.random.Generator) -> dict[str, object]:
    bpm = float(numbers.uniform(60, 180))
    camelot = f"{numbers.integers(1, 13)}{'AB'[number % 2]}"
    return {"sha256": f"{number:064x}", "genre": _GENRES[number % len(_GENRES)], "bpm": bpm, "camelot": camelot}


def _reaction(number: int) -> dict[str, object]:
    return {
        "message_id": 10**6 + number,
        "user_id": (number * 7) % 200,
        "emoji": "🔥",
        "post_id": 10**6 + number,
        "guild_id": SERVER,
    }


def _post(number: int, songs: int) -> dict[str, object]:
    return {
        "sha256": f"{number:064x}",
        "name": "song.mp3",
        "user_id": number % 200,
        "guild_id": SERVER,
        "channel_id": 10 + number % len(_CHANNELS),
        "message_id": 10**6 + number,
        "heard": datetime.now(UTC) - timedelta(days=_DAYS * (1 - number / songs)),
        "in_library": True,
    }
