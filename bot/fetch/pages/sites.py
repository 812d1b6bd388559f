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
    return next((site for site in sites if _is_at(target.host or "", site) and site.path.match(target.path)), None)


def _is_at(host: str, site: Site) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in site.hosts)
