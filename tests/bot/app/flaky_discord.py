"""Discord on loopback having a bad moment: sessions that end and are resumed, requests that fail, connections cut."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.bot.app.loopback_discord import LoopbackDiscord

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _RECONNECT = 0, 1, 2, 6, 7
_INVALID_SESSION, _HELLO, _HEARTBEAT_ACK = 9, 10, 11


@dataclass
class Fault:
    """What becomes of the next requests of a method to paths that a pattern fits, ``times`` of them.

    Without a status the request is done first and then answered by a closed connection; ``delay_s`` waits before.
    """

    method: str
    path: str
    status: int | None = None
    body: str = ""
    times: int = 1
    delay_s: float = 0.0

    def fits(self, method: str, path: str) -> bool:
        """Return whether a request is one of them."""
        return self.times > 0 and method == self.method and re.search(self.path, path) is not None


class FlakyDiscord(LoopbackDiscord):
    """``faults`` befall requests; ``greetings`` is what bots opened their connections with.

    The next connections that identify themselves are closed with ``close_codes``. Where ``forgets`` is set, no session
    is resumed.
    """

    def __init__(self) -> None:
        """Begin without faults."""
        super().__init__()
        self.faults: list[Fault] = []
        self.close_codes: list[int] = []
        self.greetings: list[str] = []
        self.forgets = False
        self.holds_identify = False
        self.shard: list[int] = []
        self._sent: list[tuple[str, Any]] = []
        self._connection: web.WebSocketResponse | None = None
        self._request: web.Request | None = None

    async def lose(self, how: int | str) -> None:
        """End the connection by a close code, by asking to reconnect, as an invalid session, or by cutting it."""
        connection = self._connection
        assert connection is not None
        if isinstance(how, int):
            await connection.close(code=how)
        elif how == "cut":
            assert self._request is not None
            assert self._request.transport is not None
            self._request.transport.abort()
        else:
            await connection.send_json({"op": _RECONNECT if how == "reconnect" else _INVALID_SESSION, "d": False})

    async def repeat(self, event: str, payload: Mapping[str, Any]) -> None:
        """Deliver an event that was delivered before."""
        await self._tell_all(event, dict(payload))

    def delivered(self, event: str) -> list[dict[str, Any]]:
        """Return the payloads of an event in this session."""
        return [payload for name, payload in self._sent if name == event]

    async def _tell_all(self, event: str, payload: dict[str, Any]) -> None:
        if self._connection is not None:
            await self._dispatch(self._connection, event, payload)
        await self._notify()

    async def _dispatch(self, connection: web.WebSocketResponse, event: str, payload: Any) -> None:
        self._sent.append((event, payload))
        if not connection.closed:
            await connection.send_json({"op": _DISPATCH, "t": event, "s": len(self._sent), "d": payload})

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self._request = request
        await connection.send_json({"op": _HELLO, "d": {"heartbeat_interval": 41_250}})
        async for message in connection:
            received = message.json()
            if received["op"] == _HEARTBEAT:
                await asyncio.sleep(0.02)
                await connection.send_json({"op": _HEARTBEAT_ACK})
            elif received["op"] == _IDENTIFY:
                self.shard = received["d"]["shard"]
                await self._identified(connection)
            elif received["op"] == _RESUME:
                await self._resumed(connection, received["d"]["seq"])
        return connection

    async def _identified(self, connection: web.WebSocketResponse) -> None:
        self.greetings.append("identify")
        await self._notify()
        if self.holds_identify:
            return
        if self.close_codes:
            await connection.close(code=self.close_codes.pop(0))
            return
        self._sent = []
        self._connection = connection
        await self._welcome(connection)

    async def _resumed(self, connection: web.WebSocketResponse, sequence: int) -> None:
        self.greetings.append("resume")
        if self.forgets:
            await connection.send_json({"op": _INVALID_SESSION, "d": False})
            return
        self._connection = connection
        for number, (event, payload) in enumerate(self._sent[sequence:], sequence + 1):
            await connection.send_json({"op": _DISPATCH, "t": event, "s": number, "d": payload})
        await self._dispatch(connection, "RESUMED", {})
        await self._notify()

    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        fault = next((fault for fault in self.faults if fault.fits(request.method, path)), None)
        if fault is None:
            return await super()._rest(request)
        fault.times -= 1
        await self._notify()
        await asyncio.sleep(fault.delay_s)
        if fault.status is not None:
            return web.Response(text=fault.body, status=fault.status, content_type="text/html")
        response = await super()._rest(request) if fault.delay_s == 0 else web.Response()
        if request.transport is not None:
            request.transport.abort()
        return response
