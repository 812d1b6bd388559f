"""All features at once: what each of them must be, and what Discord takes of them together."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from simcord import Env

import bot.features
from bot.core.client import FEATURES, SongBot
from bot.languages.commands import CommandTranslator

FOLDER = Path(bot.features.__file__).parent
PACKAGES = [f"bot.features.{found.name}" for found in pkgutil.iter_modules([str(FOLDER)])]
MODULES = [found.name for found in pkgutil.walk_packages([str(FOLDER)], "bot.features.")]
# What named parts of buttons' names may be.
SAMPLES = ("0" * 64, "1", "20", "style", "all", "next", "back", "history", "mine", "up", "down", "a", "channels")
LONGEST_CUSTOM_ID, MOST_COMMANDS, MOST_MENUS, MOST_OPTIONS, LARGEST_COMMAND = 100, 100, 5, 25, 8000


def test_every_feature_is_loaded_and_nothing_else() -> None:
    assert sorted(FEATURES) == sorted(PACKAGES)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_can_be_imported_by_itself_and_says_what_it_is(module: str) -> None:
    assert inspect.getdoc(importlib.import_module(module))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_feature_has_one_short_door(package: str) -> None:
    setup = importlib.import_module(package).setup
    assert inspect.iscoroutinefunction(setup)
    assert list(inspect.signature(setup).parameters) == ["bot"]


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_feature_reaches_behind_anothers_door(path: Path) -> None:
    own = f"bot.features.{path.relative_to(FOLDER).parts[0]}."
    modules = [
        node.module
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    inner = [name for name in modules if name.startswith("bot.features.") and "._" in name]
    assert [name for name in inner if not name.startswith(own)] == []


async def _payloads(env: Env) -> list[dict[str, Any]]:
    assert isinstance(env.bot, SongBot)
    tree = env.bot.tree
    known = [command for kind in discord.AppCommandType for command in tree.get_commands(type=kind)]
    return [dict(await command.get_translated_payload(tree, CommandTranslator())) for command in known]


def _parts(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a command, and all of its subcommands, options and choices."""
    yield payload
    for part in (*(payload.get("options") or ()), *(payload.get("choices") or ())):
        yield from _parts(part)


async def test_there_are_no_more_commands_and_options_than_discord_takes(env: Env) -> None:
    payloads = await _payloads(env)
    kinds = Counter(payload["type"] for payload in payloads)
    assert kinds[1] <= MOST_COMMANDS
    assert kinds[2] <= MOST_MENUS
    assert kinds[3] <= MOST_MENUS
    for payload in payloads:
        for part in _parts(payload):
            assert len(part.get("options") or ()) <= MOST_OPTIONS
            assert len(part.get("choices") or ()) <= MOST_OPTIONS


async def test_no_command_is_larger_than_discord_takes_in_any_language(env: Env) -> None:
    for payload in await _payloads(env):
        size = sum(_longest(part, key) for part in _parts(payload) for key in ("name", "description", "value"))
        assert size <= LARGEST_COMMAND, payload["name"]


def _longest(part: dict[str, Any], key: str) -> int:
    said = [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]
    return max(len(str(each)) for each in said)


async def test_every_button_and_select_that_outlives_a_restart_is_known_by_its_name_alone(env: Env) -> None:
    assert isinstance(env.bot, SongBot)
    patterns = list(env.bot._connection._view_store._dynamic_items)
    assert len(patterns) > 5
    for pattern in patterns:
        sample = _sample(pattern.pattern)
        assert [other.pattern for other in patterns if other.fullmatch(sample)] == [pattern.pattern]
        assert len(sample) <= LONGEST_CUSTOM_ID


def _sample(pattern: str) -> str:
    """Return a name that a pattern fits."""

    def filled(group: re.Match[str]) -> str:
        return next(sample for sample in SAMPLES if re.fullmatch(group[1], sample))

    sample = re.sub(r"\(\?P<\w+>((?:[^()]|\([^()]*\))*)\)", filled, pattern)
    sample = re.sub(r"\(\?:([^()]*)\)\?", r"\1", sample)
    assert re.fullmatch(pattern, sample), pattern
    return sample


async def test_every_command_has_a_description_of_its_own(env: Env) -> None:
    assert isinstance(env.bot, SongBot)
    commands = [each for each in env.bot.tree.walk_commands() if isinstance(each, app_commands.Command)]
    described = Counter(command.description for command in commands)
    assert [words for words, times in described.items() if times > 1] == []
