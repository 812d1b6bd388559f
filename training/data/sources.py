"""Which audio files a data set is made from, and the row of each in the table."""

import csv
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from training.data.clips import find_audio
from training.data.dataset import SPLITS, DatasetError, check_row

FOLDERS = "folders"
# Of ten artists, eight train, one validates and one tests.
_TENTHS = 10
# Our columns by the two upper headings of the archive's table.
_ARCHIVE_COLUMNS = {
    "title": ("track", "title"),
    "artist": ("artist", "name"),
    "album": ("album", "title"),
    "genre": ("track", "genre_top"),
    "split": ("set", "split"),
}

_Line = tuple[int, list[str]]
_NumberedRow = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """One audio file with the row that it gets in ``tracks.csv``; empty values are filled from the file's tags.

    Attributes:
        path: absolute.
        name: the path inside the folder of all audio, with forward slashes.
        row: values by the columns of ``tracks.csv``.
        artist: whom the file's folder is named after, for a file that neither row nor tags say it of; may be empty.

    """

    path: str
    name: str
    row: Mapping[str, str]
    artist: str = ""


def audio_files(folder: Path) -> list[Path]:
    """Return the audio files below ``folder``, sorted; raise DatasetError if there are none.

    Clips that a table holds out are left out (``training.data.clips``).
    """
    found = find_audio(folder)
    if not found:
        raise DatasetError(f"{folder} has no audio files.")
    return found


def sources(audio: Path, metadata: str) -> list[Source]:
    """Return the sources below ``audio``: a folder a genre, or what the CSV file ``metadata`` lists.

    In a genre's folder may lie one an artist. Raise DatasetError naming the file, and the row, of what is wrong.
    """
    # Workers of a cluster may be in another folder than this process.
    audio = audio.resolve()
    if metadata != FOLDERS:
        return list(_from_table(audio, Path(metadata)))
    found = []
    for number, path in enumerate(audio_files(audio), start=1):
        folders = [printable(part) for part in path.relative_to(audio).parts[:-1]]
        if not folders:
            raise DatasetError(f"{path} lies in no genre's folder.")
        row = {"track_id": str(number), "genre": folders[0], "split": "", "title": "", "artist": ""}
        found.append(Source(str(path), _name(path, audio), row, artist="".join(folders[1:2])))
    return found


def printable(name: str) -> str:
    """Return a file's name with a sign in place of each byte that is not UTF-8, so that it can be written."""
    return os.fsencode(name).decode("utf-8", "replace")


def _from_table(audio: Path, table: Path) -> Iterator[Source]:
    by_number = {path.stem.lstrip("0") or "0": path for path in audio_files(audio)}
    lines = _lines(table)
    _, header = next(lines, (1, []))
    # The archive's own table has three rows of headings over 106,574 tracks: those whose audio is here are meant.
    archive = header[:1] == [""]
    seen: dict[str, int] = {}
    for line, row in (_archive_rows if archive else _plain_rows)(table.name, header, lines):
        if archive and row["track_id"] not in by_number:
            continue
        checked = _checked(row, f"{table.name} row {line}", seen, line)
        number = checked["track_id"]
        # A path that is not there is listed among the failures, like any file that cannot be analysed.
        path = _named(audio, row) or by_number.get(number, audio / f"{number}.mp3")
        yield Source(str(path), _name(path, audio), checked)
    if not seen:
        raise DatasetError(f"{table.name} has no row for any file in {audio}.")


def _lines(table: Path) -> Iterator[_Line]:
    """Yield the table's rows with their numbers, blank ones below the first left out."""
    if not table.is_file():
        raise DatasetError(f"{table} is missing.")
    # Strange bytes come through the decoder, so that the row that has them can be named.
    with table.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        reader = csv.reader(stream)
        try:
            for values in reader:
                "".join(values).encode()
                if values or reader.line_num == 1:
                    yield reader.line_num, values
        except UnicodeEncodeError as error:
            raise DatasetError(f"{table.name} row {reader.line_num} is not UTF-8 text.") from error
        except csv.Error as error:
            raise DatasetError(f"{table.name} row {reader.line_num} is not readable as CSV ({error}).") from error


def _plain_rows(name: str, header: list[str], lines: Iterator[_Line]) -> Iterator[_NumberedRow]:
    missing = [column for column in ("track_id", "genre") if column not in header]
    if missing:
        raise DatasetError(f"{name} lacks the column {missing[0]!r} in its first row.")
    yield from ((line, dict(zip(header, values, strict=False))) for line, values in lines)


def _archive_rows(name: str, header: list[str], lines: Iterator[_Line]) -> Iterator[_NumberedRow]:
    """Yield the tracks of FMA's ``tracks.csv`` that have a top genre."""
    _, second = next(lines, (2, []))
    next(lines, None)
    places = {pair: place for place, pair in enumerate(zip(header, second, strict=False))}
    absent = [pair for pair in _ARCHIVE_COLUMNS.values() if pair not in places]
    if absent:
        raise DatasetError(f"{name} lacks the column {absent[0]} of the archive's table.")
    wanted = {column: places[pair] for column, pair in _ARCHIVE_COLUMNS.items()}
    for line, values in lines:
        if len(values) < len(header):
            raise DatasetError(f"{name} row {line} has {len(values)} values for {len(header)} columns.")
        row = {column: values[place] for column, place in wanted.items()}
        if row["genre"]:
            yield line, {"track_id": values[0], **row}


def _checked(row: Mapping[str, str], where: str, seen: dict[str, int], line: int) -> dict[str, str]:
    """Return the row as a data set's, except that its split may be empty: then the artist decides."""
    split = row.get("split", "").strip()
    return {**check_row({**row, "split": split or SPLITS[0]}, where, seen, line), "split": split}


def _named(audio: Path, row: Mapping[str, str]) -> Path | None:
    """Return the path that the row itself names, if it does."""
    named = row.get("file", "").strip()
    # A table that was written on Windows has backslashes, which may be part of a name elsewhere.
    path = audio / named
    return (path if path.exists() else audio / named.replace("\\", "/")) if named else None


def _name(path: Path, audio: Path) -> str:
    return (path.relative_to(audio) if path.is_relative_to(audio) else path).as_posix()


def split_of(artist: str) -> str:
    """Return the split of an artist, always the same one: eight of ten artists train."""
    tenth = int.from_bytes(hashlib.sha256(artist.casefold().encode()).digest()[:4]) % _TENTHS
    return SPLITS[max(0, tenth - (_TENTHS - len(SPLITS)))]
