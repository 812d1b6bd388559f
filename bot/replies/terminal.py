"""A reply as a person reads it, for a terminal: the mark-up that Discord would draw, drawn with rich."""

import re
from collections.abc import Iterator

import discord
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

_MASKED_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])+)\]\((\S+?)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`([^`]+)`")
_ESCAPED = re.compile(r"\\([^A-Za-z0-9\s])")


def readable(message: discord.Message) -> Group:
    """Return everything that is written in a message, line by line, with the addresses of its links spelled out."""
    return Group(*(line for component in message.components for line in _lines(component)))


def _lines(component: object) -> Iterator[RenderableType]:
    match component:
        case discord.Container():
            for child in component.children:
                yield from _lines(child)
        case discord.TextDisplay():
            for line in component.content.split("\n"):
                yield from _drawn(line)
        case discord.SeparatorComponent():
            yield Rule(style="dim")


def _drawn(line: str) -> Iterator[Text]:
    addresses = [match.group(2) for match in _MASKED_LINK.finditer(line)]
    words = _CODE.sub(r"\1", _MASKED_LINK.sub(r"\1", line))
    if words.startswith("### "):
        yield Text(_unescaped(words.removeprefix("### ")), style="bold underline")
    elif words.startswith("-# "):
        yield Text(_unescaped(words.removeprefix("-# ")), style="dim")
    else:
        text = Text()
        # Odd pieces of the split are what stood between the marks.
        for place, piece in enumerate(_BOLD.split(words)):
            text.append(_unescaped(piece), style="bold" if place % 2 else "")
        yield text
    for address in addresses:
        yield Text(f"   {address}", style=f"dim link {address}")


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(r"\1", words).replace("\u200b", "")
