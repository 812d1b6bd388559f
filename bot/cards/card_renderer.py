"""Cards of analysed songs: drawn in the workers, and left out where that fails, for a reply is whole without them."""

import asyncio
import functools
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import structlog

from bot.cards import NotACardError, card, song_alt_text, song_card_content
from bot.cards.content import BARS, SongWording
from bot.cards.drawing import Content, can_letter
from bot.languages import ENGLISH, Language
from bot.languages.genre_words import genre_word
from bot.languages.rhythm_words import tempo_and_key_words
from bot.languages.tag_words import tag_word
from bot.pipeline.analysis import AnalysedSong, SongResult
from bot.workers.errors import WorkerError
from models.catalog.song_map import SongMap

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG file, its name, and what it shows in words."""

    name: str
    png: bytes
    alt: str


class CardRenderer:
    """Draws the cards of songs."""

    def __init__(self, pool: Executor, song_map: SongMap | None) -> None:
        """Draw in the pool's processes; without a map the cards show none."""
        self._pool = pool
        self._song_map = song_map

    async def pictures(self, results: Sequence[SongResult], language: Language) -> dict[str, Picture]:
        """Return the cards of all analysed songs by their SHA-256, without those that could not be drawn."""
        songs = {each.analysis.sha256: each for each in results if isinstance(each, AnalysedSong) and each.is_music}
        drawn = await asyncio.gather(*(self._picture(song, language) for song in songs.values()))
        return {sha256: picture for sha256, picture in zip(songs, drawn, strict=True) if picture}

    async def drawn(self, content: Content, name: str, alt: str) -> Picture | None:
        """Return a card, or None where it could not be drawn."""
        try:
            return Picture(name, await card(self._pool, content), alt)
        except (WorkerError, NotACardError) as error:
            log.warning("no_card", name=name, cause=str(error))
            return None

    async def written(self, language: Language) -> Language:
        """Return the language to write cards in: English where no font at hand has the letters of ``language``."""
        if language is ENGLISH:
            return language
        words = language.say("card-this-song") + language.say("card-alike")
        return language if await asyncio.to_thread(can_letter, words) else ENGLISH

    async def _picture(self, song: AnalysedSong, language: Language) -> Picture | None:
        analysis, written = song.analysis, await self.written(language)
        content = song_card_content(
            analysis,
            self._song_map,
            name=song.name,
            wording=song_wording(written, len(analysis.genres)),
            genre_word=functools.partial(genre_word, language=written),
            tag_word=functools.partial(tag_word, language=written),
            facts=tempo_and_key_words(analysis.tempo, analysis.key, written),
        )
        return await self.drawn(content, f"card-{analysis.sha256[:12]}.png", song_alt_text(content, language))


def song_wording(language: Language, genres: int) -> SongWording:
    """Return the words on the card of a song whose profile has this many genres."""
    return SongWording(
        others=language.say("card-others", number=max(0, genres - BARS)),
        this_song=language.say("card-this-song"),
        alike=language.say("card-alike"),
        unsure=language.say("card-unsure"),
        percent_sign=language.percent_sign,
    )
