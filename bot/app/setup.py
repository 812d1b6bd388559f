"""``python -m bot setup``: from a token to a bot that can be started, by questions that all have defaults and flags."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import typer
from pydantic import SecretStr
from rich.console import Console

from bot.app.configuration import application_of, checked_token
from bot.app.invite import Invitation
from bot.app.preflight import check_discord
from bot.errors import StartError
from bot.settings import MessageContent, ShardSettings

_UNIT = """\
[Unit]
Description=Cratedigger, a Discord bot that recognises music
After=network-online.target
Wants=network-online.target

[Service]
ExecStart={python} -m bot run
WorkingDirectory={folder}
# A setting that is wrong (status 2) stays wrong.
RestartPreventExitStatus=2
Restart=on-failure
RestartSec=10
TimeoutStopSec=45
NoNewPrivileges=yes
UMask=0077

[Install]
WantedBy=default.target
"""


@dataclass(frozen=True, slots=True)
class SetupAnswers:
    """What the flags said; None for what is still to be asked. ``ask`` is off where defaults are taken unasked."""

    token: str | None
    message_content: str | None
    env_file: Path | None
    unit_file: Path | None
    systemd: bool | None
    ask: bool


async def set_up(given: SetupAnswers) -> int:
    """Ask for what is missing, check it against Discord, write the files; return the process's exit status."""
    console = Console(soft_wrap=True)
    try:
        token = given.token or os.environ.get("DISCORD_TOKEN", "")
        if not token and given.ask:
            # Nothing is shown of it, and nothing given checks as a token that is missing.
            question = "The bot's token, from the Bot page of Discord's developer portal"
            token = typer.prompt(question, default="", show_default=False, hide_input=True)
        secret = SecretStr(token.strip())
        checked_token(secret)
        wish = given.message_content or _asked("Ask for message content? auto, on or off", "auto", given)
        if wish not in list(MessageContent):
            raise StartError(f"Message content is auto, on or off, not {wish}.", status=2)
        content = MessageContent(wish)
        console.print(await check_discord(secret.get_secret_value(), content, ShardSettings()))
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    env_file = (given.env_file or Path(_asked("Where do the settings go?", ".env", given))).absolute()
    if env_file.exists() and given.ask and not typer.confirm(f"{env_file} exists. Set these two in it?", default=True):
        return 1
    chosen = {"DISCORD_TOKEN": secret.get_secret_value(), "CRATEDIGGER_MESSAGE_CONTENT": content.value}
    _write_settings(env_file, chosen)
    console.print(f"{env_file} is written; only you can read it.")
    systemd = given.systemd
    if systemd is None:
        systemd = given.ask and typer.confirm("Write a unit for systemd?", default=False)
    if systemd:
        unit = given.unit_file or Path(_asked("Where does the unit go?", "cratedigger.service", given))
        unit.write_text(_UNIT.format(python=sys.executable, folder=env_file.parent), encoding="utf-8")
        console.print(f"{unit} is written. To start it: systemctl --user enable --now {unit.absolute()}")
        console.print("To have it run while you are logged out: loginctl enable-linger")
    application = application_of(secret)
    if application is not None:
        console.print(f"Add the bot to a server:\n{Invitation(application).server}")
    console.print(f"Then start it in {env_file.parent}: python -m bot run")
    return 0


def _asked(question: str, default: str, given: SetupAnswers) -> str:
    return str(typer.prompt(question, default=default)) if given.ask else default


def _write_settings(path: Path, settings: dict[str, str]) -> None:
    """Set the given variables in a file of settings, whose other lines stay; nobody else may read it."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    kept = [line for line in lines if line.partition("=")[0].strip() not in settings]
    text = "\n".join([*kept, *(f"{name}={value}" for name, value in settings.items())]) + "\n"
    making = path.with_name(f"{path.name}.new")
    making.unlink(missing_ok=True)
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    making.replace(path)
