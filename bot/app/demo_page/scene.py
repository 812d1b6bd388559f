"""The simulated server: a channel in which somebody posts songs, and the visitor who looks at it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.core.client import SongBot

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, MemberActor
    from simcord.preview import Preview

PATIENCE_S = 300.0
_PACKAGED = ("energetic_electronic_s411", "tender_acoustic_s411", "happy_electronic_2")
_POSTED = 3
_BUSY_WAIT_S = 0.2

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Scene:
    """A channel with history; ``visitor`` is who the person at the browser is."""

    env: "Env"
    channel: "ChannelHandle"
    visitor: "MemberActor"

    @classmethod
    async def set(cls, env: "Env", songs: Sequence[Path]) -> "Scene":
        """Found a server where a member posts songs that the visitor likes, and the bot answers them."""
        if env.bot.user:
            await env.bot.user.edit(username="Cratedigger")
        guild = env.create_guild("Vinyl Corner")
        channel = guild.create_text_channel("music", topic="Post a song and see what it sounds like")
        poster = guild.add_member(env.create_user("mika"))
        scene = cls(env, channel, guild.add_member(env.create_user("you")))
        if isinstance(env.bot, SongBot):
            await env.bot.services.store.servers.set(guild.id, poster.id, "reactions", "on")
        for song in songs:
            posted = await poster.send(channel, attachments=[await _attachment(song)])
            await scene.visitor.react(posted, "🔥")
        return scene

    def preview(self) -> "Preview":
        """Return the page of this channel, seen by the visitor."""
        return self.env.preview(self.channel, viewers=[self.visitor], layout="channel")

    async def post(self, name: str, sound: bytes) -> None:
        """Post a file as the visitor; returns when the bot has answered it."""
        await self.when_free(lambda: self.visitor.send(self.channel, attachments=[(name, sound)]))

    async def when_free(self, act: Callable[[], Awaitable[_Result]]) -> _Result:
        """Do something in the simulated Discord, which does one thing at a time, as soon as it is free."""
        from simcord import SetupError

        give_up = time.monotonic() + PATIENCE_S
        while True:
            try:
                return await act()
            except SetupError as error:
                if "overlaps" not in str(error) or time.monotonic() > give_up:
                    raise
            await asyncio.sleep(_BUSY_WAIT_S)


def packaged_songs() -> list[Path]:
    """Return three songs of the packaged ones, as different as their names promise."""
    from immich_memories_music import tracks_dir

    tracks = sorted(Path(tracks_dir()).rglob("*.opus"))
    chosen = [track for title in _PACKAGED for track in tracks if title in track.name]
    return (chosen + [track for track in tracks if track not in chosen])[:_POSTED]


async def _attachment(song: Path) -> tuple[str, bytes]:
    name = song.stem.replace("_", " ").capitalize() + song.suffix
    return name, await asyncio.to_thread(song.read_bytes)
