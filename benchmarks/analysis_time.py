"""How long one warm analysis takes, against peers on the same file."""

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.peers import decode_with_pyav, describe_with_librosa, load_with_librosa
from benchmarks.rows import Row, rounds
from bot.cards import CardContent, draw_song_card, song_card_content
from bot.cards.card_renderer import song_wording
from bot.languages import ENGLISH
from models.analysis import Analysis
from models.analyzer import Analyzer
from models.audio import decode_song
from models.catalog.song_map import SONG_MAP, SongMap

_SONG = "4-minute mp3, warm, whole analysis"


def analysis_rows(song: Path, mix: Path, count: int) -> Iterator[Row]:
    """Yield the rows about one song and one long mix, the tagger off unless a row says so."""
    plain, full = Analyzer.load(tagger=False), Analyzer.load()
    excerpts = decode_song(song).excerpts
    runs: list[Mapping[str, float]] = []
    subjects: dict[str, Callable[[], object]] = {
        "song": lambda: runs.append(plain.analyze(song).timings_s),
        "pyav": lambda: decode_with_pyav(song, excerpts),
        "mix": lambda: plain.analyze(mix),
    }
    if full.taggers:
        subjects["tagged"] = lambda: full.analyze(song)
        subjects["everything"] = lambda: draw_song_card(_card_of(full, full.analyze(song)))
    if importlib.util.find_spec("librosa"):
        subjects["load"] = lambda: load_with_librosa(song)
        subjects["usual"] = lambda: describe_with_librosa(song)
    took = rounds(subjects, count)
    yield Row(_SONG, took["song"], 1.0, "s", _stages(runs))
    yield _ratio(f"{_SONG} / librosa.load of that file", took, "song", "load", 0.45)
    yield _ratio("the same / PyAV decoding the same excerpts only", took, "song", "pyav", 1.4)
    yield _ratio("the same / librosa.load, mel, MFCC, chroma and contrast statistics", took, "song", "usual", 0.15)
    yield _ratio("30-minute mix / 4-minute song", took, "mix", "song", 1.5)
    yield _ratio("the same song with the tagger on / librosa.load", took, "tagged", "load", 0.45)
    yield _ratio("the same song with the tagger on / PyAV decoding the same excerpts only", took, "tagged", "pyav", 1.5)
    yield _ratio("the same song with tagger and card both on / librosa.load", took, "everything", "load", 1.0)


def _ratio(what: str, took: dict[str, float], one: str, other: str, target: float) -> Row:
    missing = [name for name in (one, other) if name not in took]
    if missing:
        return Row(what, None, target, "x", f"not measured: {', '.join(missing)} is not here")
    return Row(what, took[one] / took[other], target, "x", f"{1000 * took[one]:.0f} ms / {1000 * took[other]:.0f} ms")


def _card_of(analyzer: Analyzer, analysis: Analysis) -> CardContent:
    """Return what the bot would put on the card of a song."""
    artifacts = analyzer.artifacts
    song_map = SongMap.load(artifacts.path(SONG_MAP)) if artifacts.has(SONG_MAP) else None
    wording = song_wording(ENGLISH, len(analysis.genres))
    return song_card_content(analysis, song_map, name="song.mp3", wording=wording, genre_word=str, tag_word=str)


def _stages(runs: Sequence[Mapping[str, float]]) -> str:
    took = {name: median(timings[name] for timings in runs) for name in runs[0] if name != "total"}
    return ", ".join(f"{name} {1000 * seconds:.0f} ms" for name, seconds in took.items())
