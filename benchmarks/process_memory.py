"""``python -m benchmarks.process_memory``: what the bot's own process holds, part by part, as it is loaded."""

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial

from rich.console import Console
from rich.table import Table

from bot.workers.memory import resident_bytes

_PARTS = {
    "numpy": ("numpy",),
    "asyncio, ssl and aiohttp": ("asyncio", "ssl", "aiohttp.web"),
    "settings": ("bot.settings",),
    "log": ("bot.telemetry.logs",),
    "database": ("bot.store",),
    "discord.py": ("discord.ext.commands", "discord.ext.tasks"),
    "the rest of the bot": ("bot.app.executors", "bot.app.serving"),
    "features, and six languages": (
        "bot.features.configure",
        "bot.features.configure._definitions",
        "bot.languages.commands",
    ),
}


def main() -> int:
    """Load one part after the other and print what each adds; what two parts share counts for the first."""
    table = Table("part", "MiB more", "MiB in all", title="The bot's own process", title_justify="left")
    held = resident_bytes(os.getpid())
    table.add_row("Python and this table", "", f"{held / 2**20:.0f}")
    kept: list[object] = []
    parts: dict[str, Callable[[], object]] = {part: partial(_import, names) for part, names in _PARTS.items()}
    for part, load in {**parts, "the catalogue": _open}.items():
        kept.append(load())
        before, held = held, resident_bytes(os.getpid())
        table.add_row(part, f"{(held - before) / 2**20:.0f}", f"{held / 2**20:.0f}")
    Console().print(table)
    return 0


def _import(names: Sequence[str]) -> object:
    return [importlib.import_module(name) for name in names]


def _open() -> object:
    from models.catalog.catalog import Catalog
    from models.manifest import open_artifacts

    return Catalog.load(open_artifacts(tagger=False))


if __name__ == "__main__":
    sys.exit(main())
