"""TLS between bot, scheduler and workers: Dask's messages can run code, so only known machines may send any."""

from typing import Any

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
