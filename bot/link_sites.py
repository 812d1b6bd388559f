"""The sites whose pages may be asked for their song, each with its hosts and its exact extractors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its name in the settings, its hosts and their subdomains, its songs' paths, yt-dlp's extractors."""

    name: str
    hosts: tuple[str, ...]
    path: re.Pattern[str]
    extractors: tuple[str, ...]


SITES = {
    site.name: site
    for site in (
        Site("youtube", ("youtube.com", "youtu.be"), re.compile(r"/(watch$|shorts/|embed/|[\w-]{11}$)"), ("youtube",)),
        Site("soundcloud", ("soundcloud.com",), re.compile(r"/[^/]+/(?!sets/)[^/]+"), ("soundcloud",)),
        Site("bandcamp", ("bandcamp.com",), re.compile(r"/track/"), ("bandcamp",)),
        # Files under /download/ need no more than the plain fetcher.
        Site("archive", ("archive.org",), re.compile(r"/(details|embed)/"), (r"archive\.org",)),
    )
}


_OTHER = re.compile(r"(?P<extractor>[a-z0-9][a-z0-9:._]{1,40})@(?P<host>(?:[a-z0-9-]{1,63}\.)+[a-z]{2,20})")
# What is no site: yt-dlp's general extractor, its words for groups of extractors, and searches.
_NO_SITES = re.compile(r"generic.*|all|default|end|.*search.*|commonmistakes.*|unicodebom|common.*")


def sites_named(names: Iterable[str]) -> tuple[Site, ...]:
    """Return the sites of these names: those of ``SITES``, and others as ``EXTRACTOR@HOST``, in yt-dlp's own words.

    Raises ``ValueError`` that lists the known ones for what is neither.
    """
    return tuple(SITES.get(name) or _other_site(name) for name in names)


def _other_site(name: str) -> Site:
    found = _OTHER.fullmatch(name)
    if found is None or _NO_SITES.fullmatch(found["extractor"]):
        raise ValueError(f"{name}: the sites are {', '.join(SITES)}, and others as EXTRACTOR@HOST")
    return Site(found["extractor"], (found["host"],), re.compile("/[^/]"), (re.escape(found["extractor"]),))
