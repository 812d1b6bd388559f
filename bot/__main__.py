"""The command line: each command imports what it needs, so that none pays for another."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="cratedigger", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def run() -> None:
    """Connect to Discord and answer until stopped."""
    from bot.app.starting import run_bot

    sys.exit(asyncio.run(run_bot()))


@app.command()
def setup(
    token: Annotated[str | None, typer.Option(help="The bot's token; else DISCORD_TOKEN, else asked for.")] = None,
    message_content: Annotated[str | None, typer.Option(help="Message content: auto, on or off.")] = None,
    env_file: Annotated[Path | None, typer.Option(help="Where the settings go, by default .env here.")] = None,
    systemd: Annotated[bool | None, typer.Option(help="Whether to write a unit for systemd.")] = None,
    unit_file: Annotated[Path | None, typer.Option(help="Where the unit goes, by default here.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: what no flag says has its default.")] = False,
) -> None:
    """Ask for the token, check it, write the settings, and print the invitation."""
    from bot.app.setup import SetupAnswers, set_up

    given = SetupAnswers(token, message_content, env_file, unit_file, systemd, ask=not yes)
    sys.exit(asyncio.run(set_up(given)))


@app.command()
def invite(
    application: Annotated[
        int | None, typer.Option(help="The application's ID, else the one of DISCORD_TOKEN.")
    ] = None,
) -> None:
    """Print the links that add the bot to a server or to your own account."""
    from bot.app.invite import show

    sys.exit(show(application))


@app.command()
def check() -> None:
    """Say whether everything is there for a start, and if not, what is missing."""
    from bot.app import operator_commands

    sys.exit(asyncio.run(operator_commands.check()))


@app.command()
def sync() -> None:
    """Tell Discord the commands anew, where it offers others than this version has."""
    from bot.app.operator_commands import sync_commands

    sys.exit(asyncio.run(sync_commands()))


@app.command()
def worker(
    scheduler: Annotated[str | None, typer.Argument(help="As tcp://HOST:8786; else CRATEDIGGER_EXECUTOR.")] = None,
) -> None:
    """Analyse songs for the scheduler of a cluster, until stopped."""
    from bot.app.operator_commands import work

    sys.exit(asyncio.run(work(scheduler)))


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where the copy goes; must not exist yet.")]) -> None:
    """Copy the SQLite database, while the bot runs too."""
    from bot.app.operator_commands import back_up_to

    sys.exit(asyncio.run(back_up_to(file)))


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A copy that `backup` made.")]) -> None:
    """Put a copy of the SQLite database back, while the bot runs too; what is there now is kept beside it."""
    from bot.app.operator_commands import restore_from

    sys.exit(asyncio.run(restore_from(file)))


@app.command()
def corrections(
    out: Annotated[Path, typer.Option("--out", help="The CSV file to write; what stood there before is gone.")],
) -> None:
    """Write members' corrections of genres to a table for training, without their authors."""
    from bot.app.operator_commands import write_corrections

    sys.exit(asyncio.run(write_corrections(out)))


@app.command("import")
def import_library(
    source: Annotated[str, typer.Argument(help="A folder, or the http(s) address of a Subsonic or Jellyfin server.")],
    user: Annotated[str | None, typer.Option(help="The user of a Subsonic server; without one it is Jellyfin.")] = None,
) -> None:
    """Add the songs of a folder or of a music server to the catalogue; goes on where it was stopped."""
    from bot.app.importing import import_library as add_songs

    sys.exit(asyncio.run(add_songs(source, user)))


@app.command(add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def analyze(context: typer.Context) -> None:
    """Say what songs sound like: analyze SOURCE... [--json] [--top N]."""
    from bot.app.analyze import main as analyze_sources

    sys.exit(analyze_sources(context.args))


@app.command()
def demo(
    song: Annotated[Path | None, typer.Option(help="A song of your own, else one that is packaged.")] = None,
) -> None:
    """Post a song to the real bot in a simulated Discord and print its reply."""
    from bot.app.demo import show

    sys.exit(show(song))


@app.command()
def demo_page(
    song: Annotated[list[Path] | None, typer.Option(help="Songs of your own, else three that are packaged.")] = None,
) -> None:
    """Open the real bot in a simulated Discord on a page in the browser, until stopped."""
    from bot.app.demo_page import serve

    sys.exit(serve(song or []))


def main() -> None:
    """Run the command that the arguments name."""
    app()


if __name__ == "__main__":
    main()
