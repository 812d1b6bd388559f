import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bot.cards import (
    ChartsContent,
    HistoryContent,
    charts_alt_text,
    compare_alt_text,
    draw_charts_card,
    draw_compare_card,
    draw_history_card,
    draw_song_card,
    fonts,
    history_alt_text,
    lettering,
    song_alt_text,
    song_card_content,
)
from bot.languages import ENGLISH
from models.analysis import Analysis, Passage, Vectors
from tests.bot.cards import samples

TITLES = {
    "empty": "",
    "very long": "W" * 5000,
    "controls": "\x00\x07\x1b[31m\u202eevil\u2066\r\n",
    "right to left": "שלום עולם (Live 2024) عالم جديد",
    "chinese, japanese, korean": "東京の夜 서울의 밤",
    "emoji": "🎸👩‍🚀🇯🇵1️⃣",
    "piled marks": "Z" + "\u0335\u0321\u0322" * 400,
    "unassigned": "\U0003fffd\ue000\ud800",
    "only joiners": "\u200d\u200d\ufe0f",
}
CACHES = (fonts.font_files, lettering.width, lettering.runs, lettering._file_for)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fonts, "_files_by_stem", dict)
    for cache in CACHES:
        cache.cache_clear()
    yield
    for cache in CACHES:
        cache.cache_clear()


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_makes_a_card_that_discord_takes(title: str) -> None:
    png = draw_song_card(samples.song(title, title))
    assert opened(png).size == (1200, 630)
    assert len(png) < 150_000


def test_a_card_of_real_noise_stays_under_the_limit_of_its_size() -> None:
    noise = np.random.default_rng(0)
    parts = tuple(
        replace(part, image=noise.integers(0, 255, (128, 128), dtype=np.uint8)) for part in samples.song().excerpts
    )
    assert len(draw_song_card(replace(samples.song(), excerpts=parts))) < 150_000


def test_control_characters_leave_no_trace_in_the_picture() -> None:
    assert draw_song_card(samples.song("abc\u202edef\x07", "x")) == draw_song_card(samples.song("abcdef", "x"))


def test_a_card_without_fonts_on_the_machine_is_plainer_but_comes(no_fonts: None) -> None:
    assert [file.path for file in fonts.font_files(fonts.REGULAR)] == [None]
    assert opened(draw_song_card(samples.song("Midnight עולם 東京"))).size == (1200, 630)


@pytest.mark.parametrize("parts", [1, 2, 7, 12])
def test_any_number_of_analysed_parts_fits(parts: int) -> None:
    assert opened(draw_song_card(samples.song(parts=parts))).size == (1200, 630)


def test_a_card_comes_without_map_and_without_what_was_analysed() -> None:
    bare = replace(samples.song(), map=None, excerpts=(), timeline=())
    assert opened(draw_song_card(bare)).size == (1200, 630)


def test_doubt_is_written_on_the_card() -> None:
    sure = opened(draw_song_card(samples.song())).convert("RGB")
    unsure = opened(draw_song_card(replace(samples.song(), confident=False))).convert("RGB")
    corner = (960, 96, 1164, 146)
    assert np.abs(np.asarray(sure.crop(corner), float) - np.asarray(unsure.crop(corner), float)).max() > 100


@pytest.mark.parametrize(
    ("draw", "content"),
    [
        (draw_charts_card, ChartsContent("Charts", "", ("Genres", "Posters"), (), (), nothing="nothing yet")),
        (draw_history_card, HistoryContent("History", "", (), nothing="nothing yet")),
        (draw_charts_card, samples.charts()),
        (draw_charts_card, samples.moved_charts()),
        (draw_compare_card, samples.compare()),
        (draw_history_card, samples.history()),
    ],
)
def test_the_other_cards_come_with_nothing_to_show_and_with_plenty(draw: Callable[[Any], bytes], content: Any) -> None:
    png = draw(content)
    assert opened(png).size == (1200, 630)
    assert len(png) < 150_000


def test_alt_texts_say_what_the_pictures_show_within_discords_limit() -> None:
    told = song_alt_text(samples.song(), ENGLISH)
    assert "Midnight Parade by The Lantern Choir" in told
    assert "Rock 46%" in told
    assert "Rock at 0:20" in told
    texts = [
        song_alt_text(samples.song("W" * 5000, "M" * 5000, parts=90), ENGLISH),
        charts_alt_text(samples.charts(), ENGLISH),
        compare_alt_text(samples.compare(), ENGLISH),
        history_alt_text(samples.history(), ENGLISH),
    ]
    assert all(0 < len(text) <= 1024 for text in texts)


def test_content_names_the_file_where_the_song_has_no_title_and_pairs_pictures_with_passages() -> None:
    images = np.zeros((2, 128, 128), np.uint8)
    vectors = Vectors(np.zeros(4, np.float32), np.zeros((10, 100), np.float16), images)
    passages = (Passage(0, 30, "Rock", 0.5), Passage(60, 90, "Folk", 0.5))
    analysis = Analysis("a" * 64, None, None, 90, samples.PROFILE, True, {}, passages, (), {}, "v", vectors=vectors)
    content = song_card_content(
        analysis, name="demo take.mp3", wording=samples.WORDING, genre_word=str, tag_word=str.lower
    )
    assert content.title == "demo take"
    assert [(part.start_s, part.end_s) for part in content.excerpts] == [(0, 30), (60, 90)]


def test_tempo_and_key_stand_behind_the_length() -> None:
    plain = samples.song()
    told = replace(plain, facts=("124 BPM", "A minor (8A)"))
    assert draw_song_card(plain) != draw_song_card(told)
    assert "124 BPM. A minor (8A)." in song_alt_text(told, ENGLISH)
