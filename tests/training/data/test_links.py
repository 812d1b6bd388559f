"""Pages of tracks, checked on a web server of our own."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.catalog.files import TRACKS_FILE
from models.catalog.tracks import COLUMNS, read_tracks
from models.manifest import open_artifacts, write_manifest
from tests.training.data.loopback_server import serving
from training.__main__ import app
from training.data.links import CHECKED_FILE, expected_page, find_page, learn_links
from training.tables import read_table, write_table


class Server(ThreadingHTTPServer):
    """Serves pages by their paths: a status with a body, or an address to go to; remembers what was asked for."""

    pages: dict[str, tuple[int, str]]
    asked: list[str]


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, body = self.server.pages.get(self.path, (404, "Not found"))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", body)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), _Handler)
    running.pages, running.asked = {}, []
    with serving(running):
        yield running


@pytest.fixture
def folder(server: Server, tmp_path: Path) -> Path:
    """Artifacts with four tracks of one artist, of which the first has a page."""
    home = f"http://127.0.0.1:{server.server_port}/music/AWOL/"
    rows = [
        {"track_id": str(number), "title": title, "artist": "AWOL", "album": "A Way", "genre": "Rock"}
        for number, title in enumerate(("Food", "This World", "Über uns", "Gone"), start=1)
    ]
    rows = [{**row, "artist_url": home} for row in rows]
    rows[0]["track_url"] = f"{home}old/Food"
    (tmp_path / "catalog").mkdir()
    write_table(tmp_path / TRACKS_FILE, COLUMNS, rows)
    write_manifest(tmp_path, [TRACKS_FILE])
    return tmp_path


def _pages(folder: Path) -> list[str]:
    return [row["track_url"].partition("/music")[2] for row in read_table(folder / TRACKS_FILE)]


def test_pages_that_there_are_become_links_and_those_that_are_gone_do_not(server: Server, folder: Path) -> None:
    server.pages = {
        "/music/AWOL/old/Food": (302, "/music/AWOL/new/Food"),
        "/music/AWOL/new/Food": (200, "<h1>Food</h1> by AWOL"),
        "/music/AWOL/A_Way/This_World": (200, "<title>Other song</title>"),
        "/music/AWOL/A_Way/%C3%9Cber_uns": (200, "<h1>\N{LATIN CAPITAL LETTER U WITH DIAERESIS}ber uns</h1>"),
    }
    result = CliRunner().invoke(app, ["links", "--artifacts", str(folder), "--sample", "10", "--pause", "0"])
    assert result.exit_code == 0, result.output
    assert "4 tracks checked, 2 have a page of their own" in result.output
    assert _pages(folder) == ["/AWOL/new/Food", "", "/AWOL/A_Way/%C3%9Cber_uns", ""]
    assert open_artifacts(folder).has(TRACKS_FILE)
    assert read_tracks(folder / TRACKS_FILE)[0].url.endswith("/music/AWOL/new/Food")


def test_what_was_checked_is_not_checked_again(server: Server, folder: Path) -> None:
    first, second = (learn_links(folder, 3, pause_s=0).checked for _ in range(2))
    assert (first, second) == (3, 1)
    assert len(server.asked) == len(set(server.asked)) == len(read_table(folder / CHECKED_FILE)) == 4


def test_what_was_learnt_before_the_network_failed_is_kept(server: Server, folder: Path) -> None:
    server.pages = {"/music/AWOL/A_Way/Gone": (503, "Busy")}
    learnt = learn_links(folder, 4, pause_s=0)
    assert learnt.broken is not None
    assert "503" in learnt.broken
    assert len(read_table(folder / CHECKED_FILE)) == learnt.checked < 4
    server.pages = {}
    assert learn_links(folder, 4, pause_s=0).checked == 4 - learnt.checked


@pytest.mark.parametrize(
    ("row", "page"),
    [
        ({"artist_url": "https://fma.example/music/A/"}, "https://fma.example/music/A/B_B/C%3F"),
        ({"artist_url": "https://fma.example/music/A/", "album": ""}, None),
        ({"artist_url": "file:///etc"}, None),
        ({"artist_url": "", "track_url": "file:///etc/passwd"}, None),
        ({"artist_url": ""}, None),
    ],
)
def test_a_page_is_expected_only_where_artist_album_and_title_are_known(row: dict[str, str], page: str | None) -> None:
    assert expected_page({"track_url": "", "album": "B B", "title": "C?", **row}) == page


def test_a_page_without_the_title_or_on_another_host_is_not_the_tracks(server: Server) -> None:
    home = f"http://127.0.0.1:{server.server_port}"
    server.pages = {"/here": (200, "<h1>Food</h1>"), "/away": (302, f"http://localhost:{server.server_port}/here")}
    assert find_page(f"{home}/here", "food") == f"{home}/here"
    assert find_page(f"{home}/here", "Foo") is None
    assert find_page(f"{home}/away", "Food") is None
    assert find_page(f"{home}/nowhere", "Food") is None
