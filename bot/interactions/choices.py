"""Choices of an autocomplete: no two with the same name, which nobody could tell apart."""

from collections import Counter
from collections.abc import Iterable

from discord.app_commands import Choice

_LONGEST = 100


def distinct(choices: Iterable[Choice[str]]) -> list[Choice[str]]:
    """Return choices with a number behind each name that another one before has; names stay within 100 characters."""
    seen: Counter[str] = Counter()
    result = []
    for choice in choices:
        name, original = choice.name, choice.name
        while seen[name.casefold()]:
            seen[original.casefold()] += 1
            number = f" ({seen[original.casefold()]})"
            name = original[: _LONGEST - len(number)] + number
        seen[name.casefold()] += 1
        result.append(Choice(name=name, value=choice.value))
    return result
