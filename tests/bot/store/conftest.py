"""Every test of the store runs on SQLite and on PostgreSQL, those about SQLite's files on SQLite alone."""

from collections.abc import AsyncIterator

import pytest

from bot.settings import StoreSettings
from bot.store import Store
from tests.postgres import PostgresServer


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on both kinds of database unless it is marked as being about one."""
    if "_database" in metafunc.fixturenames:
        kinds = ["sqlite", "postgresql"]
        only = [kind for kind in kinds if metafunc.definition.get_closest_marker(kind)]
        metafunc.parametrize("_database", only or kinds, indirect=True)


@pytest.fixture(autouse=True)
def _database(request: pytest.FixtureRequest, _own_environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test an empty database of its kind, where the settings look for it."""
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        monkeypatch.setenv("CRATEDIGGER_STORE_URL", server.new_database())


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    """An open store over an empty database."""
    opened = await Store.open(StoreSettings())
    yield opened
    await opened.close()
