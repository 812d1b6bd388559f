import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.training.data.loopback_server import serving
from training.data.fetch import Archive, FetchError, fetch, known_archive


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("toy/000/000002.mp3", b"sound" * 1000)
    return buffer.getvalue()


CONTENT = _zip()
SHA1 = hashlib.sha1(CONTENT).hexdigest()  # noqa: S324 - as the archives are published


class Server(ThreadingHTTPServer):
    """Serves one zip file, in ranges, and remembers what was asked for; ``break_after`` bytes the line is cut."""

    asked: list[str | None]
    paths: list[str]
    break_after: int | None


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.asked.append(wanted)
        self.server.paths.append(self.path)
        start = int(re.findall(r"\d+", wanted)[0]) if wanted else 0
        body = CONTENT[start:]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.server.break_after])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), _Handler)
    running.asked, running.paths, running.break_after = [], [], None
    with serving(running):
        yield running


def _archive(server: Server, sha1: str = SHA1) -> Archive:
    return Archive("toy", f"http://127.0.0.1:{server.server_port}/", sha1)


def test_an_archive_is_downloaded_verified_and_unpacked_once(server: Server, tmp_path: Path) -> None:
    folder = fetch(_archive(server), tmp_path)
    assert (folder / "000" / "000002.mp3").read_bytes() == b"sound" * 1000
    fetch(_archive(server), tmp_path)
    assert server.asked == [None]


@pytest.mark.parametrize("slash", ["", "/"])
def test_an_address_is_a_folder_with_or_without_its_last_slash(server: Server, tmp_path: Path, slash: str) -> None:
    fetch(Archive("toy", f"http://127.0.0.1:{server.server_port}/archives{slash}", SHA1), tmp_path)
    assert server.paths == ["/archives/toy.zip"]


def test_a_broken_download_goes_on_where_it_stopped(server: Server, tmp_path: Path) -> None:
    (tmp_path / "toy.zip.partial").write_bytes(CONTENT[:1000])
    fetch(_archive(server), tmp_path)
    assert server.asked == ["bytes=1000-"]
    assert (tmp_path / "toy.zip").read_bytes() == CONTENT


def test_a_cut_line_is_one_sentence_and_the_next_try_goes_on(server: Server, tmp_path: Path) -> None:
    server.break_after = 500
    with pytest.raises(FetchError, match="broke off"):
        fetch(_archive(server), tmp_path)
    assert not (tmp_path / "toy").exists()
    server.break_after = None
    fetch(_archive(server), tmp_path)
    assert server.asked == [None, "bytes=500-"]
    assert (tmp_path / "toy" / "000" / "000002.mp3").exists()


def test_a_wrong_checksum_is_refused_and_the_file_removed(server: Server, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="SHA-1"):
        fetch(_archive(server, "0" * 40), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="could not be downloaded"):
        fetch(Archive("toy", "http://127.0.0.1:1/", SHA1), tmp_path)


def test_an_unknown_archive_is_refused_by_name() -> None:
    with pytest.raises(FetchError, match="fma_huge"):
        known_archive("fma_huge")
