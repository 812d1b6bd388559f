"""``python -m benchmarks.holding``: what the bot's own process holds, part by part, as it is loaded."""

import importlib
import os
import sys

from rich.console import Console
from rich.table import Table

from bot.workers.memory import resident_bytes

PARTS = {
    "numpy": ("numpy",),
    "asyncio, ssl and aiohttp": ("asyncio", "ssl", "aiohttp.web"),
    "settings": ("bot.settings",),
    "log": ("bot.operations.logs",),
    "database": ("bot.store",),
    "discord.py": ("discord.ext.commands", "discord.ext.tasks"),
    "the rest of the bot": ("bot.executors", "bot.operations.serving"),
    "features, and six languages": (
        "bot.features.configure",
        "bot.features.configure._table",
        "bot.languages.commands",
    ),
}


def main() -> int:
    """Load one part after the other and print what each adds; what two parts share counts for the first."""
    held = resident_bytes(os.getpid())
    table = Table("part", "MiB more", "MiB in all", title="The bot's own process", title_justify="left")
    table.add_row("Python and this table", "", f"{held / 2**20:.0f}")
    for part, modules in PARTS.items():
        for module in modules:
            importlib.import_module(module)
        before, held = held, resident_bytes(os.getpid())
        table.add_row(part, f"{(held - before) / 2**20:.0f}", f"{held / 2**20:.0f}")
    before, held = held, _with_catalogue()
    table.add_row("the catalogue", f"{(held - before) / 2**20:.0f}", f"{held / 2**20:.0f}")
    Console().print(table)
    return 0


def _with_catalogue() -> int:

    from models.catalog import Catalog
    from models.manifest import open_artifacts

    catalog = Catalog.load(open_artifacts(tagger=False))
    return resident_bytes(os.getpid()) if catalog else 0


if __name__ == "__main__":
    sys.exit(main())
