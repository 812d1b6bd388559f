"""Pages with songs (YouTube, Bandcamp, ...): the operator switches sites on, and each server's admins choose theirs."""

from collections.abc import Callable, Iterable
from importlib.util import find_spec

from bot.fetch.pages import site_of
from bot.link_sites import SITES, Site, sites_named
from bot.store import Store

SETTING = "links"
"""The name of the servers' setting: a list of names of ``SITES``, and ``OTHERS`` for what else the operator allows."""

OTHERS = "others"


class LinksExtraMissingError(Exception):
    """Sites are switched on, but yt-dlp is not installed; the message says what to do."""


class Links:
    """The sites that are on, and those of them that a server wants."""

    def __init__(self, sites: tuple[Site, ...], store: Store) -> None:
        """Take what the operator switched on."""
        self._sites = sites
        self._store = store

    def site(self, url: str) -> str | None:
        """Return the name of the site, among those that are on, whose song's page a link leads to."""
        site = site_of(url, self._sites)
        return site.name if site else None

    def is_page(self, url: str) -> bool:
        """Tell whether a link leads to a song's page at a site that is on."""
        return self.site(url) is not None

    async def pages_for(self, guild_id: int | None) -> Callable[[str], bool]:
        """Return what tells whether a link leads to a song's page that a server wants asked."""
        sites = await self.permitted(guild_id)
        return lambda url: self.site(url) in sites

    async def permitted(self, guild_id: int | None) -> frozenset[str]:
        """Return the names of the sites for a server: those its admins chose; in private messages all that are on."""
        names = frozenset(site.name for site in self._sites)
        if guild_id is None or not names:
            return names
        chosen = (await self._store.servers.settings(guild_id)).get(SETTING)
        if not isinstance(chosen, list):
            return frozenset()
        return frozenset(name for name in names if (name if name in SITES else OTHERS) in chosen)


def switched_on(names: Iterable[str]) -> tuple[Site, ...]:
    """Return the sites of the operator's names; raise LinksExtraMissingError where nothing here can ask them."""
    sites = sites_named(names)
    if sites and find_spec("yt_dlp") is None:
        raise LinksExtraMissingError("CRATEDIGGER_LINKS_SITES needs yt-dlp: pip install 'cratedigger[links]'")
    return sites


def well_known_site(url: str) -> str | None:
    """Return the name of the well-known site whose song's page a link leads to, be it on or off."""
    site = site_of(url, tuple(SITES.values()))
    return site.name if site else None
