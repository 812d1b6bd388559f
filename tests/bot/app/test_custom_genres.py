"""Labels are whatever a folder of audio is sorted into: prepared, trained, measured, and shown in the bot's reply."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import discord
import numpy as np
import pytest
from simcord import Env

from bot.app.executors import open_pool
from bot.core.client import SongBot
from bot.core.services import open_services
from bot.settings import Settings
from models.catalog.catalog import Catalog
from models.manifest import open_artifacts
from tests.audio_files import Sound, encode
from tests.bot.conftest import PATIENCE_S, Place

# Looked for, not imported: training is a process of its own here.
MISSING = [name for name in ("torch", "sklearn", "librosa", "onnxscript", "matplotlib") if find_spec(name) is None]

pytestmark = [
    pytest.mark.training,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(MISSING), reason=f"training needs {', '.join(MISSING)}, which is not installed"),
]

ROOT = Path(__file__).parents[3]
GENRES = ("Drone", "Pulse", "Surf")
SPLITS = ("training", "validation", "test")
SONGS = 20
RATE = 44_100
FEW_TREES = {
    "rounds": 60,
    "leaves": 15,
    "learning_rate": 0.08,
    "feature_fraction": 0.15,
    "bagging_fraction": 0.7,
    "least_in_leaf": 20,
    "l2": 5.0,
}
LINE = re.compile(r"^\d+\. \[(.+?)\]\(\S+\) · .+ · (.+) · \d+% alike$", re.MULTILINE)


def _sound(genre: str, generator: np.random.Generator) -> Sound:
    """Return five seconds: a held chord, notes that are struck and die away, or noise that swells and ebbs."""
    time = np.arange(5 * RATE) / RATE
    if genre == "Surf":
        wave = generator.normal(0, 0.2, len(time)) * (1 + 0.5 * np.sin(time * generator.uniform(1, 6)))
    else:
        wave = sum(np.sin(2 * np.pi * pitch * time) for pitch in generator.uniform(110, 880, 4)) / 5
    if genre == "Pulse":
        wave = wave * np.exp(-9 * (time * generator.uniform(2, 5) % 1))
    return np.clip(wave, -1, 1)[None].astype(np.float32)


def _write_song(path: Path, genre: str, number: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    tags = {"title": f"{genre} piece {number}", "artist": f"{genre} crew {number}"}
    return encode(path, _sound(genre, np.random.default_rng([GENRES.index(genre), number])), RATE, tags=tags)


def _training(*arguments: object) -> str:
    """Run a command of ``python -m training`` that must succeed, and return what it prints."""
    command = [sys.executable, "-m", "training", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=540)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data set of a folder a genre, in each of them a song each of twenty artists."""
    audio, out = tmp_path_factory.mktemp("audio"), tmp_path_factory.mktemp("prepared")
    for genre in GENRES:
        for number in range(SONGS):
            _write_song(audio / genre / f"{number:02}.wav", genre, number)
    _training("prepare", "--audio", audio, "--out", out)
    return out


@pytest.fixture(scope="module")
def trained(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models and catalogue of that data set, which has nothing but audio to learn from."""
    folder = tmp_path_factory.mktemp("trained")
    out, trees = folder / "artifacts", folder / "trees.json"
    trees.write_text(json.dumps(FEW_TREES))
    options = ["--run", folder / "run", "--epochs", 2, "--members", 1, "--trees", trees]
    _training("all", "--data", prepared, "--out", out, *options)
    return out


@pytest.fixture
async def place(trained: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    """A server whose bot answers with those models."""
    monkeypatch.setenv("CRATEDIGGER_MODELS_FOLDER", str(trained))
    settings = Settings()
    with open_pool(settings) as pool:
        async with open_services(settings, pool) as services:
            env = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
            await env.start()
            guild = env.create_guild("Crate")
            channel = guild.create_text_channel("music")
            yield Place(env, guild, channel, guild.add_member(env.create_user("alice")))
            await env.shutdown()
            env.raise_errors()


def test_other_genres_are_measured(prepared: Path, trained: Path) -> None:
    with (prepared / "tracks.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["genre"], row["split"]) for row in rows} == set(product(GENRES, SPLITS))
    printed = _training("evaluate", "--data", prepared, "--artifacts", trained, "--split", "test", "--json")
    measured = json.loads(printed)
    assert measured["tracks"] == sum(row["split"] == "test" for row in rows)
    assert measured["ensemble"]["accuracy"] > 0.8


def _described(place: Place) -> str:
    """Return what the picture under the only reply is said to show."""
    (reply,) = place.replies()
    container = reply.components[0]
    assert isinstance(container, discord.Container)
    (gallery,) = [each for each in container.children if isinstance(each, discord.MediaGalleryComponent)]
    return gallery.items[0].description or ""


async def test_a_posted_song_gets_one_of_them_and_songs_of_their_catalogue(
    place: Place, trained: Path, tmp_path: Path
) -> None:
    song = _write_song(tmp_path / "song.wav", "Drone", SONGS)
    await place.member.send(place.channel, attachments=[("song.wav", song.read_bytes())])
    assert "Drone" in place.reply_text().splitlines()[2]
    assert sorted(re.findall(r"(\w+) \d+%", _described(place))) == list(GENRES)
    catalogue = {track.title: track.genre for track in Catalog.load(open_artifacts(trained)).tracks}
    recommended = LINE.findall(place.reply_text())
    assert len(recommended) == 5
    assert dict(recommended).items() <= catalogue.items()
