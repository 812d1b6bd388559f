"""Cards look as they did when somebody last looked at them; run with CRATEDIGGER_RENEW_GOLDEN=1 to renew, then look."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, features

from bot.cards import draw_charts_card, draw_compare_card, draw_history_card, draw_song_card
from bot.cards.fonts import font_files
from tests.bot.cards import samples

GOLDEN = Path(__file__).parent / "golden"
# Rasterisers differ by a shade along the edges of letters from version to version, never over a whole region.
MEAN_DIFFERENCE = 1.5
FAR_OFF = 60
FAR_OFF_SHARE = 0.003

CARDS: dict[str, tuple[Callable[[Any], bytes], Callable[[], Any]]] = {
    "song": (draw_song_card, samples.song),
    "song-scripts": (draw_song_card, lambda: samples.song("Intro: عالم جديد 2024", "नमस्ते Ελλάς Україна 🎸", parts=2)),
    "song-tags": (draw_song_card, lambda: samples.tagged(samples.song())),
    "song-tags-no-map": (
        draw_song_card,
        lambda: replace(samples.tagged(samples.song(), ("hip-hop", "90s")), map=None),
    ),
    "charts": (draw_charts_card, samples.charts),
    "compare": (draw_compare_card, samples.compare),
    "history": (draw_history_card, samples.history),
}

pytestmark = pytest.mark.skipif(
    not features.check("raqm") or "manimgx_fonts" not in str(font_files(400)[0].path),
    reason="golden pictures need Raqm and the fonts of manimgx-fonts",
)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_looks_like_the_one_that_was_looked_at(name: str) -> None:
    draw, content = CARDS[name]
    drawn = draw(content())
    path = GOLDEN / f"{name}.png"
    if os.environ.get("CRATEDIGGER_RENEW_GOLDEN"):
        path.write_bytes(drawn)
    difference = np.abs(_pixels(drawn) - _pixels(path.read_bytes()))
    assert difference.mean() < MEAN_DIFFERENCE
    assert (difference.max(axis=2) > FAR_OFF).mean() < FAR_OFF_SHARE


def test_the_tolerance_still_sees_a_wrong_word() -> None:
    right, wrong = (_pixels(draw_song_card(samples.song(title))) for title in ("Midnight Parade", "Midnight Market"))
    assert (np.abs(right - wrong).max(axis=2) > FAR_OFF).mean() > FAR_OFF_SHARE


def _pixels(png: bytes) -> np.ndarray[Any, np.dtype[np.float32]]:
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGB"), dtype=np.float32)
