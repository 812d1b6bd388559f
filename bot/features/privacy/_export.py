"""Everything that is kept of somebody, as a file: in a private message, or in the answer where none may be sent."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import discord
import structlog
from discord import ui

from bot.core.client import SongBot
from bot.errors import MessagesClosedError
from bot.languages import language_of
from bot.replies.delivery import DISCORD_ERRORS
from bot.replies.layouts import Reply, sentence_reply

log = structlog.get_logger(__name__)

_FILE = "cratedigger.json"


class _ExportReply(Reply):
    """The answer that holds the file itself; nobody else sees it."""

    def __init__(self, text: str, content: bytes) -> None:
        """Lay out the text above the file."""
        self._content = content
        super().__init__([ui.TextDisplay(text), ui.File[Any](f"attachment://{_FILE}")])

    @property
    def files(self) -> list[discord.File]:
        """The file, made anew each time, for one that was sent is spent."""
        return [_file(self._content)]


async def exported(interaction: discord.Interaction[SongBot]) -> Reply:
    """Send the file; raise MessagesClosedError where it can reach its owner in no way."""
    kept = await interaction.client.services.store.members.export(interaction.user.id)
    content = _written(interaction.user.id, kept)
    language = language_of(interaction)
    try:
        await interaction.user.send(file=_file(content))
    except DISCORD_ERRORS as error:
        # Closed messages, no server in common, too many conversations opened: the answer reaches them all the same.
        log.info("export_not_sent", cause=repr(error))
        if not interaction.app_permissions.attach_files:
            raise MessagesClosedError(str(error)) from error
        return _ExportReply(language.say("exported-here"), content)
    return sentence_reply(language.say("exported"))


def _written(user_id: int, kept: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    return json.dumps({"user_id": str(user_id), **kept}, indent=2, ensure_ascii=False).encode()


def _file(content: bytes) -> discord.File:
    return discord.File(io.BytesIO(content), _FILE)
