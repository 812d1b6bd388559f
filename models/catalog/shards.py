"""Songs added to a catalogue while it is in use: each lot is a folder of its own, read once by whoever has it open.

A lot's folder is a number, and appears whole, by being renamed. The files that are already open are never touched, so
that adding costs what the added songs cost, however many there are already.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from models.errors import ArtifactError

LOTS_FOLDER = "added"
LOT_FILE = "catalog/lot.json"
"""A lot's file with ``space``, the SHA-256 of the ``space.npz`` in whose space its vectors lie."""

log = logging.getLogger(__name__)
Lot = TypeVar("Lot")


def shard_folders(artifacts: Path) -> list[Path]:
    """Return the folders of the lots added to the catalogue of an artifacts folder, the oldest first."""
    try:
        return sorted(folder for folder in (artifacts / LOTS_FOLDER).iterdir() if folder.name.isdecimal())
    except (FileNotFoundError, NotADirectoryError):
        return []


class Shards(Generic[Lot]):
    """The lots of a catalogue, each read when it is first seen; safe to share between threads."""

    def __init__(self, artifacts: Path, read: Callable[[Path], Lot]) -> None:
        """Look for lots in an ``artifacts`` folder; ``read`` opens one, or raises ArtifactError."""
        self._artifacts = artifacts
        self._read = read
        self._known: dict[Path, Lot | None] = {}
        self._reading = Lock()

    def present(self) -> tuple[Lot, ...]:
        """Return the lots that are there now, the oldest first; one that cannot be read is logged once and left out."""
        with self._reading:
            folders = shard_folders(self._artifacts)
            self._known = {each: self._known[each] if each in self._known else self._open(each) for each in folders}
            return tuple(lot for lot in self._known.values() if lot is not None)

    def _open(self, folder: Path) -> Lot | None:
        try:
            lot = self._read(folder)
        except (ArtifactError, OSError, ValueError) as error:
            log.warning("Songs added to the catalogue are left out: %s", error)
            return None
        log.info("Songs added to the catalogue are taken up from %s.", folder)
        return lot
