"""The real bot with real workers, a real database and real songs, in a simulated Discord."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import discord
import pytest
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, ResponseMessage
from sqlalchemy import text

from bot.app.executors import open_pool
from bot.core.client import SongBot
from bot.core.services import Services, open_services
from bot.settings import Settings, StoreSettings
from bot.store import Store
from bot.workers.supervised import SupervisedExecutor
from models.analysis import Analysis
from models.catalog.catalog import Catalog
from models.manifest import Artifacts
from tests.audio_files import encode, long_song, music_files
from tests.bot.loopback_server import serve as serve
from tests.bot.shared_pool import SharedPool
from tests.postgres import PostgresMissingError, PostgresServer, postgres_server

# The first song waits for a worker that loads its models on a busy machine.
PATIENCE_S = 200.0


@dataclass(frozen=True)
class Place:
    """A server with one channel and one member."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    member: MemberActor

    def replies(self) -> list[discord.Message]:
        """Return what the bot has written in the channel."""
        bot_user = self.env.bot.user
        assert bot_user is not None
        return [message for message in self.channel.history() if message.author.id == bot_user.id]

    def reply_text(self) -> str:
        """Return all words of the bot's only reply."""
        (reply,) = self.replies()
        return text_of(reply)


def text_of(message: discord.Message | ResponseMessage | None) -> str:
    """Return everything that is written in a message, laid out or not."""
    assert message is not None
    whole = message.message if isinstance(message, ResponseMessage) else message
    parts = [whole.content, *(part for component in whole.components for part in _texts(component))]
    return "\n".join(part for part in parts if part)


def hidden_channel(place: Place) -> tuple[ChannelHandle, MemberActor]:
    """Return a channel that only a role sees, and a member who has it."""
    role = place.guild.create_role("inner circle")
    seen = discord.PermissionOverwrite(view_channel=True)
    assert place.guild.me is not None
    secret = place.guild.create_text_channel(
        "secret",
        overwrites={
            place.guild.default_role: discord.PermissionOverwrite(view_channel=False),
            role: seen,
            place.guild.me: seen,
        },
    )
    return secret, place.guild.add_member(place.env.create_user("insider"), roles=[role])


async def rewrite_answer(services: Services, change: Callable[[Analysis], Analysis]) -> None:
    """Have the bot remember every song that it analysed as ``change`` makes its analysis."""
    async with services.store.connection() as connection:
        known = (await connection.execute(text("select sha256 from analyses"))).scalars().all()
    assert known
    analyses = [await services.store.songs.recall(sha256, services.model_version) for sha256 in known]
    async with services.store.connection() as connection:
        await connection.execute(text("delete from analyses"))
    for analysis in analyses:
        assert analysis is not None
        await services.store.songs.remember(change(analysis))


def _texts(component: object) -> Iterator[str]:
    if isinstance(component, discord.TextDisplay):
        yield component.content
    if isinstance(component, discord.Container):
        for child in component.children:
            yield from _texts(child)


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's settings and database out of every test."""
    for name in ("DISCORD_TOKEN", "CRATEDIGGER_MESSAGE_CONTENT", "CRATEDIGGER_FETCH_ALLOW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CRATEDIGGER_STORE_URL", f"sqlite+aiosqlite:///{tmp_path}/cratedigger.sqlite3")
    monkeypatch.chdir(tmp_path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))


@pytest.fixture(autouse=True)
def _no_pause_between_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.replies.delivery.RETRY_S", (0.0, 0.0, 0.0))
    monkeypatch.setattr("bot.replies.delivery._ACKNOWLEDGE_RETRY_S", (0.0, 0.0))


@pytest.fixture(scope="session")
def pool(one_catalog: None) -> Iterator[SupervisedExecutor]:
    """The real workers, loaded once for all tests; a file that they analysed is not analysed again."""
    with open_pool(Settings()) as workers:
        yield SharedPool(workers)


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the newest schema and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("database") / "new.sqlite3"

    async def make() -> None:
        await (await Store.open(StoreSettings(url=f"sqlite+aiosqlite:///{path}"))).close()

    asyncio.run(make())
    return path


@pytest.fixture(scope="session")
def one_catalog() -> Iterator[None]:
    """Have the bot's services share one catalogue of each folder and version of artifacts: nothing changes one."""
    loaded: dict[tuple[Path, str], Catalog] = {}

    def load(artifacts: Artifacts) -> Catalog:
        key = artifacts.folder, artifacts.version
        if key not in loaded:
            loaded[key] = Catalog.load(artifacts)
        return loaded[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.core.services.Catalog", SimpleNamespace(load=load))
        yield


@pytest.fixture
def settings() -> Settings:
    """The settings; a test that changes the environment asks for it before this."""
    return Settings()


@pytest.fixture
async def services(
    settings: Settings, pool: SupervisedExecutor, new_database: Path, tmp_path: Path
) -> AsyncIterator[Services]:
    """The bot's parts, around a database of the test's own."""
    database = tmp_path / "cratedigger.sqlite3"
    if settings.store.url.endswith(str(database)) and not database.exists():
        shutil.copy(new_database, database)
    async with open_services(settings, pool) as opened:
        yield opened


@pytest.fixture
async def env(services: Services) -> AsyncIterator[Env]:
    """A simulated Discord with the bot connected."""
    discord_at_home = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
    await discord_at_home.start()
    try:
        yield discord_at_home
    finally:
        await discord_at_home.shutdown()
    discord_at_home.raise_errors()


@pytest.fixture
def place(env: Env) -> Place:
    """A server where somebody may post."""
    guild = env.create_guild("Crate")
    channel = guild.create_text_channel("music")
    return Place(env, guild, channel, guild.add_member(env.create_user("alice")))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for all tests; those that need it are skipped where there is none."""
    try:
        with postgres_server() as server:
            yield server
    except PostgresMissingError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A real song of 40 seconds with tags, as mp3."""
    path = tmp_path_factory.mktemp("songs") / "song.mp3"
    tags = {"title": "Morning *Light*", "artist": "The Packaged Band"}
    return encode(path, long_song(40), 48_000, tags=tags).read_bytes()


@pytest.fixture(scope="session")
def opus() -> bytes:
    """A packaged song as it is."""
    return music_files()[0].read_bytes()
