"""Untrusted bytes in: addresses, downloads and what a file's first bytes tell."""

from bot.fetch.download import DISCORD_HOSTS, Fetcher, FetchLimits
from bot.fetch.errors import FetchError
from bot.fetch.files import FetchedFile

__all__ = ["DISCORD_HOSTS", "FetchError", "FetchLimits", "FetchedFile", "Fetcher"]
