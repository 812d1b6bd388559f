"""Share links of file hosts, which lead to a page, and the direct downloads behind them."""

import re

from yarl import URL

from bot.fetch.errors import BadUrlError
from bot.fetch.urls import parse_link

_DROPBOX = frozenset({"dropbox.com", "www.dropbox.com"})
_DRIVE = "drive.google.com"
# Paths of pages that show a file of a repository.
_REPOSITORIES = {
    "github.com": re.compile("(/[^/]+/[^/]+)/blob(/.+)"),
    "gitlab.com": re.compile("(/[^/]+/.+?/-)/blob(/.+)"),
}


def is_share_link(url: str) -> bool:
    """Return whether a link may lead to a song though its path names none: a file shared on Google Drive."""
    try:
        return _drive_id(parse_link(url)) is not None
    except BadUrlError:
        return False


def direct_link(target: URL) -> URL:
    """Return the direct download of a file that Dropbox, Google Drive, GitHub or GitLab share, or ``target`` itself."""
    host = (target.host or "").lower()
    if host in _DROPBOX and target.path.startswith(("/s/", "/scl/fi/")):
        return target.update_query(dl="1")
    if (number := _drive_id(target)) is not None:
        kept = {name: target.query[name] for name in ("resourcekey",) if name in target.query}
        return URL.build(scheme="https", host=_DRIVE, path="/uc", query={"export": "download", "id": number, **kept})
    if host in _REPOSITORIES and (found := _REPOSITORIES[host].fullmatch(target.raw_path)):
        return target.with_path(f"{found[1]}/raw{found[2]}", encoded=True, keep_query=True)
    return target


def _drive_id(target: URL) -> str | None:
    """Return the id of a file that is shared as ``/file/d/ID/view`` or ``/open?id=ID``."""
    if (target.host or "").lower() != _DRIVE:
        return None
    match target.path.split("/"):
        case ["", "file", "d", number, *_]:
            return number or None
        case ["", "open"]:
            return target.query.get("id")
    return None
