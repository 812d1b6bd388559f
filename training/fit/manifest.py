"""Writing the manifest: every trained file of a folder, and the optional ones that were already there."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from models.manifest import MANIFEST, Entry, read_entries, sha256_of


def write_manifest(folder: Path, files: Iterable[str], optional: Iterable[str] = ()) -> None:
    """List ``files`` (paths inside ``folder``) as required; keep the optional entries of an earlier manifest.

    ``optional`` files are listed as such.
    """
    entries = [describe(folder, name, optional=False) for name in sorted(files)]
    entries += [describe(folder, name, optional=True) for name in sorted(optional)]
    named = {entry.file for entry in entries}
    if (folder / MANIFEST).is_file():
        for entry in read_entries(folder):
            if entry.optional and entry.file not in named:
                is_there = (folder / entry.file).is_file()
                entries.append(describe(folder, entry.file, optional=True) if is_there else entry)
    _write(folder, entries)


def add_optional(folder: Path, name: str) -> None:
    """Add or renew one optional file in the folder's manifest, in a new manifest where there is none."""
    if not (folder / MANIFEST).is_file():
        write_manifest(folder, [])
    others = [entry for entry in read_entries(folder) if entry.file != name]
    _write(folder, [*others, describe(folder, name, optional=True)])


def describe(folder: Path, name: str, *, optional: bool) -> Entry:
    """Return the entry of a file as it lies there."""
    path = folder / name
    return Entry(name, sha256_of(path), path.stat().st_size, optional)


def _write(folder: Path, entries: list[Entry]) -> None:
    partial = folder / f"{MANIFEST}.partial"
    partial.write_text(json.dumps({"files": [asdict(entry) for entry in entries]}, indent=2) + "\n", encoding="utf-8")
    partial.replace(folder / MANIFEST)
