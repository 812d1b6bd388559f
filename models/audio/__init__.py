"""A file -> bounded, mono, 44.1 kHz excerpts."""

from models.audio.excerpts import EXCERPTS, DecodedSong, Excerpt, listen
from models.audio.limits import Limits
from models.audio.sniff import FORMATS, container_format

__all__ = ["EXCERPTS", "FORMATS", "DecodedSong", "Excerpt", "Limits", "container_format", "listen"]
