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
# Our columns by the two upper headings of the archive's table.
ARCHIVE_COLUMNS = {
    "title": ("track", "title"),
    "artist": ("artist", "name"),
    "album": ("album", "title"),
    "genre": ("track", "genre_top"),
    "split": ("set", "split"),
}


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
    by_number = {_plain_number(path.stem): path for path in audio_files(audio)}
    if not table.is_file():
        raise DatasetError(f"{table} is missing.")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    if rows and rows[0][0] == "":
        # The archive's own table has three rows of headings over 106,574 tracks: those whose audio is here are meant.
        meant = _archive_rows(rows)
        yield from (Source(str(by_number[row["track_id"]]), row) for row in meant if row["track_id"] in by_number)
        return
    header = rows[0] if rows else []
    missing = [name for name in ("track_id", "genre") if name not in header]
    if missing:
        raise DatasetError(f"{table.name} lacks the column {missing[0]!r} in its first row.")
    for row in (dict(zip(header, values, strict=False)) for values in rows[1:]):
        named = row.get("file")
        path = audio / named if named else by_number.get(_plain_number(row["track_id"]))
        # A path that is not there is listed among the failures, like any file that cannot be heard.
        yield Source(str(path or audio / f"{row['track_id']}.mp3"), row)


def _archive_rows(rows: list[list[str]]) -> Iterator[dict[str, str]]:
    """Return the tracks of FMA's ``tracks.csv`` that have a top genre."""
    places = {pair: place for place, pair in enumerate(zip(rows[0], rows[1], strict=False))}
    try:
        wanted = {name: places[pair] for name, pair in ARCHIVE_COLUMNS.items()}
    except KeyError as error:
        raise DatasetError(f"tracks.csv of the archive lacks the column {error}.") from error
    for values in rows[3:]:
        row = {name: values[place] for name, place in wanted.items()}
        if row["genre"]:
            yield {"track_id": values[0], **row}


def _plain_number(text: str) -> str:
    return text.lstrip("0") or "0"


def split_of(artist: str) -> str:
    """Return the split of an artist, always the same one: eight of ten artists train."""
    tenth = int.from_bytes(hashlib.sha256(artist.casefold().encode()).digest()[:4]) % TENTHS
    return SPLITS[max(0, tenth - (TENTHS - len(SPLITS)))]
