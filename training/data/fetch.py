"""Downloading the FMA archives: resumed where they broke off, verified before they are unpacked."""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

# Addresses and SHA-1 sums as the data set's own page lists them (Defferrard et al., FMA, release of 2017-05-09).
ADDRESS = "https://os.unil.cloud.switch.ch/fma/"
_ARCHIVES = {
    "fma_metadata": "f0df49ffe5f2a6008d7dc83c6915b31835dfe733",
    "fma_small": "ade154f733639d52e35e32f5593efe5be76c6d70",
    "fma_medium": "c67b69ea232021025fca9231fc1c7c1a063ab50b",
}
_BLOCK = 1 << 20
_TIMEOUT_S = 60

Advance = Callable[[int], None]


class FetchError(Exception):
    """An archive that could not be had; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file: its ``name`` without suffix, the ``address`` of the folder it lies in, its SHA-1."""

    name: str
    address: str
    sha1: str


def known_archive(name: str, address: str = ADDRESS) -> Archive:
    """Return one of the FMA archives; raise FetchError for another name."""
    if name not in _ARCHIVES:
        raise FetchError(f"{name} is none of {', '.join(_ARCHIVES)}.")
    return Archive(name, address, _ARCHIVES[name])


def fetch(archive: Archive, out: Path, advance: Advance = lambda _: None) -> Path:
    """Download into ``out``, verify and unpack; return the unpacked folder.

    A partial download is continued, a finished and right one is not repeated. Raise FetchError where the network or the
    checksum fails; a wrong file is removed.
    """
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{archive.name}.zip"
    if not target.exists():
        partial = target.with_suffix(".zip.partial")
        _download(f"{archive.address.rstrip('/')}/{archive.name}.zip", partial, advance)
        with partial.open("rb") as stream:
            found = hashlib.file_digest(stream, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()
        if found != archive.sha1:
            partial.unlink()
            raise FetchError(f"{partial.name} has the SHA-1 {found}, not {archive.sha1}; it was removed.")
        partial.replace(target)
    done = out / f"{archive.name}.unpacked"
    if not done.exists():
        with zipfile.ZipFile(target) as content:
            # ZipFile itself keeps names like ../x inside the folder.
            content.extractall(out)
        done.touch()
    return out / archive.name


def _download(address: str, partial: Path, advance: Advance) -> None:
    if not address.startswith(("https://", "http://")):
        raise FetchError(f"{address} is no web address.")
    have = partial.stat().st_size if partial.exists() else 0
    request = Request(address, headers={"Range": f"bytes={have}-"} if have else {})  # noqa: S310 - checked above
    try:
        with urlopen(request, timeout=_TIMEOUT_S) as response:  # noqa: S310 - checked above
            continued = response.status == HTTPStatus.PARTIAL_CONTENT
            left = int(response.headers.get("Content-Length", 0))
            with partial.open("ab" if continued else "wb") as stream:
                advance(have if continued else 0)
                while block := response.read(_BLOCK):
                    stream.write(block)
                    advance(len(block))
                    left -= len(block)
            if left > 0:
                raise ConnectionError(f"{left} bytes are missing")
    except URLError as error:
        if getattr(error, "code", None) != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise FetchError(f"{address} could not be downloaded ({error.reason}).") from error
        # Nothing is left to download: the checksum decides.
    except OSError as error:
        raise FetchError(f"{address} broke off ({error}); run the command again to go on.") from error
