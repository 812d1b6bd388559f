"""A cluster that lets in only who has a certificate."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cluster.build_id import build_id_of
from bot.cluster.executor import ClusterExecutor
from bot.settings import ClusterSettings, ModelSettings
from bot.workers.tasks import are_you_there
from tests.bot.cluster.conftest import Cluster, until

pytestmark = [
    pytest.mark.timeout(200),
    pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the program openssl to make certificates"),
]


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Make a certificate that signs itself, and its key."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
    address = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command, *address, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[Cluster]:
    certificate, key = _certificate(tmp_path, "cluster")
    files = {"CA": certificate, "CERT": certificate, "KEY": key}
    made = Cluster(tmp_path, {f"CRATEDIGGER_TLS_{name}": str(path) for name, path in files.items()}, "tls")
    made.start_scheduler("--tls-ca-file", str(certificate), "--tls-cert", str(certificate), "--tls-key", str(key))
    made.start_worker()
    yield made
    made.stop()


@contextmanager
def _bot_with(cluster: Cluster, certificate: Path, key: Path) -> Iterator[ClusterExecutor]:
    settings = ClusterSettings(
        executor=cluster.address,
        executor_connect_s=2,
        executor_look_s=0.3,
        tls_ca=certificate,
        tls_cert=certificate,
        tls_key=key,
    )
    executor = ClusterExecutor(settings, build_id_of(ModelSettings(tagger=False)))
    try:
        yield executor
    finally:
        executor.shutdown()


async def test_who_has_the_certificate_is_served_and_a_stranger_is_not(cluster: Cluster, tmp_path: Path) -> None:
    with _bot_with(cluster, tmp_path / "cluster.pem", tmp_path / "cluster.key") as executor:
        await until(lambda: executor.is_warm)
        assert await asyncio.get_running_loop().run_in_executor(executor, are_you_there)
        with _bot_with(cluster, *_certificate(tmp_path, "stranger")) as stranger:
            await asyncio.sleep(3)
            assert not stranger.is_warm
        assert executor.is_warm
