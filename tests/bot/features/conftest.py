"""Every request of every feature's tests is checked against what Discord takes."""

import json
from collections.abc import Iterator
from typing import Any

import discord
import pytest
from simcord.http import router

from tests.bot.features.discord_limits import violations


@pytest.fixture(autouse=True)
def _requests_that_discord_takes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    found: list[str] = []
    real = router.dispatch

    def dispatch(backend: Any, method: str, path: str, **request: Any) -> Any:
        body = json.loads(discord.utils._to_json(request.get("json") or {}))
        names = [str(file.filename) for file in request.get("files") or []]
        found.extend(f"{method} {path}: {fault}" for fault in violations(method, path, body, names))
        return real(backend, method, path, **request)

    monkeypatch.setattr(router, "dispatch", dispatch)
    yield
    assert found == []
