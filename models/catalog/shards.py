"""Songs added to a catalogue while it is in use: each shard is a folder of its own, read once by each process.

A shard's folder is named by a number, and appears whole, by being renamed. The files that are already open are never
touched, so that adding songs costs the same however many there are already.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from models.errors import ArtifactError

SHARDS_FOLDER = "added"
SHARD_FILE = "catalog/lot.json"
"""A shard's file with ``space``, the SHA-256 of the ``space.npz`` that its vectors were computed with."""

log = logging.getLogger(__name__)
Shard = TypeVar("Shard")


def shard_folders(artifacts: Path) -> list[Path]:
    """Return the folders of the shards added to the catalogue of an artifacts folder, the oldest first."""
    try:
        return sorted(folder for folder in (artifacts / SHARDS_FOLDER).iterdir() if folder.name.isdecimal())
    except (FileNotFoundError, NotADirectoryError):
        return []


class Shards(Generic[Shard]):
    """The shards of a catalogue, each read when it is first seen; safe to share between threads."""

    def __init__(self, artifacts: Path, read: Callable[[Path], Shard]) -> None:
        """Look for shards in an ``artifacts`` folder; ``read`` opens one, or raises ArtifactError."""
        self._artifacts = artifacts
        self._read = read
        self._known: dict[Path, Shard | None] = {}
        self._reading = Lock()

    def present(self) -> tuple[Shard, ...]:
        """Return the shards that are there now, the oldest first; an unreadable one is logged once and left out."""
        with self._reading:
            folders = shard_folders(self._artifacts)
            self._known = {each: self._known[each] if each in self._known else self._open(each) for each in folders}
            return tuple(shard for shard in self._known.values() if shard is not None)

    def _open(self, folder: Path) -> Shard | None:
        try:
            shard = self._read(folder)
        except (ArtifactError, OSError, ValueError) as error:
            log.warning("Songs added to the catalogue are left out: %s", error)
            return None
        log.info("Songs added to the catalogue are read from %s.", folder)
        return shard
