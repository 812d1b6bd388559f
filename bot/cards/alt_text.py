"""What a card shows, in words, for those who do not see it; at most the 1,024 characters that Discord takes."""

from bot.cards.content import CardContent, ChartsContent, CompareContent, Count, HistoryContent
from bot.cards.lettering import printable
from bot.replies.text import clock

_LONGEST = 1024


def song_alt_text(content: CardContent) -> str:
    """Describe the card of a song: its genres and what was heard when."""
    genres = ", ".join(f"{genre.genre} {genre.probability:.0%}" for genre in content.genres)
    heard = ", ".join(f"{passage.genre} at {clock(passage.start_s)}" for passage in content.timeline)
    by = f" by {printable(content.artist)}" if printable(content.artist) else ""
    lines = [f"Card of {printable(content.title)}{by}.", f"Genres: {genres}."]
    if heard:
        lines.append(f"Heard: {heard}.")
    if content.map:
        lines.append("A map shows the song beside the catalogue's songs that sound like it.")
    return _cut(" ".join(lines))


def charts_alt_text(content: ChartsContent) -> str:
    """Describe both columns of the charts."""
    columns = zip(content.headings, (content.genres, content.posters), strict=True)
    listed = (f"{heading}: {_listed(counts) or content.nothing}." for heading, counts in columns)
    return _cut(f"{printable(content.title)}, {printable(content.subtitle)}. {' '.join(listed)}")


def compare_alt_text(content: CompareContent) -> str:
    """Describe both songs' genres and how alike they are."""
    songs = (
        f"{printable(song.title)}: " + ", ".join(f"{genre.genre} {genre.probability:.0%}" for genre in song.genres)
        for song in content.songs
    )
    differences = f" {', '.join(content.differences)}." if content.differences else ""
    return _cut(f"{content.similarity:.0%} {content.similarity_label}. {'. '.join(songs)}.{differences}")


def history_alt_text(content: HistoryContent) -> str:
    """Describe the songs, newest first."""
    songs = "; ".join(f"{printable(song.title)}, {song.genre}, {song.day}" for song in content.songs)
    return _cut(f"{printable(content.title)}: {songs or content.nothing}.")


def _listed(counts: tuple[Count, ...]) -> str:
    return ", ".join(f"{printable(count.name)} {count.count}" for count in counts)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
