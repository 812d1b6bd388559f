"""Which tracks of a catalogue have a page of their own: checked on the web, a sample at a time, and kept.

A track's page is the one that ``tracks.csv`` names, else the one that the Free Music Archive's addresses lead one to
expect: artist, album and title with underscores for blanks. Tracks without a page are linked by a search.
"""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from models.catalog.files import TRACKS_FILE
from models.catalog.titles import folded
from training.tables import read_table, write_table

CHECKED_FILE = "catalog/links.csv"
_COLUMNS = ("track_id", "url", "checked")
_WEB = ("http", "https")
_TIMEOUT_S = 20
_MOST_BYTES = 1 << 20
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


@dataclass(frozen=True, slots=True)
class LinksSummary:
    """How many tracks were checked in this call, how many of them have a page, and why it broke off, if it did."""

    checked: int
    found: int
    broken: str | None = None


def expected_page(row: Mapping[str, str]) -> str | None:
    """Return the address of a track's page, or where it would be; None where too little is known."""
    if urlsplit(row["track_url"]).scheme in _WEB:
        return row["track_url"]
    names = [quote(row[column].strip().replace(" ", "_")) for column in ("album", "title")]
    if not all(names) or urlsplit(row["artist_url"]).scheme not in _WEB:
        return None
    return "/".join([row["artist_url"].rstrip("/"), *names])


def find_page(address: str, title: str) -> str | None:
    """Return the address that a page with a track's ``title`` has now, None where there is none; raise OSError."""
    request = Request(address, headers={"User-Agent": "Cratedigger (training links)"})  # noqa: S310 - http(s) only
    try:
        with urlopen(request, timeout=_TIMEOUT_S) as response:  # noqa: S310 - the same
            words = folded(response.read(_MOST_BYTES).decode("utf-8", "replace"))
            moved = urlsplit(response.url).hostname != urlsplit(address).hostname
            return None if moved or f" {folded(title)} " not in f" {words} " else str(response.url)
    except HTTPError as error:
        if error.code not in _GONE:
            raise
        return None


def learn_links(
    folder: Path, sample: int, *, seed: int = 1, pause_s: float = 1.0, advance: Callable[[int], None] = lambda _: None
) -> LinksSummary:
    """Check the pages of ``sample`` tracks of an artifacts folder that were not checked before, and keep the answers.

    ``tracks.csv`` then names the pages that there are, and no others; ``catalog/links.csv`` says what was checked and
    when, so that the next call goes on. Where the network fails, what was learnt until then is kept. The manifest must
    be written anew (``models.manifest``).
    """
    rows, notes = read_table(folder / TRACKS_FILE), folder / CHECKED_FILE
    known = {row["track_id"]: row for row in read_table(notes)} if notes.exists() else {}
    pages = {row["track_id"]: expected_page(row) for row in rows if row["track_id"] not in known}
    waiting = [row for row in rows if pages.get(row["track_id"])]
    found, broken, checked = 0, None, 0
    for row in random.Random(seed).sample(waiting, min(sample, len(waiting))):
        try:
            row["track_url"] = find_page(pages[row["track_id"]] or "", row["title"]) or ""
        except (OSError, ValueError) as error:
            broken = str(error)
            break
        today = datetime.now(UTC).date().isoformat()
        known[row["track_id"]] = {"track_id": row["track_id"], "url": row["track_url"], "checked": today}
        checked, found = checked + 1, found + bool(row["track_url"])
        advance(1)
        time.sleep(pause_s)
    write_table(notes, _COLUMNS, sorted(known.values(), key=lambda note: int(note["track_id"])))
    write_table(folder / TRACKS_FILE, list(rows[0]) if rows else _COLUMNS, rows)
    return LinksSummary(checked, found, broken)
