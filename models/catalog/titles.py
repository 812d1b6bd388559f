"""Title search: accents and capitals do not matter, beginnings of words are enough, typing errors are forgiven."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable

Rank = tuple[int, int]
"""How well a track fits, 0 the best, and how long its title is."""
# From so many letters on one typing error is forgiven, and another.
_ERRORS_FROM = (4, 8)
_MOST_SIMILAR = 20
_WORD_BREAKS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return ``text`` without accents, capitals and punctuation, words parted by one space."""
    plain = text
    if not text.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return _WORD_BREAKS.sub(" ", plain.casefold()).strip()


class TitleIndex:
    """All different words of all titles and artists, sorted, so that a search costs two bisections a word."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Index ``names``: (title, artist) of every track, in the catalogue's order."""
        self._titles: list[str] = []
        self._artists: list[str] = []
        self._positions: dict[str, list[int]] = {}
        for position, (title, artist) in enumerate(names):
            self._titles.append(folded(title))
            self._artists.append(folded(artist))
            for word in {*self._titles[-1].split(), *self._artists[-1].split()}:
                self._positions.setdefault(word, []).append(position)
        self._words = sorted(self._positions)

    def find(self, text: str, limit: int) -> list[int]:
        """Return at most ``limit`` positions of tracks in which every word of ``text`` begins a word.

        Titles that begin with the text come first, then artists that do, then the rest; shorter titles first. Where
        there are none, words of four letters may have one typing error, those of eight two.
        """
        found = self.ranked(text, limit) or self.ranked(text, limit, tolerant=True)
        return [position for _, position in found]

    def ranked(self, text: str, limit: int, *, tolerant: bool = False) -> list[tuple[Rank, int]]:
        """Return what ``find`` finds, each with what it was ordered by, the lowest first.

        Typing errors are forgiven only where ``tolerant``.
        """
        wanted = folded(text)
        if not wanted or limit < 1:
            return []
        words = sorted(wanted.split(), key=len, reverse=True)
        found = self._holding(words, self._beginning_or_similar if tolerant else self._beginning)
        ranked = []
        for position in found:
            title, artist = self._titles[position], self._artists[position]
            fits = (title == wanted, title.startswith(wanted), artist.startswith(wanted), True)
            ranked.append(((fits.index(True), len(title)), position))
        return sorted(ranked)[:limit]

    @staticmethod
    def _holding(words: Iterable[str], matching: Callable[[str], set[int]]) -> set[int]:
        """Return the positions of tracks that every one of the words matches."""
        found: set[int] | None = None
        for word in words:
            found = matching(word) if found is None else found & matching(word)
            if not found:
                break
        return found or set()

    def _beginning(self, word: str) -> set[int]:
        start = bisect_left(self._words, word)
        stop = bisect_left(self._words, word + "\U0010ffff")
        return set().union(*(self._positions[each] for each in self._words[start:stop]))

    def _beginning_or_similar(self, word: str) -> set[int]:
        """Return the positions of tracks with a word that begins with ``word``, or is it but for typing errors."""
        errors = sum(len(word) >= length for length in _ERRORS_FROM)
        if not errors:
            return self._beginning(word)
        # 3 MiB, loaded by the first typing error.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=errors, limit=_MOST_SIMILAR)
        return self._beginning(word).union(*(self._positions[each] for each, _, _ in found))
