"""Members' words on genres as a table for training: a row a word, with what the models see of the song, and no names.

Columns: ``sha256`` of the bytes; ``genre``, what a member says; ``answered_genre`` and ``model_version``, what was
answered then; ``duration_s``; ``images``, uint8 [excerpts, 128, 128], value / 255 * 80 - 80 dB; ``segments``, float16
[10, 100], and ``tagger``, float32 [200], of the newest analysis. The last three are base64 of the numbers as they lie
in memory, little-endian, empty where they are unknown.
"""

import base64
import csv
from collections.abc import AsyncIterator
from pathlib import Path

from bot.settings import StoreSettings
from bot.store import Store

COLUMNS = (
    "sha256",
    "genre",
    "answered_genre",
    "model_version",
    "duration_s",
    "images",
    "segments",
    "tagger",
)


async def export_corrections(settings: StoreSettings, out: Path) -> int:
    """Write all corrections to a CSV file and return how many there are; who gave them is left out."""
    store = await Store.open(settings)
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(COLUMNS)
            count = 0
            async for row in _rows(store):
                rows.writerow(row)
                count += 1
            return count
    finally:
        await store.close()


async def _rows(store: Store) -> AsyncIterator[list[str]]:
    async for said in store.corrections.all():
        yield [
            said.sha256,
            said.genre,
            said.answered_genre,
            said.model_version,
            f"{said.duration_s:.3f}",
            *(base64.b64encode(each or b"").decode() for each in (said.images, said.segments, said.tagger)),
        ]
