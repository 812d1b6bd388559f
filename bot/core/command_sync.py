"""Keeps the commands that Discord offers equal to those of the command tree."""

import asyncio
import hashlib
import json
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.languages.commands import CommandTranslator
from bot.replies.delivery import DISCORD_ERRORS
from bot.store import Facts

log = structlog.get_logger(__name__)

FIRST_RETRY_S = 10.0
# Discord counts the commands that are created in a day.
_LONGEST_RETRY_S = 3600.0


class CommandSync:
    """Syncs the commands in the background, again and again until Discord takes them; posts are answered meanwhile."""

    def __init__(self, tree: app_commands.CommandTree[Any], facts: Facts) -> None:
        """Sync ``tree``; ``facts`` remember what was synced last."""
        self._tree = tree
        self._facts = facts
        self._attempted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self, patience_s: float) -> None:
        """Begin, and return after the first attempt, or after ``patience_s`` seconds."""
        self._task = asyncio.create_task(self._keep_trying())
        try:
            async with asyncio.timeout(patience_s):
                await self._attempted.wait()
        except TimeoutError:
            log.warning("commands_sync_slow", seconds=patience_s)

    def stop(self) -> None:
        """End the attempts."""
        if self._task:
            self._task.cancel()

    async def sync(self, *, force: bool = False) -> bool:
        """Sync unless Discord has exactly these commands; return whether that was necessary. Raises HTTPException."""
        application_id = self._tree.client.application_id
        name = f"commands:{application_id}"
        translator = CommandTranslator()
        await self._tree.set_translator(translator)
        fingerprint = await self._fingerprint(translator)
        if not force and await self._facts.get(name) == f"{fingerprint} {await self._state_at_discord()}":
            return False
        await self._tree.sync()
        await self._facts.set(name, f"{fingerprint} {await self._state_at_discord()}")
        log.info("commands_synced", fingerprint=fingerprint[:12])
        return True

    async def _keep_trying(self) -> None:
        retry_s = FIRST_RETRY_S
        while True:
            try:
                await self.sync()
                return
            except (*DISCORD_ERRORS, app_commands.AppCommandError) as error:
                # Said once; what follows is the same.
                write = log.debug if self._attempted.is_set() else log.warning
                write("commands_not_synced", cause=str(error), retry_s=retry_s, remedy="python -m bot sync")
            finally:
                self._attempted.set()
            await asyncio.sleep(retry_s)
            retry_s = min(2 * retry_s, _LONGEST_RETRY_S)

    async def _fingerprint(self, translator: CommandTranslator) -> str:
        commands = [command for kind in discord.AppCommandType for command in self._tree.get_commands(type=kind)]
        payloads = [await command.get_translated_payload(self._tree, translator) for command in commands]
        payloads.sort(key=lambda each: (each["type"], each["name"]))
        return hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()

    async def _state_at_discord(self) -> str:
        """Return a digest of the commands that Discord has: each change gives one a new version."""
        client = self._tree.client
        try:
            commands: list[Any] = list(await client.http.get_global_commands(client.application_id or 0))
        except discord.HTTPException as error:
            # Syncing once too often does no harm.
            return f"unknown {error.status}"
        known = sorted(f"{each.get('name')} {each.get('id')} {each.get('version')}" for each in commands)
        return hashlib.sha256("\n".join(known).encode()).hexdigest()[:32]
