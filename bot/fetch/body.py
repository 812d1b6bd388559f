"""Bodies of HTTP answers: unpacks ``Content-Encoding: gzip`` and ``deflate`` within limits."""

import zlib
from collections.abc import Callable

from bot.fetch.errors import HttpStatusError, TooLargeError, UnreachableError

_PIECE = 256 * 1024
_MOST_RATIO = 20
"""How many times larger than its packed form a body may be: audio hardly shrinks, a decompression bomb 1000 times."""
_FREE_BYTES = 2**20
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class Body:
    """Passes the bytes of a body to ``write``, unpacked in pieces of at most 256 KiB."""

    def __init__(self, encoding: str, write: Callable[[bytes], object]) -> None:
        """``encoding`` is the ``Content-Encoding`` header's value; raises ``HttpStatusError`` for an unknown one."""
        encoding = encoding.strip().lower()
        if encoding not in ("", "identity", *_WINDOW_BITS):
            raise HttpStatusError(f"encoding {encoding[:20]!r}")
        self._write = write
        self._unpacker = zlib.decompressobj(_WINDOW_BITS[encoding]) if encoding in _WINDOW_BITS else None
        self._packed = 0
        self._unpacked = 0

    def write(self, chunk: bytes) -> None:
        """Add received bytes; raises ``TooLargeError`` for a decompression bomb, ``UnreachableError`` for damage."""
        if self._unpacker is None:
            self._write(chunk)
            return
        self._packed += len(chunk)
        while chunk and not self._unpacker.eof:
            try:
                piece = self._unpacker.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise UnreachableError("damaged compression") from error
            chunk = self._unpacker.unconsumed_tail
            self._unpacked += len(piece)
            if self._unpacked > _FREE_BYTES + _MOST_RATIO * self._packed:
                raise TooLargeError(f"unpacks to more than {_MOST_RATIO} times its size")
            if piece:
                self._write(piece)

    def finish(self) -> None:
        """Raise ``UnreachableError`` where the packed body ended too early."""
        if self._unpacker is not None and not self._unpacker.eof:
            raise UnreachableError("incomplete compression")
