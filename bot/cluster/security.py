"""TLS between bot, scheduler and workers: Dask's messages can run code, so only known machines may send any."""

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

from bot.errors import StartError
from bot.settings import ClusterSettings


def security_of(settings: ClusterSettings) -> Any:
    """Return what Dask needs to speak TLS, with both sides showing certificates; None where none are set."""
    if settings.tls_ca is None:
        return None
    from distributed.security import Security

    files = {"ca_file": settings.tls_ca, "client_cert": settings.tls_cert, "client_key": settings.tls_key}
    return Security(
        require_encryption=True,
        tls_ca_file=str(files["ca_file"]),
        tls_client_cert=str(files["client_cert"]),
        tls_client_key=str(files["client_key"]),
        tls_worker_cert=str(files["client_cert"]),
        tls_worker_key=str(files["client_key"]),
    )


def refuse_plain_address(address: str, settings: ClusterSettings) -> None:
    """Raise StartError for a scheduler on another machine without TLS, unless the settings allow that."""
    parts = urlsplit(address)
    try:
        is_loopback = ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        is_loopback = parts.hostname == "localhost"
    if parts.scheme != "tls" and not is_loopback and not settings.executor_plain:
        raise StartError(
            f"{address} is another machine without TLS: whoever reaches the cluster could run code on its workers. "
            "Use tls:// with certificates (docs/grow.md), or set CRATEDIGGER_EXECUTOR_PLAIN=true in a network of yours."
        )


def own_address_towards(address: str) -> str | None:
    """Return the address of this machine by which it reaches the scheduler, None where that cannot be told yet.

    A worker that listens there alone is not reached from other networks.
    """
    parts = urlsplit(address)
    try:
        family, kind, _, _, target = socket.getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind) as probe:
            # Chooses a route and sends nothing.
            probe.connect(target)
            return str(probe.getsockname()[0])
    except OSError:
        return None
