"""Songs analysed by a cluster, and everything that can go away in it."""

import asyncio
import os
import signal
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from simcord import Env

from bot.app.preflight import check_cluster
from bot.cluster.build_id import build_id_of
from bot.cluster.executor import ClusterExecutor
from bot.cluster.task_runner import run_in_sandbox
from bot.core.client import SongBot
from bot.core.services import open_services
from bot.errors import StartError
from bot.settings import ClusterSettings, ModelSettings, Settings
from bot.workers.errors import UnavailableError
from bot.workers.task_registry import name_of
from bot.workers.tasks import analyze_file, are_you_there
from models.errors import SilentError
from models.manifest import open_artifacts
from tests.audio_files import encode, silence
from tests.bot.cluster.conftest import Cluster, kill, until
from tests.bot.conftest import PATIENCE_S, text_of

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def song(tmp_path: Path, mp3: bytes) -> str:
    file = tmp_path / "song"
    file.write_bytes(mp3)
    return str(file)


async def _analysed(executor: ClusterExecutor, song: str) -> Any:
    return await asyncio.get_running_loop().run_in_executor(executor, analyze_file, song, 3)


async def _workers(executor: ClusterExecutor, number: int) -> None:
    await until(lambda: executor._workers == number)


async def _analysed_at_last(executor: ClusterExecutor, song: str) -> Any:
    """Analyse a song with a worker that may go and come once more: Dask replaces one that has lost its scheduler."""
    for _ in range(4):
        await _workers(executor, 1)
        with suppress(UnavailableError):
            return await _analysed(executor, song)
    return await _analysed(executor, song)


async def test_a_song_is_analysed_elsewhere_and_its_errors_come_back_as_themselves(
    cluster: Cluster, executor: ClusterExecutor, song: str, tmp_path: Path
) -> None:
    with pytest.raises(UnavailableError):
        await _analysed(executor, song)
    assert not executor.is_warm
    cluster.start_scheduler()
    for _ in range(2):
        cluster.start_worker()
    await _workers(executor, 2)
    analysis = await _analysed(executor, song)
    assert analysis.artist == "The Packaged Band"
    assert len(analysis.recommendations) == 3
    assert analysis.vectors is not None
    quiet = encode(tmp_path / "quiet.flac", silence(5), 44_100)
    with pytest.raises(SilentError):
        await _analysed(executor, str(quiet))
    with pytest.raises(TypeError, match="worker_task"):
        executor.submit(os.getpid)


async def test_the_bytes_travel_with_the_task_and_the_path_means_nothing_over_there(
    cluster: Cluster, executor: ClusterExecutor, mp3: bytes
) -> None:
    cluster.start_scheduler()
    cluster.start_worker()
    await _workers(executor, 1)
    dask = executor._executor
    assert dask is not None
    sound = np.frombuffer(mp3, np.uint8)
    sent = dask.submit(run_in_sandbox, name_of(analyze_file), sound, ("/nowhere/song.mp3", 3), {}, "a-song")
    assert (await asyncio.wrap_future(sent)).artist == "The Packaged Band"


async def test_a_worker_killed_in_the_middle_of_its_song_loses_no_song(
    cluster: Cluster, executor: ClusterExecutor, song: str
) -> None:
    cluster.start_scheduler()
    workers = [cluster.start_worker() for _ in range(2)]
    await _workers(executor, 2)
    # It takes songs and never finishes one.
    workers[0].send_signal(signal.SIGSTOP)
    songs = [executor.submit(analyze_file, song, 0) for _ in range(4)]
    await until(lambda: any(each.done() for each in songs))
    kill(workers[0])
    await until(lambda: all(each.done() for each in songs))
    assert {each.result().artist for each in songs} == {"The Packaged Band"}


async def test_songs_fail_at_once_without_workers_and_are_analysed_again_when_one_comes(
    cluster: Cluster, executor: ClusterExecutor, song: str
) -> None:
    cluster.start_scheduler()
    worker = cluster.start_worker()
    await _workers(executor, 1)
    worker.send_signal(signal.SIGSTOP)
    waiting: Future[Any] = executor.submit(analyze_file, song, 0)
    kill(worker)
    await until(waiting.done)
    assert isinstance(waiting.exception(), UnavailableError)
    assert executor.restarts() == {"workers_lost": 1}
    with pytest.raises(UnavailableError):
        await _analysed(executor, song)
    cluster.start_worker()
    await _workers(executor, 1)
    assert (await _analysed(executor, song)).artist == "The Packaged Band"


async def test_a_scheduler_that_is_restarted_gets_its_workers_and_the_bot_back(
    cluster: Cluster, executor: ClusterExecutor, song: str
) -> None:
    scheduler = cluster.start_scheduler()
    worker = cluster.start_worker()
    await _workers(executor, 1)
    worker.send_signal(signal.SIGSTOP)
    waiting: Future[Any] = executor.submit(analyze_file, song, 0)
    kill(scheduler)
    await until(waiting.done)
    assert isinstance(waiting.exception(), UnavailableError)
    worker.send_signal(signal.SIGCONT)
    with pytest.raises(UnavailableError):
        await _analysed(executor, song)
    cluster.start_scheduler()
    assert (await _analysed_at_last(executor, song)).artist == "The Packaged Band"


async def test_no_song_goes_to_a_worker_with_other_models_and_the_log_says_so_once(
    cluster: Cluster, executor: ClusterExecutor, song: str, caplog: pytest.LogCaptureFixture
) -> None:
    cluster.start_scheduler()
    cluster.start_worker(CRATEDIGGER_MODELS_TAGGER="true")
    await until(lambda: any("no songs go to" in message for message in caplog.messages))
    assert not executor.is_warm
    with pytest.raises(UnavailableError):
        await _analysed(executor, song)
    cluster.start_worker()
    await _workers(executor, 1)
    ours = open_artifacts(tagger=False).version
    songs = [executor.submit(analyze_file, song, 0) for _ in range(4)]
    await until(lambda: all(each.done() for each in songs))
    assert {each.result().model_version for each in songs} == {ours}
    (warning,) = [message for message in caplog.messages if "no songs go to" in message]
    assert warning.endswith(f"this bot is {build_id_of(ModelSettings(tagger=False))}")


async def test_the_check_says_that_nobody_is_there(cluster: Cluster, executor: ClusterExecutor) -> None:
    settings = ClusterSettings(executor=cluster.address, executor_connect_s=0.5)
    with pytest.raises(StartError, match="Start workers with: python -m bot worker"):
        await check_cluster(executor, settings)


async def test_a_stopped_worker_leaves_in_order(cluster: Cluster, executor: ClusterExecutor) -> None:
    cluster.start_scheduler()
    worker = cluster.start_worker()
    await _workers(executor, 1)
    assert await asyncio.get_running_loop().run_in_executor(executor, are_you_there)
    worker.terminate()
    assert await asyncio.to_thread(worker.wait) == 0


async def test_the_bot_says_that_it_cannot_listen_and_recovers_by_itself(
    cluster: Cluster, executor: ClusterExecutor, mp3: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As the workers have it: an analysis by other models would be refused.
    monkeypatch.setenv("CRATEDIGGER_MODELS_TAGGER", "false")
    async with open_services(Settings(), executor) as services:
        env = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
        await env.start()
        guild = env.create_guild("Crate")
        channel = guild.create_text_channel("music")
        member = guild.add_member(env.create_user("alice"))
        await member.send(channel, attachments=[("song.mp3", mp3)])
        assert "I cannot listen to anything right now." in text_of(channel.history()[-1])
        cluster.start_scheduler()
        cluster.start_worker()
        await _workers(executor, 1)
        await member.send(channel, attachments=[("song.mp3", mp3)])
        assert "The Packaged Band" in text_of(channel.history()[-1])
        await env.shutdown()
