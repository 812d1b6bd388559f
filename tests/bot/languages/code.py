"""What the code asks the catalogues for."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.bot.languages.catalogues import texts

BOT = Path(__file__).parents[3] / "bot"
SOURCES = sorted(path for path in BOT.rglob("*.py") if "migrations" not in path.parts)


def asked(path: Path) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Yield each key that a module says itself, with the names of its values, or None where they are unpacked."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "say"
            and node.args
        ):
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


def _constants(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=other):
            yield from _constants(body)
            yield from _constants(other)
