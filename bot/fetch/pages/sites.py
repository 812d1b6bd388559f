"""Finds the site that a link leads to."""

from bot.fetch.errors import FetchError
from bot.fetch.urls import check_url
from bot.link_sites import Site


def site_of(url: str, sites: tuple[Site, ...]) -> Site | None:
    """Return the site among ``sites`` to whose song's page a link leads, or None."""
    try:
        target = check_url(url)
    except FetchError:
        return None
    host = (target.host or "").lower()
    there = (site for site in sites if any(host == name or host.endswith(f".{name}") for name in site.hosts))
    return next((site for site in there if site.song.match(f"{host}{target.path}")), None)
