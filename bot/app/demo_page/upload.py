"""A form on loopback for posting a file of one's own into the simulated channel, which the page itself cannot do."""

import html
import secrets
from types import TracebackType
from typing import TYPE_CHECKING

from aiohttp import BodyPartReader, web

from bot.app.demo_page.scene import Scene
from models.text import clean

if TYPE_CHECKING:
    from simcord.preview import Preview

# What Discord lets a member upload.
_MOST_BYTES = 10 * 2**20
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Post a song</title><style>
:root {{ color-scheme: light dark; font: 18px/1.5 system-ui, sans-serif }}
main {{ max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem }}
button, input {{ font: inherit; padding: .6rem 1rem }} form {{ display: grid; gap: 1rem }}
</style><main><h1>Post a song</h1><p role="status">{status_line}</p>
<form method="post" enctype="multipart/form-data">
<label>A song, 10 MiB at most <input type="file" name="song" accept="audio/*,video/*" required></label>
<button>Post it in #music</button></form></main></html>"""
_ASK = "It is posted as if you had dropped it into the channel; the bot answers there. It stays on this machine."
_POSTED = "Posted {name}. The answer is in the channel, in your other tab."
_TOO_LARGE = "That file is larger than the 10 MiB that Discord takes."
_NO_FILE = "There was no file in that."


class UploadForm:
    """The form, open while the context is; ``url`` holds a secret, so that no other page can post here."""

    def __init__(self, scene: Scene, preview: "Preview") -> None:
        """Post into ``scene`` and show the answer on ``preview``."""
        self._scene = scene
        self._preview = preview
        self._secret = secrets.token_urlsafe(24)
        app = web.Application(client_max_size=_MOST_BYTES + 2**16)
        app.router.add_get(f"/{self._secret}", self._show)
        app.router.add_post(f"/{self._secret}", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        self._port = 0

    @property
    def url(self) -> str:
        """Where the form is."""
        return f"http://127.0.0.1:{self._port}/{self._secret}"

    async def __aenter__(self) -> "UploadForm":
        """Listen on loopback, on a port that is free."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        await self._runner.cleanup()

    async def _show(self, request: web.Request) -> web.Response:
        self._refuse_strangers(request)
        return _page(_ASK)

    async def _take(self, request: web.Request) -> web.Response:
        self._refuse_strangers(request)
        part = await (await request.multipart()).next()
        if not isinstance(part, BodyPartReader) or not part.filename:
            return _page(_NO_FILE, 400)
        sound = bytearray()
        while chunk := await part.read_chunk(2**16):
            sound += chunk
            if len(sound) > _MOST_BYTES:
                return _page(_TOO_LARGE, 413)
        name = (clean(part.filename) or "song").replace("/", "_")
        await self._scene.post(name, bytes(sound))
        await self._scene.when_free(self._preview.refresh)
        return _page(_POSTED.format(name=name))

    def _refuse_strangers(self, request: web.Request) -> None:
        # A name that somebody made lead to 127.0.0.1 must not reach the form.
        if request.host != f"127.0.0.1:{self._port}":
            raise web.HTTPForbidden


def _page(line: str, status: int = 200) -> web.Response:
    text = _PAGE.format(status_line=html.escape(line))
    return web.Response(text=text, content_type="text/html", status=status, headers=_HEADERS)
