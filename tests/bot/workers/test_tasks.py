"""Real songs and the real models inside the sandbox."""

import hashlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.workers import SongPool
from bot.workers.errors import CrashedError
from bot.workers.tasks import analyze_file, load_analyzer
from models.errors import ArtifactError, NotAudioError
from models.manifest import open_artifacts
from tests.audio_files import music_files
from tests.bot.workers.conftest import outcome


@pytest.fixture(scope="module")
def pool() -> Iterator[SongPool]:
    """Offer a worker with the models that lie beside the code."""
    try:
        open_artifacts().path("ensemble.json")
    except ArtifactError as error:
        pytest.skip(f"needs the trained files: {error}")
    with SongPool(initializer=load_analyzer, initargs=(None, 1)) as pool:
        outcome(pool.ready)
        yield pool


def test_a_real_song_is_analysed_inside_the_sandbox(pool: SongPool) -> None:
    song = music_files()[0]
    analysis = outcome(pool.submit(analyze_file, str(song), 5))
    assert analysis.sha256 == hashlib.sha256(song.read_bytes()).hexdigest()
    assert sum(genre.probability for genre in analysis.genres) == pytest.approx(1, abs=1e-3)
    assert len(analysis.recommendations) == 5
    assert analysis.vectors is not None
    assert analysis.vectors.images.shape[1:] == (128, 128)


def test_a_file_that_is_no_audio_fails_with_its_own_error(pool: SongPool, tmp_path: Path) -> None:
    file = tmp_path / "song.mp3"
    file.write_bytes(b"ffconcat version 1.0\nfile " + str(music_files()[0]).encode())
    with pytest.raises(NotAudioError):
        outcome(pool.submit(analyze_file, str(file), 5))


def test_killing_the_worker_in_the_middle_of_a_song_fails_that_song_alone(pool: SongPool, tmp_path: Path) -> None:
    song = Path(shutil.copy(music_files()[0], tmp_path))
    first, second = pool.submit(analyze_file, str(song), 5), pool.submit(analyze_file, str(music_files()[1]), 5)
    # The worker's own link to the song appears when it is handed over.
    while song.stat().st_nlink < 2:
        os.sched_yield()
    for pid in _workers():
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(CrashedError, match="signal 9"):
        outcome(first)
    assert outcome(second).genres


def _workers() -> set[int]:
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {int(pid) for task in tasks for pid in task.read_text(encoding="ascii").split()}
