"""The parts of the documents that are read from the code.

Also a command: ``docs/reference.py NAME`` prints a part, ``docs/reference.py --write`` renews those in README.md and
the whole of .env.example.
"""

import asyncio
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import SimpleNamespace
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))


def settings_groups() -> list[Any]:
    """Return the settings classes in the order in which they are read."""
    from pydantic_settings import BaseSettings

    from bot import settings

    classes = [kind for _, kind in inspect.getmembers(settings, inspect.isclass) if issubclass(kind, BaseSettings)]
    return sorted((kind for kind in classes if kind is not BaseSettings), key=lambda kind: inspect.findsource(kind)[1])


def _settings_table() -> str:
    """Return every setting with its default, what it may be and what it is for, group by group."""
    lines = []
    for group in settings_groups():
        lines += [
            f"\n### {_sentence(group)}\n",
            "| setting | default | limits | what it is for |",
            "| --- | --- | --- | --- |",
        ]
        lines += [_setting_row(group, name) for name in group.model_fields]
    return "\n".join(lines)


def _settings_list() -> str:
    """Return every setting with its default and what it is for, as one table."""
    rows = [
        f"| `{variable(group, name)}` | {_code(_default(field))} | {_cell(field.description)} |"
        for group in settings_groups()
        for name, field in group.model_fields.items()
    ]
    return "\n".join(["| setting | default | what it is for |", "| --- | --- | --- |", *rows])


def _environment_example() -> str:
    """Return the text of ``.env.example``: every setting with its default, all but the token commented out."""
    lines = ["# Copy to .env and fill in the first setting; every other has the default that is shown."]
    for group in settings_groups():
        for name, field in group.model_fields.items():
            mark = "" if variable(group, name) == "DISCORD_TOKEN" else "#"
            lines += ["", f"# {field.description}", f"{mark}{variable(group, name)}={_default(field)}"]
    return "\n".join([*lines, ""])


def variable(group: Any, name: str) -> str:
    """Return the environment variable of a setting."""
    return str(group.model_fields[name].validation_alias or f"{group.model_config['env_prefix']}{name}".upper())


def _default(field: Any) -> str:
    """Return the default of a setting as one would write it into the environment."""
    if isinstance(field.default, bool):
        return str(field.default).lower()
    if isinstance(field.default, float):
        return f"{field.default:g}"
    return "" if field.default is None else str(field.default)


def _setting_row(group: Any, name: str) -> str:
    field = group.model_fields[name]
    kind = field.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        limits = ", ".join(f"`{choice.value}`" for choice in kind)
    else:
        limits = ", ".join(_limit(part) for part in field.metadata)
    return f"| `{variable(group, name)}` | {_code(_default(field))} | {limits} | {_cell(field.description)} |"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _limit(part: Any) -> str:
    signs = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return " ".join(f"{words} {getattr(part, name)}" for name, words in signs.items() if hasattr(part, name)) or (
        f"`{part.pattern}`".replace("|", "\\|") if getattr(part, "pattern", None) else ""
    )


def _commands_table() -> str:
    """Return every command of the real command tree with its options."""
    import discord

    lines = []
    for command in sorted(asyncio.run(_commands()), key=lambda command: str(command.qualified_name)):
        if isinstance(command, discord.app_commands.ContextMenu):
            lines.append(f"### {command.name}\nIn the *Apps* menu of a {command.type.name}.\n")
        else:
            lines += _command_lines(command)
    return "\n".join(lines)


def _command_lines(command: Any) -> Iterator[str]:
    yield f"### /{command.qualified_name}\n{command.description}\n"
    if command.parameters:
        yield "| option | needed | what it is |\n| --- | --- | --- |"
        for option in command.parameters:
            yield f"| `{option.display_name}` | {'yes' if option.required else 'no'} | {option.description} |"
        yield ""


async def _commands() -> list[Any]:
    """Load the features into a bot that is never connected, and return what they registered."""
    from discord import app_commands

    from bot.core.client import FEATURES, SongBot

    bot = SongBot(_Anything(), message_content=True)  # type: ignore[arg-type]
    for feature in FEATURES:
        await bot.load_extension(feature)
    return [command for command in bot.tree.walk_commands() if not isinstance(command, app_commands.Group)] + [
        command for command in bot.tree.get_commands() if isinstance(command, app_commands.ContextMenu)
    ]


class _Anything(SimpleNamespace):
    """Stands in for the services, which no command needs until it is used."""

    def __getattr__(self, name: str) -> "_Anything":
        return _Anything()

    def __call__(self, *_: Any, **__: Any) -> "_Anything":
        return _Anything()


def _error_codes_table() -> str:
    """Return every code that ``analyze --json`` may answer with, and what people read."""
    from bot.fetch.errors import FetchError
    from bot.workers.errors import WorkerError
    from models.errors import AnalysisError

    sentences: dict[str, list[str]] = {}
    for base in (AnalysisError, FetchError, WorkerError):
        for kind in (base, *_narrower(base)):
            said = sentences.setdefault(kind.code, [])
            if kind.message not in said:
                said.append(kind.message)
    rows = [f"| `{code}` | {' *or* '.join(said)} |" for code, said in sorted(sentences.items())]
    return "\n".join(["| code | what people read |", "| --- | --- |", *rows])


def _narrower(kind: Any) -> Iterator[Any]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _narrower(narrower)


def _stored_table() -> str:
    """Return every table of the database with its columns."""
    from bot.store import _tables

    lines = ["| table | what a row is | columns |", "| --- | --- | --- |"]
    for kind in sorted(_narrower(_tables.Table), key=lambda kind: str(kind.__tablename__)):
        columns = ", ".join(f"`{column.name}`" for column in kind.__table__.columns)
        lines.append(f"| `{kind.__tablename__}` | {_sentence(kind)} | {columns} |")
    return "\n".join(lines)


def _sentence(kind: type) -> str:
    return (inspect.getdoc(kind) or "").splitlines()[0].rstrip(".").replace("``", "`").replace("|", "\\|")


def _accuracy() -> str:
    """Return how good the models are, in the numbers of the model card that was written when they were trained."""
    card = (_ROOT / "models/artifacts/MODEL_CARD.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| test \| (\w+) \| ([\d.]+)% ", card, re.MULTILINE)
    right = dict(reversed(rows))
    sure = re.search(r"^- test: ([\d.]+)% of the songs, ([\d.]+)% of them right", card, re.MULTILINE)
    songs = re.search(r"([\d,]+) test;", card)
    if sure is None or songs is None:
        raise ValueError("the model card does not say what the documents quote")
    return (
        f"On the {songs[1]} songs of the archive's own test split, none of whose artists the models have heard, the "
        f"answer is right for **{right['ensemble']} %** (the network alone {right['cnn']} %, the trees alone "
        f"{right['lgbm']} %; one in eight is chance). It says that it is sure for {sure[1]} % of the songs, and is "
        f"right for {sure[2]} % of those. That is by their pictures alone: what the tagger's words add can only be "
        f"measured where there is sound."
    )


def _capacity_table() -> str:
    """Return what so many servers need, from what was measured."""
    from docs import capacity

    return capacity.capacity_table()


def _numbers_table() -> str:
    """Return what ``make bench`` measured, and what it means."""
    from docs import measured

    return measured.numbers_table()


def _stages_table() -> str:
    """Return where the time of a song goes, from what was measured."""
    from docs import measured

    return measured.stages_table()


_PARTS: dict[str, Callable[[], str]] = {
    "capacity": _capacity_table,
    "numbers": _numbers_table,
    "stages": _stages_table,
    "settings": _settings_table,
    "commands": _commands_table,
    "error-codes": _error_codes_table,
    "stored": _stored_table,
    "settings-list": _settings_list,
    "accuracy": _accuracy,
}


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put the parts in the place of their marks; MkDocs calls this for each page."""
    for name, part in _PARTS.items():
        mark = f"<!-- {name} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, part())
    return markdown


def files() -> dict[Path, str]:
    """Return the files outside of ``docs`` that hold parts, with the text that they should have."""
    readme = _ROOT / "README.md"
    whole = readme.read_text(encoding="utf-8")
    for name, part in _PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        if begin in whole:
            head, _, rest = whole.partition(begin)
            _, ended, tail = rest.partition(end)
            if not ended:
                raise ValueError(f"{readme.name} has no line that ends {name}")
            whole = f"{head}{begin}\n{part()}\n{end}{tail}"
    return {readme: whole, _ROOT / ".env.example": _environment_example()}


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        for path, text in files().items():
            path.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(_PARTS[sys.argv[1]]() + "\n")
