"""Songs imported from a folder and from a music server, through real workers into a real catalogue."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.app.importing import import_library
from bot.app.importing._command import PASSWORD
from bot.app.importing._songs import IMPORTED_FILE, ImportSummary, import_songs
from bot.app.importing._sources import FolderSource, ServerSource
from bot.fetch import Fetcher, FetchLimits
from bot.fetch.music_servers import SubsonicServer
from bot.workers import SongPool
from bot.workers.tasks import load_analyzer
from models.catalog.catalog import Catalog
from models.manifest import MANIFEST, open_artifacts
from tests.audio_files import music_files
from tests.bot.loopback_server import LOOPBACK, Serve


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped artifacts in a folder that can be added to."""
    folder, shipped = tmp_path_factory.mktemp("artifacts"), open_artifacts()
    for name in (MANIFEST, *shipped.entries):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shipped.folder / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def pool(artifacts: Path) -> Iterator[SongPool]:
    workers = SongPool(
        1, spares=0, initializer=load_analyzer, initargs=(str(artifacts), None, True), readable=(artifacts,)
    )
    yield workers
    workers.shutdown(cancel_futures=True)


@pytest.fixture
def fresh(artifacts: Path) -> Iterator[Path]:
    """The artifacts without what was added to them."""
    yield artifacts
    shutil.rmtree(artifacts / "added", ignore_errors=True)


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A folder with a song, a file that only seems to be one, and a picture of the cover."""
    folder = tmp_path / "music"
    (folder / "album").mkdir(parents=True)
    song = music_files()[0]
    shutil.copy(song, folder / "album" / f"First{song.suffix}")
    (folder / "broken.mp3").write_text("no audio at all")
    (folder / "cover.jpg").write_bytes(b"\xff\xd8")
    return folder


def _titles(artifacts: Path) -> list[str]:
    return [track.title for part in Catalog.load(open_artifacts(artifacts)).parts[1:] for track in part.tracks]


async def test_a_folder_is_imported_once_and_its_new_songs_later(fresh: Path, music: Path, pool: SongPool) -> None:
    told: list[ImportSummary] = []
    first = await import_songs(FolderSource(music), fresh, pool, report=told.append)
    assert (first.added, first.failed, first.known) == (1, 1, 0)
    assert told
    assert len(_titles(fresh)) == 1
    shutil.copy(music_files()[1], music)
    second = await import_songs(FolderSource(music), fresh, pool)
    assert (second.added, second.failed, second.known) == (1, 0, 2)
    assert len(_titles(fresh)) == 2


async def test_a_name_that_is_no_text_is_imported_and_known_again(fresh: Path, tmp_path: Path, pool: SongPool) -> None:
    name = os.fsdecode(b'caf\xe9, "live".opus')
    shutil.copy(music_files()[0], tmp_path / name)
    first, second = [await import_songs(FolderSource(tmp_path), fresh, pool) for _ in range(2)]
    assert (first.added, second.added, second.known) == (1, 0, 1)


async def test_what_was_analysed_before_a_stop_is_kept(fresh: Path, music: Path, pool: SongPool) -> None:
    class PulledPlugError(Exception):
        pass

    class Stopping(FolderSource):
        async def songs(self) -> AsyncIterator[Any]:
            async for song in super().songs():
                yield song
            raise PulledPlugError

    with pytest.raises(PulledPlugError):
        await import_songs(Stopping(music), fresh, pool, at_once=1)
    again = await import_songs(FolderSource(music), fresh, pool)
    assert (again.added, again.known) == (0, 2)
    assert len(_titles(fresh)) == 1


async def test_a_servers_songs_get_its_names_and_no_audio_is_kept(
    fresh: Path, pool: SongPool, tmp_path: Path, serve: Serve
) -> None:
    listed = [
        {"id": "1", "title": "Quokka Waltz", "artist": "Somebody"},
        {"id": "2", "title": "Gone", "artist": "Somebody"},
    ]

    async def respond(request: web.Request) -> web.StreamResponse:
        if request.path == "/rest/stream":
            return web.FileResponse(music_files()[2]) if request.query["id"] == "1" else web.Response(status=404)
        parts = {"getAlbumList2": {"albumList2": {"album": [{"id": "a"}]}}, "getAlbum": {"album": {"song": listed}}}
        return web.json_response({"subsonic-response": {"status": "ok", **parts[request.path.rpartition("/")[2]]}})

    port = await serve(respond)
    allow = frozenset({(LOOPBACK, port)})
    fetcher = Fetcher(FetchLimits(), allow)
    server = SubsonicServer(f"http://{LOOPBACK}:{port}", "ann", "secret", allow)
    try:
        summary = await import_songs(ServerSource("home", server, fetcher), fresh, pool)
        folder = Path(fetcher._folder.new_path()).parent
        left = [path for path in folder.iterdir() if path.is_file() and path.stat().st_size]
    finally:
        await server.close()
        await fetcher.close()
    assert (summary.added, summary.failed) == (1, 1)
    assert left == []
    noted = (fresh / IMPORTED_FILE).read_text()
    assert "home,1,added" in noted
    assert "secret" not in noted
    (track,) = (track for part in Catalog.load(open_artifacts(fresh)).parts[1:] for track in part.tracks)
    assert (track.title, track.artist) == ("Quokka Waltz", "Somebody")
    assert track.url.startswith("https://musicbrainz.org/search?")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("/nowhere/music", "neither a folder nor"),
        ("http://127.0.0.1:9/", PASSWORD),
    ],
)
async def test_what_cannot_be_imported_is_one_sentence(
    source: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    assert await import_library(source, None) == 1
    assert said in capsys.readouterr().err
