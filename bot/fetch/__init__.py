"""Downloads of untrusted files: addresses, limits, and file kinds by their first bytes."""

from typing import TYPE_CHECKING, Any

from bot.fetch.errors import FetchError
from bot.fetch.files import FetchedFile

if TYPE_CHECKING:
    from bot.fetch.download import DISCORD_HOSTS, Fetcher
    from bot.fetch.limits import FetchLimits

__all__ = ["DISCORD_HOSTS", "FetchError", "FetchLimits", "FetchedFile", "Fetcher"]


def __getattr__(name: str) -> Any:
    # Importing these imports aiohttp, which code that only reads files does not need.
    if name in __all__:
        from bot.fetch import download

        return getattr(download, name)
    raise AttributeError(name)
