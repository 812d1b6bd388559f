"""The list of trained files with their checksums: written, and read such that what does not match is refused."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from models.errors import ArtifactError
from models.tagger_table import TAGGER_FILES

log = logging.getLogger(__name__)

MANIFEST = "manifest.json"
DEFAULT_FOLDER = Path(__file__).parent / "artifacts"
_VERSION_DIGITS = 12
# Raised when the code computes other results from the same files, so that stored songs are analysed again.
_REVISION = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the manifest: path inside the folder, SHA-256 in hex, size in bytes, and whether it may be absent."""

    file: str
    sha256: str
    bytes: int
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Artifacts:
    """Verified trained files; ``version`` is 12 hex digits that change whenever a result by the ``entries`` may."""

    folder: Path
    version: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Return whether ``name`` is listed and present."""
        return name in self.entries

    def path(self, name: str) -> Path:
        """Return where ``name`` lies; raise ArtifactError if it is not among the verified files."""
        if name not in self.entries:
            raise ArtifactError(f"{self.folder / name} is not among the trained files that {MANIFEST} lists")
        return self.folder / name


def open_artifacts(folder: Path | None = None, *, tagger: bool = True) -> Artifacts:
    """Verify every file that the folder's manifest lists; raise ArtifactError naming the first that does not match.

    An optional file may be absent, which the log says once; one that is present must match like any other. Without
    ``tagger`` those of all taggers are left alone: an analysis without them has another version than one with them.
    """
    folder = folder or DEFAULT_FOLDER
    switched_off = () if tagger else TAGGER_FILES
    entries = [entry for entry in read_entries(folder) if entry.file not in switched_off]
    present = {entry.file: entry for entry in entries if _verified(folder, entry)}
    lines = sorted(f"{entry.file} {entry.sha256} {entry.bytes} {entry.optional}" for entry in present.values())
    lines.append(f"answers {_REVISION}")
    version = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_VERSION_DIGITS]
    return Artifacts(folder, version, present)


def read_entries(folder: Path) -> tuple[Entry, ...]:
    """Return the manifest's entries, unverified; raise ArtifactError if the manifest is missing or malformed."""
    path = folder / MANIFEST
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["files"]
        return tuple(_entry(row) for row in listed)
    except OSError as error:
        raise ArtifactError(f"{path} cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ArtifactError(f"{path} is no manifest: {error}") from error


def write_manifest(folder: Path, files: Iterable[str], optional: Iterable[str] = ()) -> None:
    """List ``files`` (paths inside ``folder``) as required; keep the optional entries of an earlier manifest.

    ``optional`` files are listed as such.
    """
    entries = [_describe(folder, name, optional=False) for name in sorted(files)]
    entries += [_describe(folder, name, optional=True) for name in sorted(optional)]
    named = {entry.file for entry in entries}
    if (folder / MANIFEST).is_file():
        for entry in read_entries(folder):
            if entry.optional and entry.file not in named:
                is_there = (folder / entry.file).is_file()
                entries.append(_describe(folder, entry.file, optional=True) if is_there else entry)
    _write(folder, entries)


def add_optional(folder: Path, name: str) -> None:
    """Add or renew one optional file in the folder's manifest, in a new manifest where there is none."""
    if not (folder / MANIFEST).is_file():
        write_manifest(folder, [])
    others = [entry for entry in read_entries(folder) if entry.file != name]
    _write(folder, [*others, _describe(folder, name, optional=True)])


def _describe(folder: Path, name: str, *, optional: bool) -> Entry:
    """Return the entry of a file as it lies there."""
    path = folder / name
    return Entry(name, sha256_of(path), path.stat().st_size, optional)


def _write(folder: Path, entries: list[Entry]) -> None:
    partial = folder / f"{MANIFEST}.partial"
    partial.write_text(json.dumps({"files": [asdict(entry) for entry in entries]}, indent=2) + "\n", encoding="utf-8")
    partial.replace(folder / MANIFEST)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _entry(row: Mapping[str, Any]) -> Entry:
    name = PurePosixPath(row["file"])
    if name.is_absolute() or ".." in name.parts:
        raise ValueError(f"{row['file']} lies outside the folder")
    return Entry(str(name), str(row["sha256"]).lower(), int(row["bytes"]), bool(row.get("optional", False)))


def _verified(folder: Path, entry: Entry) -> bool:
    path = folder / entry.file
    if not path.is_file():
        if not entry.optional:
            raise ArtifactError(f"{path} is missing")
        log.info("The optional trained file %s is absent; what it adds is off.", entry.file)
        return False
    size = path.stat().st_size
    if size != entry.bytes:
        raise ArtifactError(f"{path} has {size} bytes where {MANIFEST} says {entry.bytes}")
    if sha256_of(path) != entry.sha256:
        raise ArtifactError(f"{path} does not match the SHA-256 in {MANIFEST}")
    return True
