"""The catalogues as they are written: every text with the values it takes and the texts it refers to."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import parse
from fluent.syntax.ast import Junk, Message, MessageReference, Pattern, VariableReference
from fluent.syntax.visitor import Visitor

import bot.languages

FOLDER = Path(bot.languages.__file__).parent


@dataclass(frozen=True)
class Text:
    """One text: the variables that stand in it and the keys of the texts that it takes in."""

    variables: frozenset[str]
    references: frozenset[str]


class _Reader(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802
        self.references.add(f"{node.id.name}.{node.attribute.name}" if node.attribute else node.id.name)


@cache
def texts(tag: str) -> dict[str, Text]:
    """Return a language's texts by their keys, ``message`` or ``message.attribute``."""
    return {
        key: _read(pattern)
        for message in _entries(tag)
        if isinstance(message, Message)
        for key, pattern in _patterns(message)
    }


def unreadable(tag: str) -> list[str]:
    """Return what Fluent does not understand in a catalogue."""
    return [entry.content or "" for entry in _entries(tag) if isinstance(entry, Junk)]


def keys_in_order(tag: str) -> list[str]:
    """Return the names of all messages as they follow each other, those written twice too."""
    return [entry.id.name for entry in _entries(tag) if isinstance(entry, Message)]


def variables(key: str) -> frozenset[str]:
    """Return the values that the English text takes, those of the texts it refers to included."""
    text = texts("en")[key]
    return text.variables.union(*(variables(other) for other in text.references))


@cache
def _entries(tag: str) -> list[object]:
    return list(parse((FOLDER / f"{tag}.ftl").read_text(encoding="utf-8")).body)


def _patterns(message: Message) -> list[tuple[str, Pattern]]:
    own = [(message.id.name, message.value)] if message.value else []
    return [*own, *((f"{message.id.name}.{each.id.name}", each.value) for each in message.attributes if each.value)]


def _read(pattern: Pattern) -> Text:
    reader = _Reader()
    reader.visit(pattern)
    return Text(frozenset(reader.variables), frozenset(reader.references))
