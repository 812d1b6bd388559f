"""The demo in a browser: the real bot in a simulated Discord, with songs that were just posted and answered."""

import asyncio
import importlib.util
import signal
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from simcord.preview import Preview

_NEEDS_EXTRA = "The demo page needs two more packages: pip install 'cratedigger[demo]' (or run: make demo-page)."


@dataclass(frozen=True, slots=True)
class _DemoPage:
    """Where the open page is: ``url`` the simulated Discord, ``upload_url`` the form to post a song of one's own.

    Both hold a secret and lead to this machine only.
    """

    url: str
    upload_url: str
    preview: "Preview"


def serve(songs: Sequence[Path] = ()) -> int:
    """Open the page, print where it is, and run until interrupted; return the process's exit status."""
    console = Console()
    if not all(importlib.util.find_spec(name) for name in ("simcord", "immich_memories_music")):
        console.print(_NEEDS_EXTRA)
        return 2
    missing = [song for song in songs if not song.is_file()]
    if missing:
        console.print(f"There is no file at {missing[0]}.")
        return 2
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(console, songs))
    return 0


@asynccontextmanager
async def _demo_page(songs: Sequence[Path] = ()) -> AsyncIterator[_DemoPage]:
    """Post ``songs``, or three packaged ones, to the bot in a simulated Discord, and open the page on that."""
    import simcord

    from bot.app.demo_page.scene import PATIENCE_S, Scene, packaged_songs
    from bot.app.demo_page.upload import UploadForm
    from bot.app.executors import open_pool
    from bot.core.client import SongBot
    from bot.core.services import open_services
    from bot.settings import Settings, StoreSettings

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings()
        settings.store = StoreSettings(url=f"sqlite+aiosqlite:///{folder}/demo.sqlite3")
        with open_pool(settings) as pool:
            async with open_services(settings, pool) as services:
                bot = SongBot(services, message_content=True)
                async with simcord.run(bot, shard_count=1, settle_timeout=PATIENCE_S) as env:
                    scene = await Scene.set(env, songs or packaged_songs())
                    async with scene.preview() as preview, UploadForm(scene, preview) as form:
                        yield _DemoPage(preview.url, form.url, preview)


async def _serve(console: Console, songs: Sequence[Path]) -> None:
    from bot.settings import OperationSettings
    from bot.telemetry.logs import configure_logging

    configure_logging(OperationSettings(log_level="WARNING"))
    with console.status("Loading the models and posting three songs …"):
        opening = _demo_page(songs)
        page = await opening.__aenter__()
    try:
        console.print(f"\nThe bot in a simulated Discord:  {page.url}", soft_wrap=True)
        console.print(f"Post a song of your own:         {page.upload_url}", soft_wrap=True)
        console.print("\nBoth work on this machine only. Ctrl+C stops the demo.")
        stopped = asyncio.Event()
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(signal_number, stopped.set)
        ways = [asyncio.ensure_future(stopped.wait()), asyncio.ensure_future(page.preview.wait_closed())]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
    finally:
        await opening.__aexit__(None, None, None)
