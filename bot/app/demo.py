"""A demonstration without a token: the real bot in a simulated Discord replies to a posted song."""

import asyncio
import importlib.util
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import discord
from rich.console import Console
from rich.panel import Panel

from bot.app.executors import open_pool
from bot.core.client import SongBot
from bot.core.services import open_services
from bot.replies.terminal import readable
from bot.settings import OperationSettings, Settings, StoreSettings
from bot.telemetry.logs import configure_logging
from bot.workers import SongPool
from models.errors import ArtifactError

if TYPE_CHECKING:
    from simcord import Env

_PACKAGED = "Bright_Horizon"
_NEEDS_EXTRA = "The demo needs two more packages: pip install 'cratedigger[demo]' (or run: make demo)."
_PATIENCE_S = 300.0


def show(song: Path | None) -> int:
    """Post ``song``, or a packaged one, and print the reply; return the process's exit status."""
    console = Console()
    if not all(importlib.util.find_spec(name) for name in ("simcord", "immich_memories_music")):
        console.print(_NEEDS_EXTRA)
        return 2
    if song is None:
        from immich_memories_music import tracks_dir

        tracks = sorted(Path(tracks_dir()).rglob("*.opus"))
        song = next((track for track in tracks if _PACKAGED in track.name), tracks[0])
    if not song.is_file():
        console.print(f"There is no file at {song}.")
        return 2
    # People see the reply; the log is needed only when something is wrong.
    configure_logging(OperationSettings(log_level="ERROR"))
    try:
        asyncio.run(_post(console, song))
    except ArtifactError as error:
        console.print(str(error))
        return 1
    return 0


async def _post(console: Console, song: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings()
        settings.store = StoreSettings(url=f"sqlite+aiosqlite:///{folder}/demo.sqlite3")
        with open_pool(settings) as pool:
            await _post_to_bot(console, song, settings, pool)


async def _post_to_bot(console: Console, song: Path, settings: Settings, pool: SongPool) -> None:
    import simcord

    async with open_services(settings, pool) as services:
        bot = SongBot(services, message_content=True)
        async with simcord.run(bot, shard_count=1, settle_timeout=_PATIENCE_S) as env:
            with console.status("The models load …"):
                await asyncio.wrap_future(pool.ready)
            console.print(Panel(f"posted a song: {song.name}", title="you, in #music", title_align="left"))
            with console.status("Cratedigger is typing …"):
                reply = await _reply_to_song(env, song)
            console.print(Panel(readable(reply), title="Cratedigger", title_align="left"))


async def _reply_to_song(env: "Env", song: Path) -> discord.Message:
    guild = env.create_guild("Demo")
    channel = guild.create_text_channel("music")
    member = guild.add_member(env.create_user("you"))
    sound = await asyncio.to_thread(song.read_bytes)
    posted = await member.send(channel, attachments=[(song.name, sound)])
    replies = [message for message in channel.history() if message.id != posted.id]
    if not replies:
        raise RuntimeError("the bot did not reply")
    return replies[-1]
