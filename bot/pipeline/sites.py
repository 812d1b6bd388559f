"""Sites with pages of songs (YouTube, ...): the operator enables them, each server's admins choose among them."""

from collections.abc import Callable, Iterable
from importlib.util import find_spec

from bot.fetch.pages import site_of
from bot.link_sites import SITES, Site, sites_named
from bot.store import Store

SETTING = "links"
"""The name of the servers' setting: a list of keys of ``SITES``, and ``OTHERS`` for all other enabled sites."""

OTHERS = "others"


class LinksExtraMissingError(Exception):
    """Sites are enabled, but yt-dlp is not installed; the message says what to do."""


class Links:
    """The enabled sites, and those of them that each server chose."""

    def __init__(self, sites: tuple[Site, ...], store: Store) -> None:
        """``sites`` are those that the operator enabled."""
        self._sites = sites
        self._store = store

    def site(self, url: str) -> str | None:
        """Return the name of the enabled site to whose song's page a link leads, or None."""
        site = site_of(url, self._sites)
        return site.name if site else None

    def is_page(self, url: str) -> bool:
        """Return whether a link leads to a song's page of an enabled site."""
        return self.site(url) is not None

    async def pages_for(self, guild_id: int | None) -> Callable[[str], bool]:
        """Return a function that returns whether a link leads to a song's page of a site that a server chose."""
        sites = await self.permitted(guild_id)
        return lambda url: self.site(url) in sites

    async def permitted(self, guild_id: int | None) -> frozenset[str]:
        """Return the names of the sites that a server's admins chose; in direct messages all enabled ones."""
        names = frozenset(site.name for site in self._sites)
        if guild_id is None or not names:
            return names
        chosen = (await self._store.servers.settings(guild_id)).get(SETTING)
        if not isinstance(chosen, list):
            return frozenset()
        return frozenset(name for name in names if (name if name in SITES else OTHERS) in chosen)


def switched_on(names: Iterable[str]) -> tuple[Site, ...]:
    """Return the sites of these names; raises LinksExtraMissingError where yt-dlp is not installed."""
    sites = sites_named(names)
    if sites and find_spec("yt_dlp") is None:
        raise LinksExtraMissingError("CRATEDIGGER_LINKS_SITES needs yt-dlp: pip install 'cratedigger[links]'")
    return sites


def well_known_site(url: str) -> str | None:
    """Return the name of the site in ``SITES`` to whose song's page a link leads, enabled or not."""
    site = site_of(url, tuple(SITES.values()))
    return site.name if site else None
