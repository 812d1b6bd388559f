"""``python -m benchmarks.robustness``: whether a song, changed in ways that people hardly notice, stays what it was."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from models.analysis import Analysis, GenreProbability
from models.analyzer import Analyzer
from tests.audio_files import Sound, at_rate, decoded, encode, music_files, shared_data

LEAST_KEPT = 0.95
MOST_MOVED = 0.05
_QUIETER = np.float32(10 ** (-12 / 20))
_CUT_S = 2

Change = Callable[[Sound, int], tuple[Sound, int]]
Genres = Callable[[Analysis], Sequence[GenreProbability]]


def _unchanged(sound: Sound, rate: int) -> tuple[Sound, int]:
    return sound, rate


def _at(new_rate: int) -> Change:
    return lambda sound, rate: (at_rate(sound, rate, new_rate), new_rate)


def _middle(seconds: int) -> Change:
    def cut(sound: Sound, rate: int) -> tuple[Sound, int]:
        start = max(0, (sound.shape[1] - seconds * rate) // 2)
        return sound[:, start : start + seconds * rate], rate

    return cut


# How each changed song is written, and what is done to it before: one thing at a time.
CHANGES: Mapping[str, tuple[str, Change]] = {
    "mp3, 128 kbit/s": ("mp3", _unchanged),
    "ogg": ("ogg", _unchanged),
    "opus, 48 kHz": ("opus", _unchanged),
    "m4a": ("m4a", _unchanged),
    "flac": ("flac", _unchanged),
    "22.05 kHz": ("flac", _at(22_050)),
    "48 kHz": ("flac", _at(48_000)),
    "mono": ("flac", lambda sound, rate: (sound.mean(axis=0, keepdims=True), rate)),
    "-12 dB": ("flac", lambda sound, rate: (sound * _QUIETER, rate)),
    "2 s cut from the start": ("flac", lambda sound, rate: (sound[:, _CUT_S * rate :], rate)),
}

# What is left of a song in a clip of it: no threshold goes with these, for other seconds are other music.
CLIPS: Mapping[str, tuple[str, Change]] = {f"{seconds} s": ("flac", _middle(seconds)) for seconds in (3, 5, 10, 15)}


@dataclass(frozen=True, slots=True)
class Case:
    """One song under one change: its best genre before and after, and how far that genre's probability moved.

    ``sure``: whether the headline of the unchanged song is.
    """

    song: str
    change: str
    before: str
    after: str
    probability: float
    moved: float
    sure: bool

    @property
    def kept(self) -> bool:
        """Whether the best genre is still the best."""
        return self.before == self.after


def songs() -> tuple[Path, ...]:
    """Return the packaged music and, where they are at hand, the clips of the checking data."""
    data = shared_data()
    clips = sorted((data / "fma_clips").glob("*.mp3")) if data else []
    return (*clips, *music_files())


def _headline(analysis: Analysis) -> Sequence[GenreProbability]:
    """Return the genres that a reply is headed by."""
    return analysis.genres


def _archive(analysis: Analysis) -> Sequence[GenreProbability]:
    """Return the archive's genres."""
    return analysis.archive


def cases(
    analyzer: Analyzer,
    paths: Sequence[Path],
    changes: Mapping[str, tuple[str, Change]] = CHANGES,
    genres: Genres = _headline,
) -> Iterator[Case]:
    """Yield every song under every change, encoded and analysed as a member's file would be."""
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            original = analyzer.analyze(path, top=0)
            rate, sound = decoded(path)
            for name, (kind, change) in changes.items():
                changed = encode(Path(folder) / f"changed.{kind}", *change(sound, rate))
                after = genres(analyzer.analyze(changed, top=0))
                yield _case(path.stem, name, genres(original), after, original.confident)


def summary(found: Sequence[Case]) -> tuple[float, float]:
    """Return the share of cases that kept their genre, and the median change of the best genre's probability."""
    return sum(case.kept for case in found) / len(found), median(case.moved for case in found)


def _case(
    song: str, change: str, before: Sequence[GenreProbability], after: Sequence[GenreProbability], sure: bool
) -> Case:
    best = before[0]
    now = next(genre.probability for genre in after if genre.genre == best.genre)
    return Case(song, change, best.genre, after[0].genre, best.probability, abs(now - best.probability), sure)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares by change and over all; return 0 if the models are steady enough, else 1 (0 for clips)."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.robustness", description=__doc__)
    parser.add_argument("--songs", type=int, default=None, help="how many songs, all by default")
    parser.add_argument("--artifacts", type=Path, default=None, help="the trained files to measure")
    parser.add_argument("--clips", action="store_true", help="analyse clips of the songs instead of changed songs")
    parser.add_argument("--without-tagger", action="store_true", help="measure by the images alone")
    parser.add_argument("--archive", action="store_true", help="measure the archive's genres, not the headline")
    parser.add_argument("--json", action="store_true", help="print every case as a JSON line too")
    options = parser.parse_args(arguments)
    analyzer = Analyzer.load(options.artifacts, tagger=not options.without_tagger)
    paths = songs()[: options.songs]
    console = Console(stderr=options.json)
    changes = CLIPS if options.clips else CHANGES
    total = len(paths) * len(changes)
    every = cases(analyzer, paths, changes, _archive if options.archive else _headline)
    found = list(track(every, "Analysing", total, console=Console(stderr=True)))
    console.print(_table(found, changes))
    if options.json:
        for case in found:
            print(json.dumps({**asdict(case), "kept": case.kept}))  # noqa: T201 - what the option asks for
    kept, moved = summary(found)
    return 0 if options.clips or (kept >= LEAST_KEPT and moved < MOST_MOVED) else 1


def _table(found: Sequence[Case], changes: Mapping[str, tuple[str, Change]]) -> Table:
    table = Table("change", "songs", "kept their genre", "median change of its probability")
    groups = {name: [case for case in found if case.change == name] for name in changes}
    groups |= {"all": list(found), "all, of songs whose headline is sure": [case for case in found if case.sure]}
    for name, chosen in groups.items():
        if not chosen:
            continue
        kept, moved = summary(chosen)
        table.add_row(name, str(len(chosen)), f"{100 * kept:.1f} %", f"{moved:.3f}")
    return table


if __name__ == "__main__":
    sys.exit(main())
