"""Which schema a database has, told and made without Alembic: it is loaded only where there is something to migrate."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store._tables import Table

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION = "alembic_version"


def known() -> list[str]:
    """Return all revisions that this program knows, the newest last."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a database's schema; None where it has none yet."""
    if not inspect(connection).has_table(_VERSION):
        return None
    found: str | None = connection.scalar(text(f"SELECT version_num FROM {_VERSION}"))  # noqa: S608 - our own constant
    return found


def is_empty(connection: Connection) -> bool:
    """Tell whether a database holds no table at all."""
    return not inspect(connection).get_table_names()


def make_newest(connection: Connection) -> None:
    """Give an empty database the newest schema, which is what all the migrations come to."""
    Table.metadata.create_all(connection)
    # As Alembic makes it and reads it.
    connection.execute(
        text(f"CREATE TABLE {_VERSION} (version_num VARCHAR(32) NOT NULL CONSTRAINT {_VERSION}_pkc PRIMARY KEY)")
    )
    connection.execute(
        text(f"INSERT INTO {_VERSION} (version_num) VALUES (:newest)"),  # noqa: S608 - our own constant
        {"newest": known()[-1]},
    )
