"""What members ask of a bot on the Discord on loopback: commands that they use, and buttons that they press."""

import json
import re
import time
from collections.abc import Mapping
from typing import Any

from simcord import interactions
from simcord.backend import Backend, serializers
from simcord.components import walk_components
from simcord.enums import AppCommandType, ComponentType, InteractionType, OptionType

_CALLBACK = re.compile(r"/interactions/(?P<id>\d+)/[^/]+/callback")
_WEBHOOK = re.compile(r"/webhooks/\d+/(?P<token>[^/]+)(/messages/[^/]+)?")
# A callback of another kind only says that an answer will come.
_SHOWS = {4, 7}


class Asking:
    """What was asked in one channel, and what became of it, by the number of the asking.

    ``asked`` and ``acknowledged`` are seconds of the performance counter; ``shown`` is what the bot showed.
    """

    def __init__(self, backend: Backend, guild_id: int, channel_id: int) -> None:
        """Ask nothing yet."""
        self._backend = backend
        self._guild_id = guild_id
        self._channel_id = channel_id
        self.asked: dict[int, float] = {}
        self.acknowledged: dict[int, float] = {}
        self.shown: dict[int, list[str]] = {}

    def use(
        self,
        member: int,
        command: str,
        options: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
    ) -> int:
        """Have a member use a command; ``files`` are attachments as Discord has them, by the option that takes each."""
        root_name, *path = command.split()
        root = self._backend.find_command(root_name, self._guild_id)
        assert root is not None, f"the bot has not told Discord of /{root_name}"
        leaf, nesting = interactions.walk_to_subcommand(root, path)
        values = interactions.check_options(command, {**leaf, "options": _plain(leaf)}, dict(options or {}))
        kinds = {option["name"]: option["type"] for option in leaf.get("options") or []}
        given = [{"name": name, "type": kinds[name], "value": value} for name, value in values.items()]
        given += [{"name": name, "type": kinds[name], "value": file["id"]} for name, file in (files or {}).items()]
        data = {
            "id": root["id"],
            "name": root["name"],
            "type": AppCommandType.CHAT_INPUT,
            "options": interactions.nest_options(root, nesting, given),
            "resolved": {"attachments": {file["id"]: file for file in (files or {}).values()}},
        }
        return self._ask(InteractionType.APPLICATION_COMMAND, member, data)

    def buttons(self, message: int) -> list[str]:
        """Return what the buttons of a message that can be pressed are called among programs."""
        components = self._backend.get_message(self._channel_id, message).components
        return [
            part["custom_id"]
            for part in walk_components(components)
            if part.get("type") == ComponentType.BUTTON and part.get("custom_id") and not part.get("disabled")
        ]

    def press(self, member: int, message: int, button: str) -> int:
        """Have a member press a button of one of the bot's messages."""
        stored = self._backend.get_message(self._channel_id, message)
        data = {"custom_id": button, "component_type": ComponentType.BUTTON}
        return self._ask(InteractionType.MESSAGE_COMPONENT, member, data, stored)

    def note(self, path: str, body: Any, answer: Any) -> None:
        """Keep what the bot has shown by a request that Discord took."""
        if match := _CALLBACK.fullmatch(path):
            self.acknowledged[int(match["id"])] = time.perf_counter()
            if body["type"] in _SHOWS:
                self._show(int(match["id"]), body["data"])
        elif body is not None and (match := _WEBHOOK.fullmatch(path)):
            number = self._backend.interaction_tokens.get(match["token"])
            if number is not None:
                self._show(number, answer)

    def _show(self, number: int, message: Mapping[str, Any]) -> None:
        self.shown.setdefault(number, []).append(json.dumps(message.get("components") or message.get("content")))

    def _ask(self, kind: int, member: int, data: dict[str, Any], message: Any = None) -> int:
        record, payload = interactions.base_payload(
            self._backend,
            type=kind,
            channel_id=self._channel_id,
            guild_id=self._guild_id,
            user_id=member,
            data=data,
        )
        if message is not None:
            record.source_message_id = message.id
            payload["message"] = serializers.message_payload(self._backend, message)
        self.asked[record.id] = time.perf_counter()
        self._backend.emit("INTERACTION_CREATE", payload)
        return record.id


def _plain(leaf: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the options that are no files."""
    return [option for option in leaf.get("options") or [] if option["type"] != OptionType.ATTACHMENT]
