"""Which network addresses the bot may connect to for a user's link, checked at the socket.

The check sees the numeric address of each connection, redirects included, just before it is made. Neither a name that
changes its answer between check and use (DNS rebinding) nor an address in an unusual form gets around it.
"""

import errno
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

Address = IPv4Address | IPv6Address
Allowed = frozenset[tuple[str, int]]

_LOOPBACK_NAMES = ("127.0.0.1", "::1")
# Beyond what every version of `ipaddress` refuses: RFC 6890 (protocol assignments), 7526 (6to4 relays), 7535 and 7534
# (AS112 sinks), 7450 (AMT), and the metadata service of Azure's virtual machines.
_SPECIAL_V4 = tuple(
    IPv4Network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "192.31.196.0/24",
        "192.175.48.0/24",
        "192.52.193.0/24",
        "168.63.129.16/32",
    )
)
_GLOBAL_UNICAST_V6 = IPv6Network("2000::/3")
# RFC 4380 and 6890 (Teredo, ORCHID), 3849 and 9637 (documentation), 3056 (6to4), 3701 (6bone), 7534 and 7535 (AS112).
_SPECIAL_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3ffe::/16",
        "3fff::/20",
        "2001:4:112::/48",
        "2620:4f:8000::/48",
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


class AddressRefusedError(OSError):
    """A socket address that the guard refuses; an ``OSError``, which the HTTP client takes as a failed connection."""

    def __init__(self) -> None:
        """Use one text for every address, which reveals nothing about the network."""
        super().__init__(errno.EACCES, "address refused")


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the public internet, looking through IPv4-mapped and NAT64."""
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and not address.is_reserved
            and not any(address in network for network in _SPECIAL_V4)
        )
    if (inside := _ipv4_inside(address)) is not None:
        return is_public(inside)
    # A zone names an interface, which only a local address needs.
    return (
        address.scope_id is None
        and address.is_global
        and not address.is_multicast
        and address in _GLOBAL_UNICAST_V6
        and not any(address in network for network in _SPECIAL_V6)
    )


def _ipv4_inside(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv4-mapped or NAT64 address (RFC 6052) leads to."""
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address.ipv4_mapped


def is_own(address: Address) -> bool:
    """Return whether an address belongs to this machine.

    Connecting a datagram socket sends nothing but picks its source address: the same one, or loopback, only for an
    address of this machine.
    """
    if isinstance(address, IPv6Address):
        address = _ipv4_inside(address) or address
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((str(address), 9))
            source = ip_address(probe.getsockname()[0])
    except OSError:
        return False
    return source == address or source.is_loopback


def read_allowed(pairs: Iterable[tuple[str, int]]) -> Allowed:
    """Return the (host, port) pairs that an operator permits, in the form that :class:`SocketGuard` compares.

    Hosts are IP literals or ``localhost``. Raises ``ValueError`` for another name, since a name's addresses may change.
    """
    allowed: set[tuple[str, int]] = set()
    for host, port in pairs:
        literals = _LOOPBACK_NAMES if host == "localhost" else (str(ip_address(host.strip("[]"))),)
        allowed.update((literal, port) for literal in literals)
    return frozenset(allowed)


class SocketGuard:
    """A socket factory for an HTTP client that refuses addresses which are not public."""

    def __init__(self, allow: Allowed = frozenset(), kind: type[socket.socket] = socket.socket) -> None:
        """``allow`` holds permitted pairs that are not public, see :func:`read_allowed`; ``kind`` is what is made."""
        self._allow = allow
        self._kind = kind

    def permits(self, host: str, port: int) -> bool:
        """Return whether a numeric address may be connected to; anything else is refused."""
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return (str(address), port) in self._allow or (is_public(address) and not is_own(address))

    def __call__(self, addr_info: tuple[int, int, int, str, tuple[Any, ...]]) -> socket.socket:
        """Return an unconnected socket for an address; raises :class:`AddressRefusedError` before anything is sent."""
        family, transport, protocol, _, address = addr_info
        host, port = address[0], address[1]
        if family not in (socket.AF_INET, socket.AF_INET6) or not self.permits(str(host), int(port)):
            raise AddressRefusedError
        return self._kind(family, transport, protocol)
