"""The command line."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.audio_files import music_files

ROOT = Path(__file__).parents[2]


def _run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        timeout=220,
        check=False,
    )


def test_the_demo_posts_a_song_prints_the_reply_and_leaves_nothing(tmp_path: Path) -> None:
    song = music_files()[3]
    done = _run("demo", "--song", str(song), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert song.name in done.stdout
    assert "Sounds like" in done.stdout
    links = ("https://freemusicarchive.org/music/", "https://freemusicarchive.org/search?quicksearch=")
    assert sum(done.stdout.count(link) for link in links) == 5
    assert [path.name for path in tmp_path.iterdir()] == ["temporary"]


def test_the_demo_says_where_there_is_no_file(tmp_path: Path) -> None:
    done = _run("demo", "--song", "missing.mp3", cwd=tmp_path)
    assert done.returncode == 2
    assert "There is no file at missing.mp3." in done.stdout


def test_the_demo_says_what_to_install_where_its_packages_are_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.app.demo import show

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert show(None) == 2
    assert "pip install" in capsys.readouterr().out


def test_running_without_a_token_says_what_to_do(tmp_path: Path) -> None:
    done = _run("run", cwd=tmp_path)
    assert done.returncode == 2
    assert "DISCORD_TOKEN is not set." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_bot_process_loads_no_models_and_no_decoder() -> None:
    code = (
        "import sys, bot.app.starting, bot.app.serving; from bot.core.client import import_features; "
        "import_features(); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    # Nor what draws and what migrates: pictures are drawn by workers, and most starts find nothing to migrate.
    assert not {"PIL", "fontTools", "alembic", "sqlalchemy.dialects.postgresql"} & set(loaded.split())
    assert not {"onnxruntime", "lightgbm", "av", "torch", "librosa", "sklearn"} & set(loaded.split())
