"""Limits of downloads."""

from dataclasses import dataclass

from bot.fetch.urls import WEB_PORTS


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Limits of one download: bytes, seconds, redirects and ports; ``connections`` are open at once in all.

    ``total_s`` spans everything, ``headers_s`` everything up to the headers of the file, redirects included. The body
    must arrive ``bytes_per_s`` fast on average, counted from its begin with ``patience_s`` seconds of grace. Of a radio
    stream the first ``stream_audio_s`` seconds of audio are downloaded, or what arrives within ``stream_s`` seconds.
    """

    max_bytes: int = 50 * 1024 * 1024
    total_s: float = 60.0
    headers_s: float = 10.0
    connect_s: float = 10.0
    read_s: float = 15.0
    max_redirects: int = 5
    connections: int = 32
    bytes_per_s: int = 16 * 1024
    patience_s: float = 5.0
    stream_audio_s: float = 60.0
    stream_s: float = 30.0
    ports: frozenset[int] = WEB_PORTS
