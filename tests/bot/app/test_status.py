"""Health and metrics, over a real HTTP client, of the real bot in a simulated Discord."""

import asyncio
import json
import time
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families as families
from simcord import Env

from bot.app.status import StatusAddressError, serving_status
from bot.core.services import Services
from bot.settings import Settings
from bot.telemetry.lag import watching_lag
from bot.workers import SongPool
from bot.workers.errors import CrashedError
from bot.workers.tasks import analyze_file
from tests.bot.app.conftest import Ask
from tests.bot.conftest import Place
from tests.bot.workers import faults

ANY_BYTES = b"\x00\x01\x02\x03" * 4096


async def _samples(ask: Ask) -> dict[tuple[str, ...], float]:
    """Return every sample by its name and the values of its labels."""
    status, body = await ask("/metrics")
    assert status == 200
    return {
        (sample.name, *sample.labels.values()): sample.value for family in families(body) for sample in family.samples
    }


async def test_a_connected_bot_is_live_and_ready(ask: Ask, pool: SongPool) -> None:
    await asyncio.wrap_future(pool.ready)
    assert (await ask("/healthz"))[0] == 200
    status, body = await ask("/readyz")
    assert (status, json.loads(body)) == (200, {"gateway": True, "workers": True, "database": True})


async def test_a_bot_without_its_database_is_live_and_not_ready(ask: Ask, services: Services, tmp_path: Path) -> None:
    await services.store.close()
    _take_away(tmp_path)
    assert (await ask("/healthz"))[0] == 200
    status, body = await ask("/readyz")
    assert status == 503
    assert json.loads(body)["database"] is False
    assert ("cratedigger_ready", "database") in await _samples(ask)


def _take_away(folder: Path) -> None:
    for file in folder.glob("cratedigger.sqlite3*"):
        file.unlink()
    (folder / "cratedigger.sqlite3").mkdir()


async def test_a_closed_bot_is_not_ready(ask: Ask, env: Env) -> None:
    for shard in getattr(env.bot, "shards").values():  # noqa: B009 - of the sharded kind, which the type does not say
        await shard.disconnect()
    status, body = await ask("/readyz")
    assert status == 503
    assert json.loads(body)["gateway"] is False


async def test_posts_and_songs_are_counted_by_what_became_of_them(ask: Ask, place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.send(place.channel, attachments=[("again.mp3", mp3)])
    await place.member.send(place.channel, attachments=[("broken.mp3", ANY_BYTES)])
    await place.member.send(place.channel, "http://127.0.0.1:9/song.mp3")
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, message="no")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    samples = await _samples(ask)
    assert samples["cratedigger_posts_total", "answered"] == 2
    assert samples["cratedigger_posts_total", "explained"] == 2
    assert samples["cratedigger_posts_total", "unanswerable"] == 1
    assert samples["cratedigger_songs_total", "heard"] == 3
    assert samples["cratedigger_songs_total", "not_audio"] == 1
    assert samples["cratedigger_songs_total", "refused_address"] == 1
    assert samples["cratedigger_refused_addresses_total",] == 1
    assert samples["cratedigger_cache_total", "miss"] == 2
    assert samples["cratedigger_cache_total", "hit"] == 2


async def test_every_stage_of_a_song_is_timed(ask: Ask, place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    samples = await _samples(ask)
    for stage in ("fetch", "decode", "frontend", "cnn", "lgbm", "search", "total", "remember", "reply"):
        assert samples["cratedigger_stage_seconds_count", stage] == 1
    assert samples["cratedigger_stage_seconds_sum", "total"] > samples["cratedigger_stage_seconds_sum", "decode"] > 0
    # Once for its download, once for a worker.
    assert samples["cratedigger_queue_wait_seconds_count",] == 2
    assert samples["cratedigger_queue_songs",] == 0


async def test_commands_are_counted_by_name_and_outcome(ask: Ask, place: Place, mp3: bytes) -> None:
    await place.member.slash(place.channel, "about")
    await place.member.slash(place.channel, "classify")
    samples = await _samples(ask)
    assert samples["cratedigger_commands_total", "about", "answered"] == 1
    assert samples["cratedigger_commands_total", "classify", "nothing_given"] == 1


async def test_what_members_say_about_genres_is_shown(ask: Ask, place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.click(place.replies()[-1], label="Right")
    samples = await _samples(ask)
    assert samples["cratedigger_feedback", "given"] == samples["cratedigger_feedback", "agreed"] == 1
    assert samples["cratedigger_commands_total", "button", "answered"] == 1


async def test_replaced_workers_are_counted_by_cause_and_memory_is_known(
    ask: Ask, pool: SongPool, mp3: bytes, tmp_path: Path
) -> None:
    before = (await _samples(ask)).get(("cratedigger_worker_restarts_total", "crashed"), 0)
    with pytest.raises(CrashedError):
        await asyncio.get_running_loop().run_in_executor(pool, faults.leave)
    song = tmp_path / "song"
    song.write_bytes(mp3)
    await asyncio.wrap_future(pool.submit(analyze_file, str(song), 0))
    samples = await _samples(ask)
    assert samples["cratedigger_worker_restarts_total", "crashed"] == before + 1
    assert samples["cratedigger_workers_memory_bytes",] > 2**20
    assert samples["process_resident_memory_bytes",] > 2**20


async def test_the_gateways_latency_is_shown_for_each_shard(ask: Ask) -> None:
    assert ("cratedigger_gateway_latency_seconds", "0") in await _samples(ask)


async def test_a_loop_that_is_held_up_shows_it() -> None:
    seen: list[float] = []
    async with watching_lag(seen.append, 0.01):
        await asyncio.sleep(0.05)
        time.sleep(0.2)  # noqa: ASYNC251 - what a careless feature might do
        await asyncio.sleep(0.05)
    assert max(seen) > 0.1
    assert sorted(seen)[0] < 0.1


async def test_nothing_secret_and_nobody_is_in_the_metrics(ask: Ask, place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, "sing along with me", attachments=[("very-own-name.mp3", mp3)])
    await place.member.slash(place.channel, "classify", url="https://user:hunter2@127.0.0.1/secret.mp3")
    _, body = await ask("/metrics")
    for secret in ("alice", "sing along", "very-own-name", "hunter2", "Morning", str(place.member.id)):
        assert secret not in body


async def test_an_address_that_is_taken_is_told_in_one_sentence(
    ask: Ask, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving_status(services, lambda: None) as runner:
        assert runner is not None
        monkeypatch.setenv("CRATEDIGGER_STATUS_ADDRESS", f"127.0.0.1:{runner.addresses[0][1]}")
        object.__setattr__(services, "settings", Settings())
        with pytest.raises(StatusAddressError, match="Set CRATEDIGGER_STATUS_ADDRESS to a free"):
            async with serving_status(services, lambda: None):
                pass


async def test_an_empty_address_serves_nothing(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_STATUS_ADDRESS", "")
    object.__setattr__(services, "settings", Settings())
    async with serving_status(services, lambda: None) as runner:
        assert runner is None
