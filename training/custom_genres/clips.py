"""The clips to learn custom genres from: a folder per genre, and which clips belong together."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from training.data.clips import find_audio

_FEWEST_CLIPS = 5
# More genres than this is a folder of something else.
_MOST_GENRES = 200


class CustomGenresError(Exception):
    """A folder that no genres can be learnt from: one sentence for its owner, and ``details``, one line each."""

    def __init__(self, sentence: str, details: Sequence[str] = ()) -> None:
        """Keep the sentence and the list that goes with it."""
        super().__init__(sentence)
        self.details = tuple(details)


@dataclass(frozen=True, slots=True)
class Clip:
    """A file, the genre whose folder it lies in, and its group: clips of a group are never on both sides of a split."""

    path: Path
    genre: str
    group: str


def find_clips(folder: Path) -> tuple[Clip, ...]:
    """Return the clips of ``folder``: GENRE/clip, or GENRE/ARTIST/clip, which keeps an artist's clips together.

    Raises CustomGenresError for a missing folder, a single genre, and genres of fewer than five clips.
    """
    if not folder.is_dir():
        raise CustomGenresError(f"There is no folder {folder}.")
    genres = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    clips = tuple(Clip(path, genre.name, _group(path, genre)) for genre in genres for path in find_audio(genre))
    check_clips(clips, {clip.genre for clip in clips})
    return clips


def check_clips(clips: Sequence[Clip], genres: Set[str]) -> None:
    """Raise CustomGenresError if the ``genres`` cannot be learnt from ``clips``."""
    counts = Counter(dict.fromkeys(genres, 0))
    counts.update(clip.genre for clip in clips)
    if len(counts) < 2:
        found = f"only {next(iter(counts))}" if counts else "none"
        raise CustomGenresError(
            f"Learning genres takes at least two folders with audio files in them, and there is {found}."
        )
    if len(counts) > _MOST_GENRES:
        raise CustomGenresError(f"There are {len(counts)} folders with audio, more than {_MOST_GENRES} genres.")
    few = [f"{genre}: {count}" for genre, count in sorted(counts.items()) if count < _FEWEST_CLIPS]
    if few:
        raise CustomGenresError(
            f"Every genre needs at least {_FEWEST_CLIPS} clips that can be analysed, and these have fewer:", few
        )


def read_folds(path: Path, folder: Path) -> dict[Path, str]:
    """Return the fold of each file that a CSV file with the columns ``file`` (inside ``folder``) and ``fold`` names.

    Files with an empty fold are left out. Raises CustomGenresError where it cannot be read or has fewer than two folds.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [(row["file"], row["fold"].strip()) for row in csv.DictReader(stream)]
    except (OSError, KeyError, AttributeError, UnicodeDecodeError, csv.Error) as error:
        raise CustomGenresError(f"{path} is no table with the columns file and fold.") from error
    folds = {folder / file: fold for file, fold in rows if fold}
    if len(set(folds.values())) < 2:
        raise CustomGenresError(f"{path} names fewer than two folds.")
    return folds


def fold_indices(clips: Sequence[Clip], folds: Mapping[Path, str]) -> dict[str, list[int]]:
    """Return the positions of the clips of each fold, others left out; CustomGenresError if none has one."""
    named: dict[str, list[int]] = {}
    for index, clip in enumerate(clips):
        if clip.path in folds:
            named.setdefault(folds[clip.path], []).append(index)
    if len(named) < 2:
        raise CustomGenresError("The folds name fewer than two groups of the clips in the folder.")
    return named


def _group(path: Path, genre: Path) -> str:
    """Return the artist's folder, or the file itself where it lies in the genre's folder."""
    return f"{genre.name}/{path.relative_to(genre).parts[0]}"
