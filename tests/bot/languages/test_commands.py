"""Names and descriptions of commands in every language, as Discord is told them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from discord import AppCommandType, Locale, app_commands
from simcord import Env

from bot.core.client import SongBot
from bot.languages import ENGLISH, TAGS
from bot.languages.commands import CommandTranslator, keys_for
from bot.languages.spoken import language
from tests.bot.languages.catalogues import texts

# Discord: lower-case letters of any script, digits, hyphens, apostrophes and underscores.
NAME = re.compile(r"[-_'\w]{1,32}")
LOCALES = {"de": "de", "fr": "fr", "es-ES": "es-ES", "es-419": "es-ES", "pt-BR": "pt-BR", "ja": "ja"}
FAMILIES = ("command-", "option-", "choice-", "menu-")


@pytest.fixture
async def payloads(env: Env) -> list[dict[str, Any]]:
    """What Discord is told when the commands are synced."""
    assert isinstance(env.bot, SongBot)
    return [dict(await each.get_translated_payload(env.bot.tree, CommandTranslator())) for each in _commands(env)]


def _commands(env: Env) -> list[Any]:
    assert isinstance(env.bot, SongBot)
    kinds = (AppCommandType.chat_input, AppCommandType.message)
    return [command for kind in kinds for command in env.bot.tree.get_commands(type=kind)]


def _parts(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a command, its subcommands, their options and those options' choices."""
    yield payload
    for part in (*payload.get("options", ()), *payload.get("choices", ())):
        yield from _parts(part)


async def test_the_bot_is_synced_with_every_language(env: Env) -> None:
    (sync,) = [entry for entry in env.http_requests if entry.method == "PUT" and entry.path.endswith("/commands")]
    names = [each["name_localizations"]["ja"] for each in sync.json or () if each["name"] == "classify"]
    assert names == ["ジャンル判定"]


async def test_names_and_descriptions_are_within_discords_limits(payloads: list[dict[str, Any]]) -> None:
    for part in (part for payload in payloads for part in _parts(payload)):
        for locale, name in part.get("name_localizations", {}).items():
            if "value" in part or (part.get("type") == 3 and "options" not in part and "description" not in part):
                assert 1 <= len(name) <= (100 if "value" in part else 32), (locale, name)
                continue
            assert NAME.fullmatch(name), (locale, name)
            assert name == name.lower(), (locale, name)
        for locale, words in part.get("description_localizations", {}).items():
            assert 1 <= len(words) <= 100, (locale, words)


async def test_the_commands_are_as_many_and_as_long_as_discord_takes(payloads: list[dict[str, Any]]) -> None:
    kinds = Counter(payload.get("type", 1) for payload in payloads)
    assert kinds[AppCommandType.chat_input.value] <= 100
    assert kinds[AppCommandType.message.value] <= 15
    for payload in payloads:
        assert len(payload.get("options", ())) <= 25
        # Of a text in several languages the longest counts.
        texts = (
            (part.get(key, ""), *part.get(f"{key}_localizations", {}).values())
            for part in _parts(payload)
            for key in ("name", "description")
        )
        values = (str(part.get("value", "")) for part in _parts(payload))
        assert sum(max(map(len, each)) for each in texts) + sum(map(len, values)) <= 8000, payload["name"]


@pytest.mark.parametrize("locale", LOCALES)
async def test_no_two_neighbours_share_a_name(payloads: list[dict[str, Any]], locale: str) -> None:
    def name_of(part: dict[str, Any]) -> str:
        return str(part.get("name_localizations", {}).get(locale, part["name"]))

    groups = [payloads, *(part["options"] for payload in payloads for part in _parts(payload) if part.get("options"))]
    for group in groups:
        names = [(part["type"] if group is payloads else 0, name_of(part)) for part in group]
        assert len(names) == len(set(names)), names


@pytest.mark.parametrize("tag", TAGS)
async def test_everything_that_discord_asks_for_has_a_text_and_nothing_else_has(env: Env, tag: str) -> None:
    asked = await _asked(env, tag)
    assert [words for words, key, _ in asked if key is None] == []
    assert {key for key in texts(tag) if key.startswith(FAMILIES)} == {key for _, key, _ in asked}


async def test_english_stands_in_the_catalogue_as_it_stands_in_the_code(env: Env) -> None:
    # The names of choices in the code are those of enumerations.
    asked = [each for each in await _asked(env, "en") if not isinstance(each[2], app_commands.Choice)]
    assert {key: words for words, key, _ in asked} == {key: ENGLISH.say(key or "") for _, key, _ in asked}


async def test_other_locales_see_english_words(payloads: list[dict[str, Any]]) -> None:
    choices = [part for payload in payloads for part in _parts(payload) if "value" in part]
    assert all(part["name_localizations"]["pl"] == part["name_localizations"]["en-GB"] for part in choices)
    others = [part for payload in payloads for part in _parts(payload) if "value" not in part]
    spoken = {str(locale) for locale in Locale if str(locale).split("-")[0] in {tag.split("-")[0] for tag in TAGS}}
    told = {locale for part in others for locale in part.get("name_localizations", {})}
    assert told <= spoken
    assert set(LOCALES) <= told


async def _asked(env: Env, tag: str) -> list[tuple[str, str | None, Any]]:
    """Return what stands in the code, the key under which a language has it, and what it names."""
    asked: list[tuple[str, str | None, Any]] = []

    class Listening(app_commands.Translator):
        async def translate(self, string: app_commands.locale_str, locale: Locale, context: Any) -> str | None:
            if locale is Locale.american_english:
                key = next(filter(language(tag).knows, keys_for(context)), None)
                asked.append((string.message, key, context.data))
            return None

    assert isinstance(env.bot, SongBot)
    for command in _commands(env):
        await command.get_translated_payload(env.bot.tree, Listening())
    return asked
