"""The command as a person or a tool runs it: a process of its own."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.app.analyze import main as analyze_here
from models.manifest import sha256_of
from tests.audio_files import encode, song, tone

ROOT = Path(__file__).parents[3]
PATIENCE_S = 200
FIELDS = {
    "source",
    "sha256",
    "title",
    "artist",
    "duration_s",
    "genres",
    "confident",
    "models",
    "timeline",
    "recommendations",
    "timings_s",
}


def analyze(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "analyze", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("songs")
    encode(folder / "song.mp3", song(), 48_000, tags={"title": "[bold]Blue[/bold]", "artist": "Me"})
    encode(folder / "brief.wav", tone(0.5), 44_100)
    (folder / "page.mp3").write_text("<!doctype html><html></html>", encoding="utf-8")
    (folder / "drawing.mp3").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def printed(folder: Path, server: str) -> tuple[int, list[dict[str, Any]]]:
    """What one run over good and bad sources prints, and its exit status."""
    names = ("song.mp3", "brief.wav", "page.mp3", "nowhere.mp3", "")
    links = (f"http://{server}/song.mp3", f"http://{server}/drawing.mp3", "http://127.0.0.2/song.mp3")
    ran = analyze(
        "--json", "--top", "3", *(str(folder / name) for name in names), *links, CRATEDIGGER_FETCH_ALLOW=server
    )
    return ran.returncode, [json.loads(line) for line in ran.stdout.splitlines()]


def test_there_is_one_object_a_source_in_order(printed: tuple[int, list[dict[str, Any]]], folder: Path) -> None:
    sources = [Path(answer["source"]).name for answer in printed[1]]
    assert sources == [
        "song.mp3", "brief.wav", "page.mp3", "nowhere.mp3", folder.name, "song.mp3", "drawing.mp3", "song.mp3"
    ]  # fmt: skip


def test_the_exit_status_tells_of_failures(printed: tuple[int, list[dict[str, Any]]]) -> None:
    assert printed[0] == 1


def test_an_analysis_has_every_promised_field(printed: tuple[int, list[dict[str, Any]]], folder: Path) -> None:
    answer = printed[1][0]
    assert set(answer) >= FIELDS
    assert answer["sha256"] == sha256_of(folder / "song.mp3")
    assert (answer["title"], answer["artist"]) == ("[bold]Blue[/bold]", "Me")
    assert len(answer["recommendations"]) == 3
    assert set(answer["recommendations"][0]) == {"track_id", "title", "artist", "genre", "similarity", "url"}
    assert sum(genre["probability"] for genre in answer["genres"]) == pytest.approx(1.0, abs=1e-3)
    assert set(answer["models"]) >= {"cnn", "lgbm"}
    assert set(answer["timings_s"]) >= {"decode", "frontend", "cnn", "lgbm", "search", "total"}


def test_a_link_brings_the_same_answer_as_its_file(printed: tuple[int, list[dict[str, Any]]]) -> None:
    local, linked = printed[1][0], printed[1][5]
    for name in FIELDS - {"source", "timings_s"}:
        assert linked[name] == local[name]


def test_failures_have_their_codes_and_sentences(printed: tuple[int, list[dict[str, Any]]]) -> None:
    errors = [answer.get("error") for answer in printed[1]]
    codes = [error and error["code"] for error in errors]
    assert codes == [
        None, "too_short", "not_audio", "not_found", "unreadable", None, "not_audio", "refused_address"
    ]  # fmt: skip
    for error in filter(None, errors):
        assert set(error) == {"code", "message"}
        assert error["message"].endswith(".")


def test_the_table_shows_titles_as_they_are_written(folder: Path) -> None:
    ran = analyze(str(folder / "song.mp3"), COLUMNS="160")
    assert ran.returncode == 0
    assert "Me — [bold]Blue[/bold]" in ran.stdout
    assert "Sounds alike" in ran.stdout


def test_the_settings_of_the_models_count_here_too(folder: Path) -> None:
    ran = analyze("--json", str(folder / "song.mp3"), CRATEDIGGER_MODELS_TAGGER="false")
    answer = json.loads(ran.stdout)
    assert not answer.get("tags")
    assert "tagger" not in answer["timings_s"]
    assert analyze("--json", str(folder / "song.mp3"), CRATEDIGGER_WORKERS_MEMORY_MIB="few").returncode == 2


@pytest.mark.parametrize(
    "arguments", [(), ("--json",), ("--top", "many", "a.mp3"), ("--top", "-1", "a.mp3"), ("--nope",)]
)
def test_wrong_arguments_exit_with_two_and_print_nothing(arguments: tuple[str, ...]) -> None:
    ran = analyze(*arguments)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert "usage:" in ran.stderr


def test_a_machine_without_a_temporary_folder_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/nowhere")
    assert analyze_here(["--json", str(folder / "song.mp3")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Set TMPDIR to a writable one." in said.err
