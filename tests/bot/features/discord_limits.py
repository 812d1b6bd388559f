"""What Discord takes in a request's body: the facts of its OpenAPI description that this bot's requests touch.

The limits that the description leaves out stand in the documents (components, commands, interactions).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_IS_COMPONENTS_V2, _EPHEMERAL = 1 << 15, 1 << 6
_ROW, _BUTTON, _SELECT, _INPUT = 1, 2, 3, 4
_USERS, _ROLES, _MENTIONABLES, _CHANNELS = 5, 6, 7, 8
_SECTION, _TEXT, _THUMBNAIL, _GALLERY, _FILE, _SEPARATOR, _CONTAINER, _LABEL = 9, 10, 11, 12, 13, 14, 17, 18
_SELECTS = {_SELECT, _USERS, _ROLES, _MENTIONABLES, _CHANNELS}
_KNOWN = {
    _ROW,
    _BUTTON,
    _INPUT,
    *_SELECTS,
    _SECTION,
    _TEXT,
    _THUMBNAIL,
    _GALLERY,
    _FILE,
    _SEPARATOR,
    _CONTAINER,
    _LABEL,
}
_LINK = 5
_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
_OPTION_TYPES = range(1, 12)


def violations(method: str, path: str, body: Any, files: Sequence[str] = ()) -> list[str]:
    """Return what Discord would refuse in a request, a line each; ``files`` are the names of those sent along."""
    if method == "POST" and re.fullmatch(r"/channels/\d+/messages", path):
        return [*_message(body, files), *_in_a_channel(body)]
    if "/messages/" in path and method == "PATCH":
        return list(_message(body, files))
    if method == "POST" and re.fullmatch(r"/webhooks/\d+/[^/]+", path):
        return list(_message(body, files))
    if path.endswith("/callback"):
        return list(_callback(body, files))
    if method == "PUT" and path.endswith("/commands"):
        return list(_commands(body))
    if method == "POST" and path.endswith("/threads"):
        return list(_length("thread name", body.get("name"), 1, 100))
    return []


def _in_a_channel(body: Mapping[str, Any]) -> Iterator[str]:
    if int(body.get("flags") or 0) & _EPHEMERAL:
        yield "a message in a channel is ephemeral"
    if (body.get("allowed_mentions") or {}).get("parse") != []:
        yield "a message may mention somebody"
    yield from _length("nonce", str(body.get("nonce") or ""), 0, 25)


def _message(body: Mapping[str, Any], files: Sequence[str]) -> Iterator[str]:
    components = body.get("components") or []
    every = list(_walk(components))
    if components and not int(body.get("flags") or 0) & _IS_COMPONENTS_V2 and any(c["type"] >= _SECTION for c in every):
        yield "components of the second version without their flag"
    if components and (body.get("content") or body.get("embeds")):
        yield "content or embeds beside components"
    yield from _length("content", body.get("content") or "", 0, 2000)
    if len(every) > 40:
        yield f"{len(every)} components"
    if sum(len(str(each.get("content", ""))) for each in every) > 4000:
        yield "more than 4000 characters of text"
    ids = Counter(each["custom_id"] for each in every if each.get("custom_id"))
    yield from (f"custom id {name} {times} times" for name, times in ids.items() if times > 1)
    shown = {url.removeprefix("attachment://") for url in _urls(every) if url.startswith("attachment://")}
    if every and shown != set(files) and not (shown and not files):
        yield f"shown {sorted(shown)}, sent {sorted(files)}"
    yield from (f for each in body.get("attachments") or [] for f in _length("alt", each.get("description"), 0, 1024))
    yield from (fault for each in every for fault in _component(each))


def _walk(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for each in components:
        yield each
        yield from _walk(each.get("components") or [])
        yield from _walk([each[name] for name in ("accessory", "component") if each.get(name)])


def _urls(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for each in components:
        yield from (item["media"]["url"] for item in each.get("items") or [])
        if each["type"] == _FILE:
            yield each["file"]["url"]


def _component(each: Mapping[str, Any]) -> Iterator[str]:
    kind = each["type"]
    if kind not in _KNOWN or isinstance(kind, bool):
        yield f"component of type {kind!r}"
        return
    yield from _length("custom id", each.get("custom_id"), 1, 100)
    yield from _length("placeholder", each.get("placeholder"), 0, 150)
    if kind == _TEXT and not str(each.get("content", "")).strip():
        yield "blank text"
    if kind == _BUTTON:
        yield from _button(each)
    if kind in _SELECTS:
        yield from _select(each)
    if kind == _ROW:
        kinds = [child["type"] for child in each.get("components") or []]
        if not kinds or len(kinds) > 5 or (len(kinds) > 1 and set(kinds) != {_BUTTON}):
            yield f"a row of {kinds}"
    if kind == _GALLERY and not 1 <= len(each["items"]) <= 10:
        yield f"a gallery of {len(each['items'])}"
    if kind == _LABEL:
        yield from _length("label", each.get("label"), 1, 45)
        yield from _length("label's description", each.get("description"), 0, 100)


def _button(each: Mapping[str, Any]) -> Iterator[str]:
    if each.get("style") not in range(1, 7):
        yield f"button of style {each.get('style')}"
    if (each.get("style") == _LINK) != bool(each.get("url")) or bool(each.get("url")) == bool(each.get("custom_id")):
        yield "a button needs a link or a custom id"
    if not each.get("label") and not each.get("emoji"):
        yield "a button without a face"
    yield from _length("button's label", each.get("label"), 0, 80)


def _select(each: Mapping[str, Any]) -> Iterator[str]:
    options = each.get("options") or []
    least, most = each.get("min_values", 1), each.get("max_values", 1)
    bound = len(options) if each["type"] == _SELECT else 25
    if not 0 <= least <= most <= min(25, bound):
        yield f"a select of {least} to {most} out of {bound}"
    if each["type"] == _SELECT and not 1 <= len(options) <= 25:
        yield f"{len(options)} options"
    if len({option["value"] for option in options}) != len(options):
        yield "two options of one value"
    for option in options:
        yield from _length("option's label", option["label"], 1, 100)
        yield from _length("option's value", option["value"], 1, 100)
        yield from _length("option's description", option.get("description"), 0, 100)


def _callback(body: Mapping[str, Any], files: Sequence[str]) -> Iterator[str]:
    data = body.get("data") or {}
    if body["type"] in (4, 7):
        yield from _message(data, files)
    elif body["type"] == 8:
        yield from _choices(data.get("choices"))
    elif body["type"] == 9:
        yield from _length("modal's title", data.get("title"), 1, 45)
        yield from _length("modal's custom id", data.get("custom_id"), 1, 100)
        if not 1 <= len(data.get("components") or []) <= 5:
            yield "a modal without fields, or with too many"
        yield from (fault for each in _walk(data.get("components") or []) for fault in _component(each))
    elif body["type"] not in (5, 6):
        yield f"callback of type {body['type']}"


def _choices(choices: Sequence[Mapping[str, Any]] | None) -> Iterator[str]:
    if choices is None or len(choices) > 25:
        yield "no choices, or more than 25"
    if choices and len({each["name"] for each in choices}) != len(choices):
        yield "two choices of one name"
    for each in choices or []:
        yield from _length("choice", each["name"].strip(), 1, 100)
        yield from _length("choice's value", str(each["value"]), 1, 100)


def _commands(body: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if len({(each.get("type", 1), each["name"]) for each in body}) != len(body):
        yield "two commands of one name"
    for each in body:
        chat = each.get("type", 1) == 1
        yield from _named(each, chat)
        yield from _length("description", each.get("description") or "", 1 if chat else 0, 100 if chat else 0)
        yield from _options(each.get("options") or [])


def _options(options: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if len(options) > 25:
        yield "more than 25 options"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield "a required option after one that is not"
    for option in options:
        if option["type"] not in _OPTION_TYPES:
            yield f"option of type {option['type']}"
        yield from _named(option, True)
        yield from _length("description", option.get("description"), 1, 100)
        yield from _choices(option["choices"]) if option.get("choices") else ()
        yield from _options(option.get("options") or [])


def _named(each: Mapping[str, Any], chat: bool) -> Iterator[str]:
    for name in (each["name"], *(each.get("name_localizations") or {}).values()):
        if chat and (not _COMMAND_NAME.fullmatch(name) or name != name.lower()):
            yield f"name {name!r}"
        yield from _length("name", name, 1, 32)
    for text in (each.get("description_localizations") or {}).values():
        yield from _length("description", text, 1, 100)


def _length(what: str, text: Any, least: int, most: int) -> Iterator[str]:
    if text is not None and not least <= len(text) <= most:
        yield f"{what} of {len(text)} characters"
