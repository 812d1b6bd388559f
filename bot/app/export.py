"""Members' corrections of genres as a table for training: a row each, with the song's features and without authors.

Columns: ``sha256`` of the bytes; ``genre``, the member's; ``answered_genre`` and ``model_version``, the bot's answer
then; ``duration_s``; ``images``, uint8 [excerpts, 128, 128], value / 255 * 80 - 80 dB; ``segments``, float16
[10, 100], and ``tagger``, float32 [200], of the newest analysis. The last three are base64 of the numbers as they lie
in memory, little-endian, empty where they are unknown.
"""

import base64
import csv
from collections.abc import AsyncIterator
from pathlib import Path

from bot.settings import StoreSettings
from bot.store import Store

_COLUMNS = (
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
            rows.writerow(_COLUMNS)
            count = 0
            async for row in _rows(store):
                rows.writerow(row)
                count += 1
            return count
    finally:
        await store.close()


async def _rows(store: Store) -> AsyncIterator[list[str]]:
    async for correction in store.corrections.all():
        features = (correction.images, correction.segments, correction.tagger)
        yield [
            correction.sha256,
            correction.genre,
            correction.answered_genre,
            correction.model_version,
            f"{correction.duration_s:.3f}",
            *(base64.b64encode(each or b"").decode() for each in features),
        ]
