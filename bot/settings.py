"""The settings from the environment and ``.env``: one class a concern, every value with a default but the token."""

from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.link_sites import sites_named


def _from_environment(prefix: str = "CRATEDIGGER_") -> SettingsConfigDict:
    return SettingsConfigDict(
        env_prefix=prefix,
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        # What stands under a setting describes it, here, in the documents and in .env.example.
        use_attribute_docstrings=True,
    )


# In parentheses it would end a link before its time.
_WEB_ADDRESS = r"^(https?://[^\s()<>]+)?$"


class MessageContent(StrEnum):
    """Whether to ask Discord for the content of messages: ``auto`` asks and goes on without it where it is refused."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class LogFormat(StrEnum):
    """How log lines look: ``auto`` is text on a terminal and JSON elsewhere."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


class DiscordSettings(BaseSettings):
    """How the bot meets Discord."""

    model_config = _from_environment()

    token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    """The token of your bot, from the developer portal. Keep it secret."""
    message_content: MessageContent = MessageContent.AUTO
    """Whether to ask for the content of messages; auto goes on without it where the portal does not grant it."""


class PostSettings(BaseSettings):
    """What one posted message may ask of the bot."""

    model_config = _from_environment("CRATEDIGGER_POST_")

    songs: int = Field(default=3, ge=1, le=3)
    """How many songs of one message are analysed."""
    attachments_at_once: int = Field(default=2, ge=1, le=64)
    """How many attachments may be on their way in at once."""


class FetchSettings(BaseSettings):
    """What bytes may come in; ``allow`` lists HOST:PORT pairs, comma-separated, that pass though not public."""

    model_config = _from_environment("CRATEDIGGER_FETCH_")

    max_bytes: int = Field(default=50 * 2**20, ge=2**10)
    """The largest file that is fetched, in bytes."""
    allow: str = Field(default="", pattern=r"^(\s*[^,\s]+:\d{1,5}\s*(,|$))*$")
    """HOST:PORT pairs, comma-separated, that links may lead to although they are not public."""

    @field_validator("allow")
    @classmethod
    def _ports_exist(cls, allow: str) -> str:
        ports = [int(pair.rpartition(":")[2]) for pair in allow.split(",") if pair.strip()]
        if not all(0 < port < 2**16 for port in ports):
            raise ValueError("a port is not from 1 to 65535")
        return allow

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """Return the allowed pairs of host and port."""
        pairs = (pair.strip().rpartition(":") for pair in self.allow.split(",") if pair.strip())
        return frozenset((host, int(port)) for host, _, port in pairs)


class LinkSettings(BaseSettings):
    """Pages with songs (the ``links`` extra): the sites that may be asked, and the longest song, in seconds.

    ``sites`` lists youtube, soundcloud, bandcamp and archive, comma-separated, and others as EXTRACTOR@HOST in
    yt-dlp's words. Empty, none is asked; where some are, each server's admins still choose theirs.
    """

    model_config = _from_environment("CRATEDIGGER_LINKS_")

    sites: str = Field(default="", pattern=r"^[a-z0-9.:_@, -]*$")
    """The sites whose pages may be asked for songs: youtube, soundcloud, bandcamp, archive, or EXTRACTOR@HOST."""
    longest_s: float = Field(default=3600.0, gt=0)
    """The longest song that a page may give, in seconds."""

    @property
    def names(self) -> list[str]:
        """Return the names of the sites."""
        return [name.strip() for name in self.sites.split(",") if name.strip()]

    @field_validator("sites")
    @classmethod
    def _known(cls, sites: str) -> str:
        sites_named(name.strip() for name in sites.split(",") if name.strip())
        return sites


class ListenBrainz(StrEnum):
    """Whether ListenBrainz may be asked what people play who play a song."""

    ON = "on"
    OFF = "off"


class RecommenderSettings(BaseSettings):
    """Who is asked for songs besides the archive and the servers' libraries."""

    model_config = _from_environment()

    listenbrainz: ListenBrainz = ListenBrainz.OFF
    """Whether titles, artists and genres (never audio) may go to ListenBrainz, in servers whose admins want it."""


class StoreSettings(BaseSettings):
    """Where the bot remembers: any SQLAlchemy address with an async driver."""

    model_config = _from_environment("CRATEDIGGER_STORE_")

    url: str = "sqlite+aiosqlite:///cratedigger.sqlite3"
    """The database: an SQLAlchemy address with an async driver."""
    busy_timeout_s: float = Field(default=10.0, gt=0)
    """How long to wait for a database that is busy, in seconds."""

    @property
    def shown_url(self) -> str:
        """Return the address without its password."""
        return make_url(self.url).render_as_string(hide_password=True)


class WorkerSettings(BaseSettings):
    """The processes that decode and analyse songs; each holds the models, so memory decides how many fit.

    A song may take ``deadline_s`` seconds, and ``memory_mib`` on top of what the models occupy.
    """

    model_config = _from_environment("CRATEDIGGER_WORKERS_")

    processes: int = Field(default=1, ge=1, le=64)
    """How many processes decode and analyse songs; each holds the models."""
    spares: int = Field(default=0, ge=0, le=8)
    """How many loaded processes wait to replace one that crashed."""
    deadline_s: float = Field(default=60.0, ge=5, le=600)
    """How long one song may take, in seconds."""
    memory_mib: int = Field(default=1024, ge=256)
    """What one song may occupy on top of the models, in MiB."""


class QueueSettings(BaseSettings):
    """How many songs may be here at once, those at work included: of one member, of one server, and of all."""

    model_config = _from_environment("CRATEDIGGER_QUEUE_")

    per_member: int = Field(default=6, ge=1)
    """How many songs of one member may wait or be at work."""
    per_server: int = Field(default=24, ge=1)
    """How many songs of one server may wait or be at work."""
    total: int = Field(default=120, ge=1)
    """How many songs may wait or be at work in all."""


class ShardSettings(BaseSettings):
    """Which shards of how many this process takes; without a number it takes all, as many as Discord recommends.

    ``ids`` is a list like ``0-3,8``; several processes that share a database take a range each.
    """

    model_config = _from_environment("CRATEDIGGER_SHARDS_")

    total: int | None = Field(default=None, ge=1, le=100_000)
    """How many shards there are over all processes; empty asks Discord."""
    ids: str = Field(default="", pattern=r"^(\s*\d{1,6}(-\d{1,6})?\s*(,|$))*$")
    """Which of them this process takes, as 0-3,8; empty takes all."""

    @model_validator(mode="after")
    def _ids_are_below_the_total(self) -> Self:
        if self.ids and (self.total is None or max(self.chosen or [0]) >= self.total):
            raise ValueError("CRATEDIGGER_SHARDS_IDS needs a CRATEDIGGER_SHARDS_TOTAL above each of them")
        return self

    @property
    def chosen(self) -> list[int] | None:
        """Return the shards that this process takes, None for all."""
        ranges = [part.strip().partition("-") for part in self.ids.split(",") if part.strip()]
        ids = {each for first, _, last in ranges for each in range(int(first), int(last or first) + 1)}
        return sorted(ids) or None

    def holds(self, guild_id: int | None) -> bool:
        """Tell whether a server's events come to this process; private messages come to the first shard."""
        if self.total is None or self.chosen is None:
            return True
        return ((guild_id or 0) >> 22) % self.total in self.chosen


class ClusterSettings(BaseSettings):
    """Where songs are analysed: in processes here, or by a Dask cluster on other machines."""

    model_config = _from_environment()

    executor: str = Field(default="", pattern=r"^((tcp|tls)://\S+:\d{1,5})?$")
    """The scheduler of a Dask cluster, as tcp://HOST:PORT or tls://HOST:PORT; empty analyses songs on this machine."""
    executor_songs: int = Field(default=16, ge=1, le=10_000)
    """How many songs may be with the cluster at once: its workers' processes, and a few more on their way."""
    executor_plain: bool = False
    """Whether a cluster on other machines may go without TLS: whoever reaches it can then run code on its workers."""
    tls_ca: Path | None = None
    """The certificate of who signed the cluster's certificates, for tls:// addresses."""
    tls_cert: Path | None = None
    """This machine's certificate in the cluster."""
    tls_key: Path | None = None
    """The key of this machine's certificate."""
    executor_connect_s: float = Field(default=10.0, gt=0)
    """How long the scheduler may take to be reached, in seconds."""
    executor_look_s: float = Field(default=1.0, gt=0)
    """How often the bot looks whether scheduler and workers are there, in seconds."""


class ModelSettings(BaseSettings):
    """Which trained models answer."""

    model_config = _from_environment("CRATEDIGGER_MODELS_")

    folder: Path | None = None
    """A folder of trained models other than the packaged one."""
    tagger: bool = True
    """Whether songs get tags too (jazz, sad, 80s) and the headline genres that need them; 30 % more time."""


class OperationSettings(BaseSettings):
    """How the process behaves: its log, and how long it may take to stop."""

    model_config = _from_environment()

    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    """From which importance on lines are logged."""
    log_format: LogFormat = LogFormat.AUTO
    """How log lines look; auto is text on a terminal and JSON elsewhere."""
    status_address: str = Field(default="127.0.0.1:9464", pattern=r"^([^\s/]+:\d{1,5})?$")
    """Where health and metrics are served, as HOST:PORT; empty serves them nowhere. Keep it to yourself."""
    sentry_dsn: SecretStr | None = None
    """An address at Sentry, or at what speaks like it, for unexpected errors; without it none are sent anywhere."""
    # A platform that stops a process usually kills it after 30 seconds.
    shutdown_s: float = Field(default=20.0, ge=0)
    """How long posts at work may take to be finished when the bot is stopped, in seconds."""


class PublicSettings(BaseSettings):
    """What people are told about whoever runs this bot; Discord's verification asks for the first two."""

    model_config = _from_environment("CRATEDIGGER_PUBLIC_")

    privacy_url: str = Field(default="", pattern=_WEB_ADDRESS)
    """Where your privacy policy stands on the web; docs/privacy.md is one to begin with."""
    terms_url: str = Field(default="", pattern=_WEB_ADDRESS)
    """Where your terms of use stand on the web; docs/terms.md is one to begin with."""
    source_url: str = Field(default="", pattern=_WEB_ADDRESS)
    """Where the source code of your copy stands."""
    contact: str = Field(default="", max_length=200)
    """How people reach you about their data: an address, or the name of a server."""


class Settings:
    """All settings, read once at start; a wrong value raises ``pydantic.ValidationError`` that names it."""

    def __init__(self) -> None:
        """Read every group from the environment and ``.env``."""
        self.discord = DiscordSettings()
        self.posts = PostSettings()
        self.fetch = FetchSettings()
        self.links = LinkSettings()
        self.recommenders = RecommenderSettings()
        self.store = StoreSettings()
        self.workers = WorkerSettings()
        self.queue = QueueSettings()
        self.models = ModelSettings()
        self.shards = ShardSettings()
        self.cluster = ClusterSettings()
        self.operations = OperationSettings()
        self.public = PublicSettings()

    def secrets(self) -> Iterator[str]:
        """Yield what must never be shown or logged."""
        if self.discord.token is not None:
            yield self.discord.token.get_secret_value()
        if self.operations.sentry_dsn is not None:
            yield self.operations.sentry_dsn.get_secret_value()
        with suppress(ArgumentError):
            password = make_url(self.store.url).password
            if password:
                yield str(password)
