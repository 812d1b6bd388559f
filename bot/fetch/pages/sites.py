"""Finds the site that a link leads to."""

from yarl import URL

from bot.fetch.errors import FetchError
from bot.fetch.urls import check_url
from bot.link_sites import Site


def site_of(url: str, sites: tuple[Site, ...]) -> Site | None:
    """Return the site among ``sites`` to whose song's page a link leads, or None."""
    try:
        target = check_url(url)
    except FetchError:
        return None
    return next((site for site in sites if _is_song_of(target, site)), None)


def _is_song_of(target: URL, site: Site) -> bool:
    host = (target.host or "").lower()
    is_there = any(host == name or host.endswith(f".{name}") for name in site.hosts)
    return is_there and site.song.match(f"{host}{target.path}") is not None
