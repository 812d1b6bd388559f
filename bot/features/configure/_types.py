"""What values settings may have, how people read them, and how those are read that people type."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from bot.languages import Language

MOST_CHOSEN = 25
"""As many options, channels or roles as Discord lets one choose at once."""

_ZONES = {name.casefold(): name for name in available_timezones()}
"""Every time zone of the IANA database, by its name in small letters."""

_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? *[-–—] *(\d{1,2})(?:[:.](\d{2}))?")  # noqa: RUF001 - dashes of phones


_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


class Type(ABC):
    """What values a setting may have, as JSON keeps them."""

    @abstractmethod
    def accepts(self, value: Any) -> bool:
        """Return whether a value is of this type and within its limits."""

    @abstractmethod
    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return a value of the setting ``name`` as people read it."""


@dataclass(frozen=True, slots=True)
class OneOf(Type):
    """One of some options; the catalogues word each of them."""

    options: tuple[str, ...]

    def accepts(self, value: Any) -> bool:
        """Return whether it is an option."""
        return value in self.options

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the option's label."""
        return language.say(f"setting-{name}.{value}")


@dataclass(frozen=True, slots=True)
class SomeOf(Type):
    """A list of options, or none."""

    options: tuple[str, ...]

    def accepts(self, value: Any) -> bool:
        """Return whether it is a list of options."""
        return isinstance(value, list) and all(each in self.options for each in value)

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the options' labels."""
        return language.series([language.say(f"setting-{name}.{each}") for each in value]) or language.say("no-links")


@dataclass(frozen=True, slots=True)
class Mentions(Type):
    """A list of at most so many channels or roles: ``kind`` says which, ``mention`` how one is written.

    ``none``: the text that says that there is none.
    """

    kind: str
    mention: str
    none: str
    most: int = MOST_CHOSEN

    def accepts(self, value: Any) -> bool:
        """Return whether it is a list of ids that one select can give."""
        return isinstance(value, list) and len(value) <= self.most and all(isinstance(each, int) for each in value)

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the mentions, which notify nobody."""
        return language.series([self.mention.format(each) for each in value]) or language.say(self.none)


class Typed(Type):
    """A value that people type."""

    @abstractmethod
    def read(self, text: str) -> Any:
        """Return what somebody typed as a value; raise ValueError for what is none."""

    def written(self, value: Any) -> str:
        """Return a value as somebody would type it."""
        return str(value)

    @abstractmethod
    def hint(self, language: Language) -> str:
        """Return a sentence that says what may be typed."""


class TypedText(Typed):
    """A text that is kept in the one form that :meth:`read` gives it."""

    def accepts(self, value: Any) -> bool:
        """Return whether it is a text in that form."""
        try:
            return isinstance(value, str) and self.read(value) == value
        except ValueError:
            return False


@dataclass(frozen=True, slots=True)
class Hourly(Typed):
    """How many things an hour, ``least`` to ``most``."""

    least: int
    most: int

    def accepts(self, value: Any) -> bool:
        """Return whether it is a whole number within the limits."""
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the number with its unit."""
        return language.say("per-hour", number=value)

    def read(self, text: str) -> int:
        """Return the number; raise ValueError for what is none, or is out of bounds."""
        number = int(text.strip())
        if not self.accepts(number):
            raise ValueError(f"{number} is not from {self.least} to {self.most}")
        return number

    def hint(self, language: Language) -> str:
        """Name the limits."""
        return language.say("type-number", least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Hours(TypedText):
    """A part of the day, ``22:00-07:00``, or an empty text for none."""

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the hours."""
        return str(value).replace("-", "–") or language.say("no-hours")  # noqa: RUF001 - a dash for a range

    def read(self, text: str) -> str:
        """Return the hours in full; raise ValueError for what is no part of the day."""
        if not text.strip():
            return ""
        found = _HOURS.fullmatch(text.strip())
        if found is None:
            raise ValueError("not two times of the day")
        start, end = (time(int(hour), int(minute or 0)) for hour, minute in (found.group(1, 2), found.group(3, 4)))
        if start == end:
            raise ValueError("these hours neither begin nor end")
        return f"{start:%H:%M}-{end:%H:%M}"

    def hint(self, language: Language) -> str:
        """Give an example."""
        return language.say("type-hours")


@dataclass(frozen=True, slots=True)
class TimeOfDay(TypedText):
    """A time of the day, ``18:00``."""

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the time."""
        return str(value)

    def read(self, text: str) -> str:
        """Return the time in full; raise ValueError for what is none."""
        found = _TIME.fullmatch(text.strip())
        if found is None:
            raise ValueError("not a time of the day")
        return f"{time(int(found[1]), int(found[2] or 0)):%H:%M}"

    def hint(self, language: Language) -> str:
        """Give an example."""
        return language.say("type-time")


@dataclass(frozen=True, slots=True)
class Zone(TypedText):
    """A time zone by its name in the IANA database."""

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the zone, and what time it is there."""
        return f"{value} ({datetime.now(ZoneInfo(value)):%H:%M})"

    def read(self, text: str) -> str:
        """Return the zone's name; raise ValueError for an unknown one."""
        name = _ZONES.get(text.strip().replace(" ", "_").casefold())
        if name is None:
            raise ValueError("no such time zone")
        return name

    def hint(self, language: Language) -> str:
        """Give an example."""
        return language.say("type-zone")


@dataclass(frozen=True, slots=True)
class Order(Typed):
    """Some of a few things in an order: ``reader`` turns typed names into keys, ``names`` are their names by key."""

    names: Mapping[str, str]
    reader: Callable[[str], list[str]]

    def accepts(self, value: Any) -> bool:
        """Return whether it is a list of keys, none twice."""
        return isinstance(value, list) and bool(value) and len(set(value)) == len(value) and {*value} <= {*self.names}

    def shown(self, value: Any, language: Language, name: str) -> str:
        """Return the names in order."""
        return self.written(value)

    def read(self, text: str) -> list[str]:
        """Return the keys of the names that somebody typed; raise ValueError for an unknown one."""
        return self.reader(text)

    def written(self, value: Any) -> str:
        """Return the names in order, between commas."""
        return ", ".join(self.names[key] for key in value)

    def hint(self, language: Language) -> str:
        """Return the names that are known."""
        return language.say("type-order", names=", ".join(self.names.values()))
