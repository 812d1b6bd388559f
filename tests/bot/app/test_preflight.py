"""Everything is looked at before the start, and what is wrong is said in one line."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.app.operator_commands import check
from bot.app.starting import run_bot
from bot.settings import StoreSettings
from bot.store import Store
from models.manifest import DEFAULT_FOLDER, open_artifacts
from tests.bot.telemetry.test_logs import TOKEN

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _with_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)


async def _complaint(capsys: pytest.CaptureFixture[str]) -> str:
    assert await check() == 1
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert TOKEN not in captured.err + captured.out
    # A start says the very same, and goes no further.
    assert await run_bot() in (1, 2)
    assert line in capsys.readouterr().err.splitlines()
    return line


@pytest.mark.usefixtures("flaky")
async def test_where_everything_is_there_the_check_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert await check() == 0
    captured = capsys.readouterr()
    assert "The database is new" in captured.out
    assert "The workers start and answer." in captured.out
    assert "Discord takes the token of" in captured.out
    assert captured.out.splitlines()[-1] == "Everything is ready: python -m bot run"
    assert captured.err == ""
    assert not (tmp_path / "cratedigger.sqlite3").exists()


@pytest.mark.usefixtures("flaky")
async def test_the_version_is_the_one_that_the_bot_will_answer_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CRATEDIGGER_MODELS_TAGGER", "false")
    assert await check() == 0
    assert f"version {open_artifacts(tagger=False).version}." in capsys.readouterr().out
    assert open_artifacts(tagger=False).version != open_artifacts(tagger=True).version


@pytest.mark.parametrize("token", ["token", "a.b.c", TOKEN.replace(".", "-"), "Z" + TOKEN[1:], TOKEN + " "])
async def test_something_else_than_a_token_is_seen_at_once(
    token: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)
    assert await check() == 1
    captured = capsys.readouterr()
    assert "DISCORD_TOKEN is no bot token. Copy it again" in captured.err
    assert captured.err.count("\n") == 1
    assert await run_bot() == 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "no address of a database"),
        ("sqlite+aiosqlite:////missing/folder/x.sqlite3", "There is no folder /missing/folder"),
        ("postgresql+asyncpg://bot:hunter2@127.0.0.1:9/bot", "cannot be opened"),
        ("sqlite:///cratedigger.sqlite3", "Use sqlite+aiosqlite or postgresql+asyncpg."),
        ("sqlite+aiosqlite:////proc/cratedigger.sqlite3", "cannot be written to"),
    ],
)
async def test_a_database_that_is_not_there_is_told_with_what_to_do(
    url: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CRATEDIGGER_STORE_URL", url)
    line = await _complaint(capsys)
    assert words in line
    assert "hunter2" not in line


async def test_a_file_that_is_no_database_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cratedigger.sqlite3").write_bytes(b"just words " * 500)
    assert "file is not a database" in await _complaint(capsys)


async def test_a_database_of_another_program_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(tmp_path / "cratedigger.sqlite3")) as other:
        other.execute("create table posts (number integer)")
    assert "another program's tables" in await _complaint(capsys)


async def test_a_machine_without_a_temporary_folder_is_seen_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/nowhere")
    assert "Set TMPDIR to a writable one." in await _complaint(capsys)


@pytest.mark.parametrize("allow", ["127.0.0.1:99999", "127.0.0.1:0", "127.0.0.1", ":80"])
async def test_a_wrong_list_of_allowed_hosts_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], allow: str
) -> None:
    monkeypatch.setenv("CRATEDIGGER_FETCH_ALLOW", allow)
    assert "CRATEDIGGER_FETCH_ALLOW" in await _complaint(capsys)


async def test_a_machine_without_a_network_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("discord.http.Route.BASE", "http://127.0.0.1:9/api/v10")
    assert "Discord cannot be reached" in await _complaint(capsys)


async def test_a_database_of_a_later_version_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    from sqlalchemy import text

    store = await Store.open(StoreSettings())
    async with store.connection() as connection:
        await connection.execute(text("update alembic_version set version_num = '9999'"))
    await store.close()
    assert "schema 9999, which is newer than this program" in await _complaint(capsys)


@pytest.mark.parametrize("executor", ["", "tcp://127.0.0.1:9"])
async def test_an_altered_model_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], executor: str
) -> None:
    monkeypatch.setenv("CRATEDIGGER_EXECUTOR", executor)
    folder = tmp_path / "models"
    shutil.copytree(DEFAULT_FOLDER, folder)
    (folder / "ensemble.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("CRATEDIGGER_MODELS_FOLDER", str(folder))
    line = await _complaint(capsys)
    assert "ensemble.json" in line
    assert "Install the package again" in line


async def test_workers_that_do_not_start_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.workers.process.launch_arguments", lambda _: [sys.executable, "-c", "exit(3)"])
    monkeypatch.setenv("CRATEDIGGER_STATUS_ADDRESS", "")
    assert await check() == 1
    assert "No worker process starts" in capsys.readouterr().err
    assert await run_bot() == 1
    assert "No worker process starts" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox uses interfaces of Linux")
def test_what_an_old_kernel_lacks_is_warned_of(tmp_path: Path) -> None:
    # Landlock and seccomp, as where a kernel has neither.
    lacking = [sys.executable, str(ROOT / "tests/bot/workers/old_kernel.py"), "444,317,277"]
    command = [*lacking, sys.executable, "-m", "bot", "check"]
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "DISCORD_TOKEN": TOKEN}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    (warning,) = [line for line in done.stdout.splitlines() if line.startswith("WARNING: ")]
    missing = warning.partition("no protection of: ")[2].partition(". ")[0].split(", ")
    assert {"files", "system calls"} <= set(missing)
    assert "Everything is ready" not in done.stdout.partition(warning)[0]


def test_the_command_line_has_the_check(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": "", "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("DISCORD_TOKEN is not set.")
