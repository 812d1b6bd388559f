"""The assistant, against Discord on loopback: what is asked, checked and written."""

import asyncio
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from typer.testing import CliRunner, Result
from yarl import URL

from bot.__main__ import app
from tests.bot.app.loopback_discord import TOKEN, LoopbackDiscord


async def set_up(
    folder: Path, *flags: str, token: str | None = TOKEN, answers: str = "", address: str | None = None
) -> Result:
    """Run the assistant in ``folder`` against a Discord of its own, and hand it ``answers``, a line each."""
    async with LoopbackDiscord().listening() as discord:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            patch.setattr(Route, "BASE", address or discord.address)
            patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(f"ws://{discord.place}/gateway"))
            return await asyncio.to_thread(_invoke, flags, answers, token)


def _invoke(flags: Sequence[str], answers: str, token: str | None) -> Result:
    return CliRunner().invoke(app, ["setup", *flags], input=answers, env={"DISCORD_TOKEN": token})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of its own: the tests keep their temporary files beside it."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


def files(folder: Path) -> dict[str, str]:
    """Return the texts of all files in a folder."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_with_only_a_token_everything_else_has_a_default(folder: Path) -> None:
    done = await set_up(folder, "--yes")
    assert done.exit_code == 0, done.stderr
    assert files(folder) == {".env": f"DISCORD_TOKEN={TOKEN}\nCRATEDIGGER_MESSAGE_CONTENT=auto\n"}
    assert mode(folder / ".env") == 0o600
    assert "https://discord.com/oauth2/authorize?client_id=" in done.stdout
    assert "Discord takes the token" in done.stdout
    assert TOKEN not in done.stdout + done.stderr


async def test_questions_are_answered_by_their_defaults(folder: Path) -> None:
    done = await set_up(folder, answers="\n\n\n\n")
    assert done.exit_code == 0, done.stderr
    assert set(files(folder)) == {".env"}


async def test_answers_are_taken(folder: Path) -> None:
    done = await set_up(folder, answers="off\nmy.env\ny\nmy.service\n")
    assert done.exit_code == 0, done.stderr
    written = files(folder)
    assert "CRATEDIGGER_MESSAGE_CONTENT=off" in written["my.env"]
    unit = written["my.service"]
    assert f"WorkingDirectory={folder}" in unit
    assert f"ExecStart={sys.executable} -m bot run" in unit
    assert TOKEN not in unit


async def test_flags_leave_nothing_to_ask(folder: Path) -> None:
    flags = (
        "--token",
        TOKEN,
        "--message-content",
        "off",
        "--env-file",
        "a.env",
        "--systemd",
        "--unit-file",
        "a.service",
    )
    done = await set_up(folder, *flags, token=None)
    assert done.exit_code == 0, done.stderr
    assert set(files(folder)) == {"a.env", "a.service"}


@pytest.fixture
def old_settings(folder: Path) -> Path:
    """A file of settings that everybody may read."""
    path = folder / ".env"
    path.write_text("# mine\nCRATEDIGGER_WORKERS=3\nDISCORD_TOKEN=old\n", encoding="utf-8")
    path.chmod(0o644)
    return path


async def test_other_settings_stay_and_nobody_else_may_read_them_afterwards(folder: Path, old_settings: Path) -> None:
    assert (await set_up(folder, "--yes")).exit_code == 0
    written = files(folder)[".env"]
    assert written.splitlines()[:2] == ["# mine", "CRATEDIGGER_WORKERS=3"]
    assert written.count("DISCORD_TOKEN") == 1
    assert mode(old_settings) == 0o600


@pytest.mark.usefixtures("old_settings")
async def test_a_file_of_settings_is_left_alone_where_that_is_the_answer(folder: Path) -> None:
    before = files(folder)
    assert (await set_up(folder, answers="auto\n.env\nn\n")).exit_code == 1
    assert files(folder) == before


@pytest.mark.parametrize("token", ["", "no token", "MTIz.x.y"])
async def test_what_is_no_token_is_said_in_a_line_and_nothing_is_written(folder: Path, token: str) -> None:
    done = await set_up(folder, "--yes", token=token)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert not files(folder)


async def test_a_wish_for_message_content_that_is_none_is_said(folder: Path) -> None:
    done = await set_up(folder, "--yes", "--message-content", "never")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert not files(folder)


async def test_where_discord_is_away_nothing_is_written(folder: Path) -> None:
    done = await set_up(folder, "--yes", address="http://127.0.0.1:9/api/v10")
    assert done.exit_code == 1
    assert "cannot be reached" in done.stderr
    assert not files(folder)
