"""Nothing that people read stands in the code: it all comes out of the catalogues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.languages import ENGLISH
from tests.bot.languages.catalogues import texts
from tests.bot.languages.code import BOT

# Where words for people are laid out or sent.
ROOMS = ("features", "replies", "cards")
SOURCES = sorted(
    [path for room in ROOMS for path in (BOT / room).rglob("*.py")]
    # These speak to whoever runs the bot; the words of errors are compared with the English catalogue elsewhere.
    + [path for path in BOT.glob("*.py") if path.stem not in {"__main__", "demo", "errors", "invitation", "links"}]
)
# Their arguments are read by people: positional ones, and those of these names.
SHOWING = {
    "Button",
    "ChannelSelect",
    "Label",
    "Modal",
    "Select",
    "SelectOption",
    "TextDisplay",
    "TextInput",
    "edit",
    "edit_message",
    "edit_original_response",
    "heading",
    "list_reply",
    "pictured_reply",
    "send",
    "send_message",
    "sentence_reply",
    "songs_list",
}
READ = {"content", "label", "placeholder", "title", "text", "description", "header", "nothing", "others", "subtitle"}
# What commands and options are called in the code is compared with the English catalogue elsewhere.
DOCUMENTED = {ENGLISH.say(key) for key in texts("en") if key.startswith(("option-", "menu-"))}
# What is logged or raised, nobody reads.
UNREAD = {"describe", "command", "Group", "info", "warning", "error", "debug", "exception", "compile", "getLogger"}
WORDS = re.compile(r"[A-Za-z]{2,}")
SENTENCE = re.compile(r"[A-Za-z]+,? [a-z]+,? [a-z]+|[A-Za-z]+ [a-z]+[.!?:]$")


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _written(node: ast.expr | None) -> str:
    """Return the words that a literal, or the fixed parts of an f-string, put down; "" for anything else."""
    match node:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(_written(part) for part in parts if isinstance(part, ast.Constant))
    return ""


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    yield from call.args
    yield from (each.value for each in call.keywords if each.arg in READ)


def _calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _unread(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield all that stands in documentation, in errors that are raised, in type comments and in what is logged."""
    yield from _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _name(node.func) in UNREAD):
            yield from ast.walk(node)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(BOT)))
def test_nothing_is_shown_that_is_written_in_the_code(path: Path) -> None:
    found = [
        f"line {call.lineno}: {_written(value)!r}"
        for call in _calls(path)
        if _name(call.func) in SHOWING
        for value in _shown(call)
        if WORDS.search(_written(value))
    ]
    assert found == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(BOT)))
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unread = {id(node) for node in _unread(tree)}
    found = [
        f"line {node.lineno}: {_written(node)!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in unread
        if SENTENCE.search(_written(node)) and _written(node) not in DOCUMENTED
    ]
    assert found == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text('ui.Button(label="Press me")\nwords = f"You have {n} songs left."\n', encoding="utf-8")
    with pytest.raises(AssertionError):
        test_nothing_is_shown_that_is_written_in_the_code(bad)
    with pytest.raises(AssertionError):
        test_no_sentence_stands_in_the_code(bad)
