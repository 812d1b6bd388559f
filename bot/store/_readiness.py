"""Checks of a database before it is opened: present, reachable, and of a schema that this program knows."""

import tempfile
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from bot.settings import StoreSettings
from bot.store._database import engine_of
from bot.store._schema import is_foreign, known, revision_of


class StoreError(Exception):
    """A database that cannot be used; the message says why and what to do, and holds no password."""


async def condition(settings: StoreSettings) -> str:
    """Return a description of the database's state; raise StoreError where the bot could not work with it.

    Nothing is made and nothing is changed.
    """
    url = _url(settings)
    if _is_missing_file(url):
        return "is new and will be made"
    revision = await _revision(settings, url)
    revisions = known()
    newest = revisions[-1]
    if revision is None:
        return "is empty and will be filled"
    if revision not in revisions:
        raise StoreError(
            f"The database has schema {revision}, which is newer than this program ({newest}). "
            "Install the version that made it, or restore an older backup."
        )
    return f"has the newest schema, {newest}" if revision == newest else f"will go from schema {revision} to {newest}"


def _url(settings: StoreSettings) -> URL:
    try:
        url = make_url(settings.url)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError):
        raise StoreError(
            "CRATEDIGGER_STORE_URL is no address of a database. "
            "Use sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/NAME."
        ) from None
    if not url.get_dialect().is_async:
        raise StoreError(
            f"CRATEDIGGER_STORE_URL names a driver that cannot wait for many things at once ({url.drivername}). "
            "Use sqlite+aiosqlite or postgresql+asyncpg."
        )
    return url


def _is_missing_file(url: URL) -> bool:
    if url.get_backend_name() != "sqlite" or not url.database:
        return False
    file = Path(url.database)
    if not file.absolute().parent.is_dir():
        raise StoreError(
            f"There is no folder {file.absolute().parent} for the database. Make it, or set another place."
        )
    if url.database == ":memory:":
        return True
    try:
        # Only trying tells: rights alone say nothing of a read-only file system.
        with tempfile.TemporaryFile(dir=file.absolute().parent):
            return not file.exists()
    except OSError as error:
        raise StoreError(
            f"The database's folder {file.absolute().parent} cannot be written to ({error.strerror}). "
            "Let the bot in, or set another."
        ) from error


async def _revision(settings: StoreSettings, url: URL) -> str | None:
    try:
        engine = engine_of(settings)
        try:
            async with engine.connect() as connection:
                if await connection.run_sync(is_foreign):
                    raise StoreError(
                        "The database holds another program's tables. Set CRATEDIGGER_STORE_URL to the bot's own."
                    )
                return await connection.run_sync(revision_of)
        finally:
            await engine.dispose()
    except (SQLAlchemyError, OSError, ImportError) as error:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"The database {url.render_as_string(hide_password=True)} cannot be opened ({cause}). "
            "Check CRATEDIGGER_STORE_URL, and that the database is there and lets the bot in."
        ) from error
