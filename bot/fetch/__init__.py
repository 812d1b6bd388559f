"""Untrusted bytes in: addresses, downloads and what a file's first bytes tell."""

from typing import TYPE_CHECKING, Any

from bot.fetch.errors import FetchError
from bot.fetch.files import FetchedFile

if TYPE_CHECKING:
    from bot.fetch.download import DISCORD_HOSTS, Fetcher, FetchLimits

__all__ = ["DISCORD_HOSTS", "FetchError", "FetchLimits", "FetchedFile", "Fetcher"]


def __getattr__(name: str) -> Any:
    # These bring an HTTP client along, which nothing needs that only looks at files.
    if name in __all__:
        from bot.fetch import download

        return getattr(download, name)
    raise AttributeError(name)
