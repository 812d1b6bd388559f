"""Checks of a link's text, before any name is resolved or any connection made."""

import re
from ipaddress import ip_address

from yarl import URL

from bot.fetch.addresses import Allowed, is_public
from bot.fetch.errors import (
    BadUrlError,
    CredentialsInUrlError,
    LongUrlError,
    OtherSchemeError,
    RefusedAddressError,
    RefusedPortError,
)

_MAX_URL_LENGTH = 2048
WEB_PORTS = frozenset({80, 443})

# Spaces and control characters can hide the real host; some parsers read backslashes as slashes.
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
# A host whose last label is a number is an IPv4 address to some parsers (WHATWG URL, "ends in a number checker").
_NUMERIC_LABEL = re.compile(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)")
# RFC 6761, 6762, 8375, 9476 and ICANN's `.internal`: names that never belong to the public web.
_PRIVATE_SUFFIXES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion", "alt")


def check_url(text: str, *, allow: Allowed = frozenset(), ports: frozenset[int] = WEB_PORTS) -> URL:
    """Return the parsed link if its text permits a download.

    Raises :class:`BadUrlError` for what is not a plain http(s) link and :class:`RefusedAddressError` for hosts and
    ports outside the public web. ``allow`` holds (address, port) pairs that are permitted all the same.
    """
    url = parse_link(text)
    if url.scheme not in ("http", "https"):
        raise OtherSchemeError(f"scheme {url.scheme[:20]!r}")
    if "@" in url.raw_authority:
        raise CredentialsInUrlError("user name or password")
    host, port = (url.host or "").rstrip("."), url.port or 0
    if not host:
        raise BadUrlError("no host")
    literals = {"127.0.0.1", "::1"} if host == "localhost" else {host}
    if not any((literal, port) in allow for literal in literals):
        _check_host(host)
        if port not in ports:
            raise RefusedPortError(f"port {port}")
    return url.with_fragment(None)


def parse_link(text: str) -> URL:
    """Return a parsed link of any scheme and host; raises :class:`BadUrlError` for what cannot be read as one."""
    if len(text) > _MAX_URL_LENGTH:
        raise LongUrlError(f"{len(text)} characters")
    if _FORBIDDEN.search(text):
        raise BadUrlError("space, control character or backslash")
    try:
        url = URL(text)
        # Bad ports and host names raise only when they are read, or when the link is put together again.
        url.port, url.host, URL(str(url)).port, url.with_fragment(None)
    # Of brackets without an address yarl raises an IndexError.
    except (ValueError, IndexError) as error:
        raise BadUrlError(type(error).__name__) from error
    return url


def _check_host(host: str) -> None:
    name = host.lower()
    labels = name.split(".")
    try:
        if not is_public(ip_address(host)):
            raise RefusedAddressError("address literal")
    except ValueError:
        if _NUMERIC_LABEL.fullmatch(labels[-1]):
            raise RefusedAddressError("number as host") from None
        if len(labels) == 1 or any(name == suffix or name.endswith(f".{suffix}") for suffix in _PRIVATE_SUFFIXES):
            raise RefusedAddressError("private name") from None
