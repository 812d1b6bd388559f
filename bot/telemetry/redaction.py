"""What no log line may hold, whoever wrote it: secrets, links with their keys, and tokens in addresses."""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

_SECRET = "<secret>"  # noqa: S105 - what stands in a secret's place
_LINK = "<link>"
_SHORTEST_SECRET = 6

_TOKEN = re.compile(r"\b[\w-]{20,}\.[\w-]{5,8}\.[\w-]{25,}")
_WEB_LINK = re.compile(r"\b(?:https?|wss?)://[^\s\"'<>]+", re.IGNORECASE)
_OWN_API = re.compile(r"https://discord\.com/api/v\d+(?P<path>[^?#]*)")
# An interaction's or webhook's token stands in the path; who has it may answer in the bot's name.
_PATH_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?]+")
_PASSWORD = re.compile(r"(\b[\w+]+://)[^/@\s]+@")
_SIGNATURE = re.compile(r"\b(?:ex|is|hm)=[0-9a-f]{6,}")


class Redactor:
    """The last step before a line is rendered."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Take the secrets' values; too short ones would blank ordinary words."""
        self._secrets = sorted({each for each in secrets if len(each) >= _SHORTEST_SECRET}, key=len, reverse=True)

    def __call__(self, _logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        """Return the event with every value cleaned."""
        return {key: self._clean(value) for key, value in event.items()}

    def text(self, text: str) -> str:
        """Return a text without secrets, links and tokens."""
        for secret in self._secrets:
            text = text.replace(secret, _SECRET)
        text = _TOKEN.sub(_SECRET, text)
        text = _WEB_LINK.sub(_bare, text)
        text = _PATH_TOKEN.sub(rf"\1{_SECRET}", text)
        text = _PASSWORD.sub(rf"\1{_SECRET}@", text)
        return _SIGNATURE.sub(_SECRET, text)

    def _clean(self, value: Any) -> Any:
        match value:
            case None | bool() | int() | float():
                return value
            case dict():
                return {self.text(str(key)): self._clean(each) for key, each in value.items()}
            case list() | tuple():
                return [self._clean(each) for each in value]
        return self.text(str(value))


def _bare(link: re.Match[str]) -> str:
    """Keep the path of Discord's own interface, which tells what failed; any other link may be somebody's words."""
    own = _OWN_API.match(link.group())
    return f"https://discord.com/api{own['path']}" if own else _LINK
