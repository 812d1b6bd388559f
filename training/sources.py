"""Which audio files a data set is made from, and what is known of each."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.dataset import SPLITS, DatasetError

SUFFIXES = frozenset((".mp3", ".flac", ".wav", ".ogg", ".opus", ".m4a", ".aac", ".webm", ".aif", ".aiff", ".wma"))
FOLDERS = "folders"
# Of ten artists, eight train, one validates and one tests.
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Source:
    """One audio file with the row that it gets in ``tracks.csv``; empty values are filled from the file's tags."""

    path: str
    row: Mapping[str, str]


def audio_files(folder: Path) -> list[Path]:
    """Return the audio files below ``folder``, sorted; raise DatasetError if there are none."""
    found = sorted(path for path in folder.rglob("*") if path.suffix.casefold() in SUFFIXES and path.is_file())
    if not found:
        raise DatasetError(f"{folder} has no audio files.")
    return found


def sources(audio: Path, metadata: str) -> list[Source]:
    """Return the sources below ``audio``: a folder a genre, or what the CSV file ``metadata`` lists."""
    return list(_from_folders(audio) if metadata == FOLDERS else _from_table(audio, Path(metadata)))


def _from_folders(audio: Path) -> Iterator[Source]:
    for number, path in enumerate(audio_files(audio), start=1):
        parts = path.relative_to(audio).parts
        if len(parts) < 2:
            raise DatasetError(f"{path} lies in no genre's folder.")
        yield Source(str(path), {"track_id": str(number), "genre": parts[0], "split": "", "title": "", "artist": ""})


def _from_table(audio: Path, table: Path) -> Iterator[Source]:
    by_number = {_number(path): path for path in audio_files(audio)}
    if not table.is_file():
        raise DatasetError(f"{table} is missing.")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in ("track_id", "genre") if name not in (reader.fieldnames or ())]
        if missing:
            raise DatasetError(f"{table.name} lacks the column {missing[0]!r} in its first row.")
        for row in reader:
            named = row.get("file")
            path = audio / named if named else by_number.get(_plain_number(row["track_id"]))
            # A path that is not there is listed among the failures, like any file that cannot be heard.
            yield Source(str(path or audio / f"{row['track_id']}.mp3"), row)


def _number(path: Path) -> str:
    return _plain_number(path.stem)


def _plain_number(text: str) -> str:
    return text.lstrip("0") or "0"


def split_of(artist: str) -> str:
    """Return the split of an artist, always the same one: eight of ten artists train."""
    tenth = int.from_bytes(hashlib.sha256(artist.casefold().encode()).digest()[:4]) % TENTHS
    return SPLITS[max(0, tenth - (TENTHS - len(SPLITS)))]
