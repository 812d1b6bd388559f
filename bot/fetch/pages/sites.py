"""The sites whose pages may be asked for their song, each with its hosts and its exact extractors."""

from dataclasses import dataclass

from bot.fetch.errors import FetchError
from bot.fetch.urls import check_url


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its name in the settings, its hosts (with their subdomains), yt-dlp's extractors for one song."""

    name: str
    hosts: tuple[str, ...]
    extractors: tuple[str, ...]


SITES = {
    site.name: site
    for site in (
        Site("youtube", ("youtube.com", "youtu.be"), ("youtube",)),
        Site("soundcloud", ("soundcloud.com",), ("soundcloud",)),
        Site("bandcamp", ("bandcamp.com",), ("bandcamp",)),
        Site("archive.org", ("archive.org",), (r"archive\.org",)),
    )
}


def site_of(url: str, sites: tuple[Site, ...]) -> Site | None:
    """Return the site among ``sites`` that a link leads to, or None, also for links that would be refused anyway."""
    try:
        host = check_url(url).host or ""
    except FetchError:
        return None
    return next((site for site in sites for name in site.hosts if host == name or host.endswith(f".{name}")), None)
