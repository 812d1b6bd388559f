"""Internet radio: SHOUTcast and Icecast servers, whose streams have ``icy-*`` headers and no end.

Old SHOUTcast servers begin their answer with ``ICY 200 OK`` where HTTP has ``HTTP/1.0 200 OK``.
"""

import socket

import aiohttp

_STATUS, _HTTP_STATUS = b"ICY ", b"HTTP/1.0 "
_USUAL_KBIT_S = 128
_MOST_KBIT_S = 1_500


def is_radio(response: aiohttp.ClientResponse) -> bool:
    """Return whether a response is a radio stream: with ``icy-*`` headers and without a length."""
    return response.content_length is None and any(name.lower().startswith("icy-") for name in response.headers)


def radio_bytes_per_s(response: aiohttp.ClientResponse) -> float:
    """Return the bytes of a second of audio by the ``icy-br`` header, in kbit/s, or by 128 kbit/s without one."""
    stated = response.headers.get("icy-br", "").split(",")[0].strip()
    kbit_s = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 0
    return 1000 / 8 * (min(kbit_s, _MOST_KBIT_S) or _USUAL_KBIT_S)


class RadioSocket(socket.socket):
    """A socket that reads an answer's ``ICY`` status line as one of HTTP, which the HTTP client requires."""

    _has_received = False

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """Return received bytes, at most ``bufsize``, or a few more with the first."""
        data = super().recv(bufsize, flags)
        if not self._has_received:
            self._has_received = True
            if data.startswith(_STATUS):
                return _HTTP_STATUS + data[len(_STATUS) :]
        return data
