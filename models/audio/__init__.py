"""A file -> bounded, mono, 44.1 kHz excerpts."""

from typing import TYPE_CHECKING, Any

from models.audio.limits import Limits
from models.audio.sniff import FORMATS, container_format

if TYPE_CHECKING:
    from models.audio.excerpts import EXCERPTS, DecodedSong, Excerpt, decode_song

__all__ = ["EXCERPTS", "FORMATS", "DecodedSong", "Excerpt", "Limits", "container_format", "decode_song"]


def __getattr__(name: str) -> Any:
    # These bring the decoder along, which the bot's own process never needs.
    if name in __all__:
        from models.audio import excerpts

        return getattr(excerpts, name)
    raise AttributeError(name)
