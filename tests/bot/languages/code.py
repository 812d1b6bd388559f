"""What the code asks the catalogues for."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from tests.bot.languages.catalogues import texts

BOT = Path(__file__).parents[3] / "bot"
SOURCES = sorted(path for path in BOT.rglob("*.py") if "migrations" not in path.parts)


def asked(path: Path) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Yield each key that a module says itself, with the names of its values, or None where they are unpacked."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if _is_asking(node):
            named = frozenset(each.arg for each in node.keywords if each.arg)
            unpacked = any(each.arg is None for each in node.keywords)
            yield from ((key, None if unpacked else named) for key in _constants(node.args[0]))


def mentioned() -> set[str]:
    """Return every key that stands anywhere in the code as a whole string."""
    known = texts("en")
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known
    }


def beginnings() -> set[str]:
    """Return the fixed beginnings of the keys that the code puts together where it asks for them."""
    return {
        str(part.values[0].value)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _is_asking(node)
        for part in ast.walk(node.args[0])
        if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant)
    }


def _is_asking(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and bool(node.args) and getattr(node.func, "attr", "") == "say"


def _constants(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=other):
            yield from _constants(body)
            yield from _constants(other)
