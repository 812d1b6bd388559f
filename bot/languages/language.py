"""One language: its catalogue of messages, and how it writes numbers and lists."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Self

import structlog
from babel import Locale, localedata
from babel.dates import format_date, format_interval
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import FluentParser

log = structlog.get_logger(__name__)

Value = str | int | float
# The names of everything, two thirds of what Babel holds of a language: only numbers, dates and lists are written here.
_UNUSED = (
    "compound_unit_patterns",
    "currency_names",
    "currency_names_plural",
    "currency_symbols",
    "languages",
    "meta_zones",
    "scripts",
    "territories",
    "time_zones",
    "unit_display_names",
    "unit_patterns",
    "variants",
)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_ISOLATE, _POP = "\u2068", "\u2069"


class NoSuchTextError(LookupError):
    """A key that the English catalogue lacks, or a message that lacks a value: a mistake in the code."""


class Language:
    """Says things in one language; what its catalogue lacks it says in ``fallback``'s."""

    def __init__(self, tag: str, catalogue: str, fallback: Self | None = None) -> None:
        """Read a catalogue, Fluent text; ``tag`` is the language's BCP 47 tag."""
        self.tag = tag
        # British lists have no comma before "and", as the bot always wrote them.
        self._locale = Locale.parse("en_001" if tag == "en" else tag.replace("-", "_"))
        # What a language lacks it has from the one above it.
        for name in ("root", self._locale.language, str(self._locale)):
            for unused in _UNUSED:
                localedata.load(name).pop(unused, None)
        # Isolation marks round every value would fill names and files with invisible characters; see _isolated.
        self._bundle = FluentBundle([tag], use_isolating=False)
        # Where in the catalogue a text stands is never asked.
        self._bundle.add_resource(FluentParser(with_spans=False).parse(catalogue))
        self._fallback = fallback

    @classmethod
    def load(cls, path: Path, fallback: Self | None = None) -> Self:
        """Read the catalogue at ``path``, named by its language's tag."""
        return cls(path.stem, path.read_text(encoding="utf-8"), fallback)

    def knows(self, key: str) -> bool:
        """Return whether this very language's catalogue has a text."""
        return self._pattern(key) is not None

    def say(self, key: str, **values: Value) -> str:
        """Return the text ``key``, or ``key.attribute``, with its values; raise NoSuchTextError if English lacks it."""
        errors: list[Any] = []
        pattern = self._pattern(key)
        if pattern is not None:
            isolated = {name: _isolated(value) if isinstance(value, str) else value for name, value in values.items()}
            said, errors = self._bundle.format_pattern(pattern, isolated)
            if not errors:
                return str(said)
        if self._fallback is None:
            raise NoSuchTextError(f"{key}: {errors or 'unknown'}")
        log.warning("text_missing", language=self.tag, key=key, errors=[str(error) for error in errors])
        return self._fallback.say(key, **values)

    def percent(self, fraction: float) -> str:
        """Return 0 to 1 as a whole percentage."""
        return format_percent(fraction, locale=self._locale)

    @property
    def percent_sign(self) -> str:
        """Return what stands behind a percentage, with the space before it where there is one."""
        return self.percent(0).removeprefix("0")

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with this many digits behind the decimal sign."""
        pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
        return format_decimal(value, pattern, locale=self._locale)

    def days(self, first: date, last: date) -> str:
        """Return a day, or the days from one to another: "Nov 16 - 22, 2026"."""
        if first == last:
            return format_date(first, "long", self._locale)
        return format_interval(first, last, "yMMMd", locale=self._locale)

    def listed(self, words: Sequence[str]) -> str:
        """Return words as a list that ends with "and"."""
        return format_list(words, locale=self._locale)

    def series(self, words: Sequence[str]) -> str:
        """Return words one after another, without "and"."""
        return self.say("series-separator").join(words)

    def _pattern(self, key: str) -> Pattern | None:
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            return None
        message = self._bundle.get_message(name)
        return message.attributes.get(attribute) if attribute else message.value


def _isolated(words: str) -> str:
    mixed = any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in words)
    return f"{_ISOLATE}{words}{_POP}" if mixed else words
