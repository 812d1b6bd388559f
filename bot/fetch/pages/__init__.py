"""Links to pages that hold a song (the ``links`` extra): yt-dlp in its own process, behind a proxy with the guard."""

from bot.fetch.pages.download import PageFetcher, PageLimits
from bot.fetch.pages.sites import SITES, Site, site_of, sites_named

__all__ = ["SITES", "PageFetcher", "PageLimits", "Site", "site_of", "sites_named"]
