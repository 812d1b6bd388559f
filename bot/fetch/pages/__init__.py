"""Links to pages with a song (the ``links`` extra): yt-dlp in its own process, behind a proxy that checks addresses."""

from bot.fetch.pages.download import PageFetcher, PageLimits
from bot.fetch.pages.sites import site_of

__all__ = ["PageFetcher", "PageLimits", "site_of"]
