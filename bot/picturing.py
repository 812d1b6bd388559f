"""Cards for heard songs: drawn in the workers, and left out where that fails, for an answer is whole without them."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import structlog

from bot.cards import NotACardError, card, song_alt_text, song_card_content
from bot.cards.drawing import Content
from bot.hearing import Heard, Outcome
from bot.workers.errors import WorkerError
from models.song_map import SongMap

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, its name, and what it shows in words."""

    name: str
    png: bytes
    alt: str


class Painter:
    """Draws the cards of songs."""

    def __init__(self, pool: Executor, song_map: SongMap | None) -> None:
        """Draw in the pool's processes; without a map the cards show none."""
        self._pool = pool
        self._song_map = song_map

    async def pictures(self, outcomes: Sequence[Outcome]) -> dict[str, Picture]:
        """Return the cards of all heard songs by their SHA-256, without those that could not be drawn."""
        songs = {outcome.analysis.sha256: outcome for outcome in outcomes if isinstance(outcome, Heard)}
        drawn = await asyncio.gather(*map(self._picture, songs.values()))
        return {sha256: picture for sha256, picture in zip(songs, drawn, strict=True) if picture}

    async def drawn(self, content: Content, name: str, alt: str) -> Picture | None:
        """Return a card, or None where it could not be drawn."""
        try:
            return Picture(name, await card(self._pool, content), alt)
        except (WorkerError, NotACardError) as error:
            log.warning("no_card", name=name, cause=str(error))
            return None

    async def _picture(self, heard: Heard) -> Picture | None:
        content = song_card_content(heard.analysis, self._song_map, name=heard.name)
        return await self.drawn(content, f"card-{heard.analysis.sha256[:12]}.png", song_alt_text(content))
