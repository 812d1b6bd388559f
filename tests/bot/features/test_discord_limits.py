"""Faults that are planted in requests are seen, and what is right is not called a fault."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.bot.features.discord_limits import violations

_MESSAGES = "/channels/1/messages"
_REPLY: dict[str, Any] = {
    "flags": 1 << 15,
    "nonce": "1456074443980800020",
    "allowed_mentions": {"parse": []},
    "attachments": [{"id": 0, "filename": "card.png", "description": "A card"}],
    "components": [
        {
            "type": 17,
            "components": [
                {"type": 10, "content": "Folk"},
                {"type": 12, "items": [{"media": {"url": "attachment://card.png"}}]},
                {"type": 1, "components": [{"type": 2, "style": 2, "label": "More", "custom_id": "more:1"}]},
                {"type": 1, "components": [{"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}]}]},
            ],
        }
    ],
}
_MODAL: dict[str, Any] = {
    "type": 9,
    "data": {"title": "t", "custom_id": "c", "components": [{"type": 18, "label": "l", "component": {"type": 4}}]},
}
_CHOICES: dict[str, Any] = {"type": 8, "data": {"choices": [{"name": "a", "value": "a"}, {"name": "b", "value": "b"}]}}
_COMMAND: list[dict[str, Any]] = [{"name": "about", "description": "d"}, {"name": "recommend", "description": "d"}]

Spoil = Callable[[Any], object]


def _box(body: Any) -> list[Any]:
    return body["components"][0]["components"]  # type: ignore[no-any-return]


def _button(body: Any) -> dict[str, Any]:
    return _box(body)[2]["components"][0]  # type: ignore[no-any-return]


def _select(body: Any) -> dict[str, Any]:
    return _box(body)[3]["components"][0]  # type: ignore[no-any-return]


_REPLIES: list[Spoil] = [
    lambda b: _box(b).append({"type": 10, "content": "x" * 3999}),
    lambda b: _box(b).extend({"type": 14} for _ in range(40)),
    lambda b: _box(b)[0].update(content="  "),
    lambda b: _box(b).append({"type": 99}),
    lambda b: b.update(flags=0),
    lambda b: b.update(flags=(1 << 15) + 64),
    lambda b: b.update(content="x"),
    lambda b: b.update(nonce="1" * 26),
    lambda b: b.pop("allowed_mentions"),
    lambda b: b.update(allowed_mentions={"parse": ["everyone"]}),
    lambda b: b["attachments"][0].update(description="x" * 1025),
    lambda b: _box(b)[1]["items"][0]["media"].update(url="attachment://other.png"),
    lambda b: _box(b).pop(1),
    lambda b: _button(b).update(label="x" * 81),
    lambda b: _button(b).update(custom_id="x" * 101),
    lambda b: _button(b).update(style=9),
    lambda b: _button(b).update(style=5),
    lambda b: _button(b).pop("label"),
    lambda b: _box(b)[2]["components"].append(_button(b)),
    lambda b: _box(b)[2]["components"].extend({**_button(b), "custom_id": f"{n}"} for n in range(5)),
    lambda b: _select(b).update(placeholder="x" * 151),
    lambda b: _select(b)["options"].append({"label": "b", "value": "a"}),
    lambda b: _select(b)["options"][0].update(label="x" * 101),
    lambda b: _select(b).update(max_values=2),
    lambda b: _select(b).update(options=[{"label": f"{n}", "value": f"{n}"} for n in range(26)]),
]
_MODALS: list[Spoil] = [
    lambda b: b["data"].update(title="x" * 46),
    lambda b: b["data"].update(components=[]),
    lambda b: b["data"]["components"][0].update(label="x" * 46),
    lambda b: b.update(type=99),
]
_LISTS: list[Spoil] = [
    lambda b: b["data"]["choices"][1].update(name="a"),
    lambda b: b["data"]["choices"][0].update(name=" "),
    lambda b: b["data"]["choices"][0].update(name="x" * 101),
    lambda b: b["data"]["choices"][0].update(value="x" * 101),
    lambda b: b["data"].update(choices=[{"name": f"{n}", "value": "v"} for n in range(26)]),
]
_COMMANDS: list[Spoil] = [
    lambda b: b[0].update(name="Upper"),
    lambda b: b[0].update(name="a b"),
    lambda b: b[1].update(name="about"),
    lambda b: b[0].update(name_localizations={"de": "Groß"}),
    lambda b: b[0].update(description=""),
    lambda b: b[0].update(description="x" * 101),
    lambda b: b[0].update(description_localizations={"de": "x" * 101}),
    lambda b: b[0].update(options=[{"type": 99, "name": "a", "description": "a"}]),
    lambda b: b[0].update(
        options=[
            {"type": 3, "name": "a", "description": "a"},
            {"type": 3, "name": "b", "description": "b", "required": True},
        ]
    ),
]
_REQUESTS: list[tuple[str, str, Any, list[str], list[Spoil]]] = [
    ("POST", _MESSAGES, _REPLY, ["card.png"], _REPLIES),
    ("POST", "/interactions/1/t/callback", _MODAL, [], _MODALS),
    ("POST", "/interactions/1/t/callback", _CHOICES, [], _LISTS),
    ("PUT", "/applications/1/commands", _COMMAND, [], _COMMANDS),
]


@pytest.mark.parametrize(("method", "path", "body", "files", "spoils"), _REQUESTS)
def test_planted_faults_are_seen(method: str, path: str, body: Any, files: list[str], spoils: list[Spoil]) -> None:
    assert violations(method, path, body, files) == []
    for number, spoil in enumerate(spoils):
        spoilt = copy.deepcopy(body)
        spoil(spoilt)
        assert violations(method, path, spoilt, files), f"fault {number} of {path} was not seen"
