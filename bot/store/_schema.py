"""The schema's revision. Alembic takes 0.2 s and 10 MiB to load, so only what changes a schema loads it."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, inspect, text
from sqlalchemy import Table as SchemaTable

from bot.store._tables import Table

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION = "alembic_version"


def known() -> list[str]:
    """Return all revisions that this program knows, the newest last."""
    return sorted(file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database's schema; None where it has none yet."""
    if not inspect(connection).has_table(_VERSION):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION}"))  # noqa: S608 - our own constant
    return found


def is_empty(connection: Connection) -> bool:
    """Return whether a database holds no table at all."""
    return not inspect(connection).get_table_names()


def is_foreign(connection: Connection) -> bool:
    """Return whether a database has tables, and none that says which schema of the bot's they are."""
    return not is_empty(connection) and revision_of(connection) is None


def make_newest(connection: Connection) -> None:
    """Give an empty database the newest schema, which is what all the migrations come to."""
    Table.metadata.create_all(connection)
    # As Alembic's "stamp" does it.
    key = PrimaryKeyConstraint("version_num", name=f"{_VERSION}_pkc")
    version = SchemaTable(_VERSION, MetaData(), Column("version_num", String(32), nullable=False), key)
    version.create(connection)
    connection.execute(version.insert().values(version_num=known()[-1]))


def migrate(connection: Connection, command: str, revision: str) -> None:
    """Run one of Alembic's commands ``upgrade`` and ``downgrade`` within a transaction."""
    from alembic import command as commands

    config = migrations()
    config.attributes["connection"] = connection
    getattr(commands, command)(config, revision)


def migrations() -> "Config":
    """Return where the migrations lie, for Alembic."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
