"""What stands on each card: plain frozen values that travel to the process that draws."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePath

import numpy as np
from numpy.typing import NDArray

from models.analysis import Analysis, GenreProbability, Passage
from models.catalog.song_map import SongMap
from models.text import clean

_ALIKE = 5
BARS = 5
_MAP_DOTS = 700


@dataclass(frozen=True, slots=True)
class SongWording:
    """The card's few words of its own in one language; ``others`` counts the genres that have no bar of their own.

    ``percent_sign`` is what stands behind a percentage, with the space before it where the language sets one.
    """

    others: str
    this_song: str
    alike: str
    unsure: str
    percent_sign: str


@dataclass(frozen=True, slots=True, eq=False)
class ExcerptImage:
    """One analysed excerpt: bounds in seconds, and its log-mel image, uint8 [128 bands low to high, frames]."""

    start_s: float
    end_s: float
    image: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class MapView:
    """The catalogue's map with one song on it; positions run 0 to 1 from left to right and from top to bottom.

    ``dots``: float32 [n, 2], some of the catalogue's songs; ``dot_labels``: uint8 [n], their genres' places among the
    card's ``label_names``. ``names`` are the map's own genres, and ``landmarks``, float32 [m, 2], where they stand.
    """

    names: tuple[str, ...]
    dots: NDArray[np.float32]
    dot_labels: NDArray[np.uint8]
    landmarks: NDArray[np.float32]
    song: tuple[float, float]
    alike: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as it is read, and its scores, 0 to 1, one a part."""

    name: str
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TagsOverTime:
    """The words said of the song over the parts that were tagged, whose bounds are seconds from the song's start."""

    starts_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    rows: tuple[TagRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CardContent:
    """The card of one analysed song; ``genres`` best first, ``excerpts`` and ``timeline`` in the song's order.

    ``label_names`` are all genres of the song and of the map in one order, which gives each its colour and mark.
    ``facts``: tempo and key, in words.
    """

    title: str
    artist: str
    duration_s: float
    genres: tuple[GenreProbability, ...]
    confident: bool
    excerpts: tuple[ExcerptImage, ...]
    timeline: tuple[Passage, ...]
    label_names: tuple[str, ...]
    wording: SongWording
    map: MapView | None = None
    tags: TagsOverTime | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a chart; ``note`` says how it moved, if anything does."""

    name: str
    count: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartsContent:
    """The card of ``/charts``: two columns of rows, the larger counts first, each under its heading.

    ``label_names``, here and below, are all the models' genres in their order: it gives each its colour and mark. Rows
    of the left column have such marks where there are any.
    """

    title: str
    subtitle: str
    headings: tuple[str, str]
    left: tuple[Count, ...]
    right: tuple[Count, ...]
    label_names: tuple[str, ...] = ()
    nothing: str = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ComparedSong:
    """One of the two songs of ``/compare``; ``genres`` in any order; ``facts``: tempo and key, in words."""

    title: str
    artist: str
    genres: tuple[GenreProbability, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompareContent:
    """The card of ``/compare``; ``similarity`` is 0 to 1, ``differences`` are short lines of text."""

    songs: tuple[ComparedSong, ComparedSong]
    similarity: float
    similarity_label: str = field(kw_only=True)
    percent_sign: str = field(kw_only=True)
    differences: tuple[str, ...] = ()
    label_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PastSong:
    """One line of ``/history``; ``genre`` is empty where it is not known."""

    title: str
    artist: str
    genre: str
    day: str


@dataclass(frozen=True, slots=True)
class HistoryContent:
    """The card of ``/history``: the newest songs first, as many as fit."""

    title: str
    subtitle: str
    songs: tuple[PastSong, ...]
    label_names: tuple[str, ...] = ()
    nothing: str = field(kw_only=True)


def song_card_content(
    analysis: Analysis,
    song_map: SongMap | None = None,
    *,
    name: str = "",
    wording: SongWording,
    genre_word: Callable[[str], str],
    tag_word: Callable[[str], str],
    facts: Iterable[str] = (),
) -> CardContent:
    """Return what the card of ``analysis`` shows; ``name``, the file's, stands in where the song has no title.

    ``genre_word`` and ``tag_word`` say how genres and tags read in the card's language.
    """
    taggram = analysis.taggram
    rows = tuple(TagRow(tag_word(course.tag), course.scores) for course in taggram.courses) if taggram else ()
    labels = sorted({each.genre for each in analysis.genres}.union(song_map.label_names if song_map else ()))
    return CardContent(
        title=clean(analysis.title) or clean(PurePath(name).stem) or analysis.sha256[:8],
        artist=clean(analysis.artist) or "",
        duration_s=analysis.duration_s,
        genres=tuple(replace(each, genre=genre_word(each.genre)) for each in analysis.genres),
        confident=analysis.confident,
        excerpts=_excerpt_images(analysis),
        timeline=tuple(replace(each, genre=genre_word(each.genre)) for each in analysis.timeline),
        label_names=tuple(map(genre_word, labels)),
        map=_map_view(analysis, song_map, labels, genre_word) if song_map else None,
        tags=TagsOverTime(taggram.starts_s, taggram.ends_s, rows) if taggram else None,
        wording=wording,
        facts=tuple(facts),
    )


def _excerpt_images(analysis: Analysis) -> tuple[ExcerptImage, ...]:
    if analysis.vectors is None or not analysis.timeline:
        return ()
    images, timeline = analysis.vectors.images, analysis.timeline
    spans = [(passage.start_s, passage.end_s) for passage in timeline]
    if len(timeline) != len(images):
        # Without a passage for each image they cover equal parts of all.
        edges = np.linspace(timeline[0].start_s, timeline[-1].end_s, len(images) + 1)
        spans = [(float(start), float(end)) for start, end in pairwise(edges)]
    return tuple(ExcerptImage(start, end, image) for (start, end), image in zip(spans, images, strict=True))


def _map_view(
    analysis: Analysis, song_map: SongMap, labels: Sequence[str], genre_word: Callable[[str], str]
) -> MapView | None:
    # A song analysed by other models than those that the map was drawn from has no place on it.
    if analysis.vectors is None or analysis.vectors.embedding.shape != song_map.mean.shape:
        return None
    every = max(1, len(song_map.track_id) // _MAP_DOTS)
    place_of_label = np.array([labels.index(name) for name in song_map.label_names], dtype=np.uint8)
    return MapView(
        names=tuple(map(genre_word, song_map.label_names)),
        dots=song_map.position[::every],
        dot_labels=place_of_label[song_map.label[::every]],
        landmarks=song_map.landmark,
        song=song_map.place(analysis.vectors.embedding),
        alike=song_map.positions(song.track_id for song in analysis.recommendations[:_ALIKE]),
    )
