"""The sites whose pages may be asked for their song, each with its hosts and its exact extractors."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.fetch.errors import FetchError
from bot.fetch.urls import check_url


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
        Site("archive.org", ("archive.org",), re.compile(r"/(details|embed)/"), (r"archive\.org",)),
    )
}


def sites_named(names: Iterable[str]) -> tuple[Site, ...]:
    """Return the sites of these names; raises ``ValueError`` that lists the known ones for another."""
    unknown = set(names) - set(SITES)
    if unknown:
        raise ValueError(f"{', '.join(sorted(unknown))}: the sites are {', '.join(SITES)}")
    return tuple(SITES[name] for name in names)


def site_of(url: str, sites: tuple[Site, ...]) -> Site | None:
    """Return the site among ``sites`` whose song a link leads to; None for other links, and for those to refuse."""
    try:
        target = check_url(url)
    except FetchError:
        return None
    return next((site for site in sites if _is_at(target.host or "", site) and site.path.match(target.path)), None)


def _is_at(host: str, site: Site) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in site.hosts)
