"""Discord on loopback for a bot in a process of its own: simcord's model behind a real HTTP server and gateway."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import Process, create_subprocess_exec
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

from aiohttp import web
from simcord.backend import Backend, serializers
from simcord.backend.errors import BackendError
from simcord.http import router

from tests.bot.app.loopback_asking import Asking

_ROOT = Path(__file__).parents[3]
# Of the form that tokens have, and no bot's.
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.loopbk.loopback-and-no-bots-at-all"
# The bot's own command line; all that is different is where discord.py thinks Discord is.
_LAUNCH = (
    "import sys; from discord.http import Route; Route.BASE = sys.argv[1]; sys.argv[1:] = ['run']; "
    "from bot.__main__ import main; main()"
)
_ACKNOWLEDGED_S = 0.02
_DISPATCH, _HEARTBEAT, _IDENTIFY, _HELLO, _HEARTBEAT_ACK = 0, 1, 2, 10, 11


class LoopbackDiscord:
    """One server with one channel.

    Files wait until ``serving`` is set, but for those served at once; ``waiting`` counts who waits for one, ``typing``
    how often the bot typed. So many messages as ``slow_downs`` says are refused with Discord's status 429.
    """

    def __init__(self) -> None:
        """Build the server and its members; nothing listens yet."""
        self.backend = Backend()
        self.guild = self.backend.create_guild("Crate", owner_id=self.backend.make_user("owner").id)
        self.channel = self.backend.create_channel(self.guild.id, "music")
        self.connected = False
        self.serving = asyncio.Event()
        self.waiting = 0
        self.typing = 0
        self.slow_downs = 0
        self.sessions_left = 999
        self.posted: list[int] = []
        self.asking = Asking(self.backend, self.guild.id, self.channel.id)
        self._served: set[str] = set()
        self._nonces: dict[str, Any] = {}
        self._files: dict[str, bytes] = {}
        self._port = 0
        self._changed = asyncio.Condition()
        self._sockets: dict[web.WebSocketResponse, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.backend.subscribers.append(self._announce)

    @property
    def place(self) -> str:
        """Host and port of everything that is here."""
        return f"127.0.0.1:{self._port}"

    @property
    def address(self) -> str:
        """The address of the REST interface."""
        return f"http://{self.place}/api/v10"

    def post(self, name: str, data: bytes, *, served: bool = True, author: int | None = None) -> int:
        """Have a member, or somebody new, post a song; return the message's number."""
        if author is None:
            author = self.backend.make_user(f"poster of {name}").id
            self.backend.add_member(self.guild.id, author)
        file = self.upload(name, data, served=served)
        self.posted.append(self.backend.create_message(self.channel.id, author, attachments=[file]).id)
        return self.posted[-1]

    def upload(self, name: str, data: bytes, *, served: bool = True) -> dict[str, Any]:
        """Keep a file and return what Discord says of it, its address included."""
        (file,) = self.backend.store_attachments(self.channel.id, [(name, data)])
        path = f"/files/{file['id']}/{name}"
        self._files[path] = data
        if served:
            self._served.add(path)
        file["url"] = file["proxy_url"] = f"http://{self.place}{path}"
        return file

    def replies(self) -> dict[int, list[str]]:
        """Return what the bot has answered to messages, by the message that it answers."""
        messages = self.backend.messages.get(self.channel.id, {})
        found: dict[int, list[str]] = {}
        for reply, target in self.reply_targets().items():
            found.setdefault(target, []).append(json.dumps(messages[reply].components))
        return found

    def reply_targets(self) -> dict[int, int]:
        """Return the messages that the bot's replies answer, by the replies, in the order in which they came."""
        return {
            message.id: int((message.reference or {}).get("message_id", 0))
            for message in self.backend.messages.get(self.channel.id, {}).values()
            if message.author_id == self.backend.bot_user.id and message.interaction_metadata is None
        }

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something that happens on Discord makes a condition true."""
        async with self._changed:
            await self._changed.wait_for(condition)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Self]:
        """Listen on loopback for as long as the context lasts."""
        application = web.Application()
        application.router.add_get("/gateway", self._gateway)
        application.router.add_get("/files/{path:.*}", self._file)
        application.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self._port = runner.addresses[0][1]
        yield self
        await runner.cleanup()

    @asynccontextmanager
    async def bot(self, *, python: str = sys.executable, **settings: str) -> AsyncIterator[Process]:
        """Run the bot's own command against this Discord, by any interpreter; killed at the end if it still runs."""
        variables = {**os.environ, "PYTHONPATH": str(_ROOT), "DISCORD_TOKEN": TOKEN, **settings}
        process = await create_subprocess_exec(python, "-c", _LAUNCH, self.address, env=variables)
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _announce(self, event: str, payload: Mapping[str, Any]) -> None:
        task = asyncio.get_running_loop().create_task(self._tell_all(event, dict(payload)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell_all(self, event: str, payload: dict[str, Any]) -> None:
        for connection in list(self._sockets):
            await self._dispatch(connection, event, payload)
        await self._notify()

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _dispatch(self, connection: web.WebSocketResponse, event: str, payload: Any) -> None:
        self._sockets[connection] += 1
        if not connection.closed:
            await connection.send_json({"op": _DISPATCH, "t": event, "s": self._sockets[connection], "d": payload})

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        await connection.send_json({"op": _HELLO, "d": {"heartbeat_interval": 41_250}})
        try:
            async for message in connection:
                told = message.json()
                if told["op"] == _HEARTBEAT:
                    # An answer that comes before discord.py has noted when it asked looks a whole interval late.
                    await asyncio.sleep(_ACKNOWLEDGED_S)
                    await connection.send_json({"op": _HEARTBEAT_ACK})
                if told["op"] == _IDENTIFY:
                    await self._welcome(connection)
        finally:
            self.connected = False
            self._sockets.pop(connection, None)
        return connection

    async def _welcome(self, connection: web.WebSocketResponse) -> None:
        self._sockets[connection] = 0
        ready = {
            "v": 10,
            "user": serializers.user_payload(self.backend.bot_user),
            "guilds": [],
            "session_id": "loopback",
            "resume_gateway_url": f"ws://127.0.0.1:{self._port}/gateway",
            "shard": [0, 1],
            "application": {"id": str(self.backend.application_id), "flags": 0},
        }
        await self._dispatch(connection, "READY", ready)
        await self._dispatch(connection, "GUILD_CREATE", serializers.guild_create_payload(self.backend, self.guild))
        self.connected = True
        await self._notify()

    async def _file(self, request: web.Request) -> web.Response:
        if request.path not in self._served:
            self.waiting += 1
            await self._notify()
            await self.serving.wait()
        return web.Response(body=self._files[request.path])

    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        if path == "/gateway/bot":
            left, again_ms = self.sessions_left, 90 * 60_000
            limits = {"total": 1000, "remaining": left, "reset_after": again_ms, "max_concurrency": 1}
            url = f"ws://127.0.0.1:{self._port}/gateway"
            return _json({"url": url, "shards": 1, "session_start_limit": limits})
        body, files = await _body(request)
        if path.endswith("/typing"):
            self.typing += 1
            await self._notify()
        if request.method == "POST" and path.endswith("/messages") and self.slow_downs:
            self.slow_downs -= 1
            return _json({"message": "slow down", "retry_after": 0.2, "global": False}, 429, Via="1.1 google")
        nonce = body.get("nonce") if isinstance(body, dict) and body.get("enforce_nonce") else None
        if nonce in self._nonces:
            return _json(self._nonces[nonce])
        try:
            answer = router.dispatch(
                self.backend, request.method, path, json=body, params=dict(request.query), files=files
            )
        except BackendError as error:
            return _json(error.to_json(), error.status)
        if nonce is not None:
            self._nonces[nonce] = answer
        if path.startswith(("/interactions/", "/webhooks/")):
            self.asking.note(path, body, answer)
            await self._notify()
        return web.Response(status=204) if answer is None else _json(answer)


def _json(answer: Any, status: int = 200, **headers: str) -> web.Response:
    # discord.py compares the type as a whole, and aiohttp would add the character set.
    return web.Response(body=json.dumps(answer), status=status, headers={"Content-Type": "application/json", **headers})


async def _body(request: web.Request) -> tuple[Any, list[Any]]:
    if request.content_type == "application/json":
        return await request.json(), []
    if request.content_type != "multipart/form-data":
        return None, []
    body: Any = None
    files = []
    async for part in await request.multipart():
        data = await part.read()  # type: ignore[union-attr]
        if part.name == "payload_json":  # type: ignore[union-attr]
            body = json.loads(data)
        else:
            files.append(SimpleNamespace(filename=part.filename, fp=BytesIO(data), description=None))  # type: ignore[union-attr]
    return body, files
