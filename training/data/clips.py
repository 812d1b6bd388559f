"""Folders of labelled clips: the audio files in them, and the table ``clips.csv`` that describes each.

Its columns are ``file``, ``genre`` and, where known, ``artist_id`` and ``use``. Clips whose ``use`` is ``held`` are
reserved for a final test: nothing here returns them, so that nothing is trained, tuned or chosen on them.
"""

from dataclasses import dataclass
from pathlib import Path

from training.tables import read_table

CLIPS_TABLE = "clips.csv"
HELD = "held"
_SUFFIXES = frozenset(
    (".aac", ".aif", ".aiff", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".webm", ".wma")
)


@dataclass(frozen=True, slots=True)
class LabelledClip:
    """An audio file with its genre and its artist, "" where unknown."""

    path: Path
    genre: str
    artist: str


def read_clips(folder: Path) -> tuple[LabelledClip, ...]:
    """Return the clips that the table in ``folder`` lists, but those that are held out.

    Raises OSError, KeyError or ValueError where it cannot be read or lists none.
    """
    rows = [row for row in read_table(folder / CLIPS_TABLE) if row.get("use") != HELD]
    if not rows:
        raise ValueError(f"{folder / CLIPS_TABLE} lists no clips")
    return tuple(LabelledClip(folder / row["file"], row["genre"], row.get("artist_id", "")) for row in rows)


def find_audio(folder: Path) -> list[Path]:
    """Return the audio files below ``folder``, sorted, but those that a table in it or its parent holds out."""
    held = {
        (table.parent / row["file"]).resolve()
        for table in (folder / CLIPS_TABLE, folder.parent / CLIPS_TABLE)
        if table.is_file()
        for row in read_table(table)
        if row.get("use") == HELD
    }
    found = sorted(path for path in folder.rglob("*") if path.suffix.casefold() in _SUFFIXES and path.is_file())
    return [path for path in found if path.resolve() not in held]
