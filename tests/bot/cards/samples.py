"""Contents that need no model, no data and no chance."""

from dataclasses import replace

import numpy as np

from bot.cards import CardContent, ChartsContent, CompareContent, ComparedSong, Count, HistoryContent, MapView, PastSong
from bot.cards.content import ExcerptImage, SongWording, TagRow, TagsOverTime
from models.analysis import GenreProbability, Passage

LABELS = ("Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental", "International", "Pop", "Rock")
PROFILE = tuple(
    GenreProbability(genre, probability)
    for genre, probability in zip(LABELS[::-1], (0.46, 0.2, 0.12, 0.09, 0.06, 0.04, 0.02, 0.01), strict=True)
)


def _excerpt_image(start_s: float, seed: int) -> ExcerptImage:
    band, frame = np.mgrid[0:128, 0:128]
    level = 200 - band + 40 * np.sin(frame / (3 + seed)) * np.cos(band / (5 + seed))
    return ExcerptImage(start_s, start_s + 30, level.clip(0, 255).astype(np.uint8))


def _map_view() -> MapView:
    turn = np.arange(320)
    angle = (turn % 8) / 8 * 2 * np.pi
    landmarks = np.stack([0.5 + 0.36 * np.cos(angle[:8]), 0.5 + 0.36 * np.sin(angle[:8])], axis=1)
    spiral = 0.1 * np.stack([np.cos(turn), np.sin(turn * 1.3)], axis=1)
    dots = (landmarks[turn % 8] + spiral).astype(np.float32)
    near = ((0.7, 0.7), (0.72, 0.76), (0.66, 0.74), (0.76, 0.66), (0.3, 0.4))
    return MapView(LABELS, dots, (turn % 8).astype(np.uint8), landmarks.astype(np.float32), (0.7, 0.72), near)


WORDING = SongWording("3 others", "this song", "sounds like it", "not sure", "%")


def song(title: str = "Midnight Parade", artist: str = "The Lantern Choir", *, parts: int = 5) -> CardContent:
    starts = [20.0 + 48 * part for part in range(parts)]
    return CardContent(
        title=title,
        artist=artist,
        duration_s=245,
        genres=PROFILE,
        confident=True,
        excerpts=tuple(_excerpt_image(start, seed) for seed, start in enumerate(starts)),
        timeline=tuple(Passage(start, start + 30, LABELS[7 - seed % 8], 0.5) for seed, start in enumerate(starts)),
        label_names=LABELS,
        map=_map_view(),
        wording=WORDING,
    )


def tagged(content: CardContent, names: tuple[str, ...] = ("progressive rock", "sad", "80s")) -> CardContent:
    """Return the card with tags over two excerpts of five parts each."""
    starts = tuple(start + 6 * part for start in (20.0, 212.0) for part in range(5))
    rows = tuple(
        TagRow(name, tuple(0.5 + 0.5 * float(np.sin(place * 1.7 + part)) for part in range(10)))
        for place, name in enumerate(names)
    )
    return replace(content, tags=TagsOverTime(starts, tuple(start + 3 for start in starts), rows))


def charts() -> ChartsContent:
    posters = (Count("Åsa", 120), Count("mika 🎧", 98), Count("عالم جديد", 60), Count("a very long name " * 9, 44))
    counts = tuple(Count(genre, 400 - 45 * row) for row, genre in enumerate(LABELS))
    return ChartsContent(
        "Charts of Vinyl Corner",
        "the last 30 days",
        ("Genres", "Posters"),
        counts,
        posters,
        LABELS,
        nothing="nothing yet",
    )


def moved_charts() -> ChartsContent:
    """Return charts whose rows say how they moved, one of them at length."""
    notes = ("+2", "-1", "=", "new", "a very long word " * 5)
    rows = tuple(Count(count.name * 4, count.count, note) for count, note in zip(charts().left, notes, strict=False))
    return replace(charts(), left=rows)


def compare() -> CompareContent:
    first = ComparedSong("Midnight Parade", "The Lantern Choir", PROFILE)
    flipped = tuple(GenreProbability(a.genre, b.probability) for a, b in zip(PROFILE, PROFILE[::-1], strict=True))
    second = ComparedSong("A rather long title of a song", "Neon Tide", flipped)
    return CompareContent(
        (first, second),
        0.63,
        differences=("brighter", "fewer voices"),
        label_names=LABELS,
        similarity_label="alike",
        percent_sign="%",
    )


def history() -> HistoryContent:
    titles = ("Midnight Parade", "שלום עולם", "A title so long that it has to be cut somewhere along the row", "Ωδή")
    songs = tuple(
        PastSong(title, "Somebody", genre, "2026-11-22") for title, genre in zip(titles, LABELS, strict=False)
    )
    return HistoryContent("What mika posted", "4 songs", songs, LABELS, nothing="nothing yet")
