"""The tags over time on the card."""

import io
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageColor

from bot.cards import CardContent, draw_song_card, song_card_content
from bot.cards.content import TagRow, TagsOverTime
from bot.cards.taggram_panel import _shade
from bot.cards.theme import DARK
from models.analysis import Analysis, Passage, TagCourse, Taggram
from tests.bot.cards import samples
from tests.bot.cards.test_theme import SEEN_AS, contrast, linear

MAP_COLUMN = (730, 158, 1164, 604)
LEAST_PHONE_PIXELS = 4


def pixels(png: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGB").crop(MAP_COLUMN), dtype=float)


def analysis(taggram: Taggram | None) -> Analysis:
    passages = (Passage(0, 30, "Rock", 0.5), Passage(60, 90, "Folk", 0.5))
    return Analysis("a" * 64, None, None, 90, samples.PROFILE, True, {}, passages, (), {}, "v", taggram=taggram)


def scored(content: CardContent, scores: tuple[float, ...]) -> CardContent:
    assert content.tags is not None
    return replace(content, tags=replace(content.tags, rows=(TagRow("jazz", scores),)))


def test_the_card_shows_the_analysis_own_course_in_readable_words() -> None:
    course = TagCourse("Hip-Hop", "genre", (0.9, 0.2))
    tagged = analysis(Taggram((3.0, 66.0), (6.0, 69.0), (course,)))
    content = song_card_content(tagged, wording=samples.WORDING, genre_word=str, tag_word=str.upper)
    assert content.tags == TagsOverTime((3.0, 66.0), (6.0, 69.0), (TagRow("HIP-HOP", (0.9, 0.2)),))


def test_a_song_without_a_course_has_the_card_that_it_always_had() -> None:
    assert song_card_content(analysis(None), wording=samples.WORDING, genre_word=str, tag_word=str.upper).tags is None


def test_a_loud_part_and_a_faint_one_look_different_and_elsewhere_nothing_changes() -> None:
    one = samples.tagged(samples.song(), ("jazz",))
    flat = [pixels(draw_song_card(scored(one, (level,) * 10))) for level in (0.1, 0.95)]
    changed = np.abs(flat[0] - flat[1]).max(axis=2) > 40
    assert changed.any()
    assert not changed[:300].any()


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("parts", [2, 5, 10])
def test_any_number_of_tags_and_parts_fits_within_the_limit_of_bytes(rows: int, parts: int) -> None:
    names = ("progressive rock", "a tag so long that no panel has the room for it", "عالم", "東京", "80s")[:rows]
    content = samples.tagged(samples.song(), names)
    assert content.tags is not None
    tags = TagsOverTime(
        content.tags.starts_s[:parts],
        content.tags.ends_s[:parts],
        tuple(TagRow(row.name, row.scores[:parts]) for row in content.tags.rows),
    )
    for card in (replace(content, tags=tags), replace(content, tags=tags, map=None)):
        png = draw_song_card(card)
        assert len(png) < 150_000


def test_scores_out_of_bounds_stay_inside_their_bars() -> None:
    one = samples.tagged(samples.song(), ("jazz",))
    assert draw_song_card(scored(one, (-5.0, 7.0) * 5)) == draw_song_card(scored(one, (0.0, 1.0) * 5))


@pytest.mark.parametrize("seen", [None, *SEEN_AS])
def test_the_shades_grow_steadily_in_light_for_every_eye(seen: str | None) -> None:
    matrix = np.array(SEEN_AS[seen]) if seen else np.eye(3)
    shades = ["#{:02x}{:02x}{:02x}".format(*_shade(DARK.heat, share)) for share in np.linspace(0, 1, 6)]
    lights = [float(np.clip(matrix @ linear(shade), 0, 1) @ (0.2126, 0.7152, 0.0722)) for shade in shades]
    steps = [after - before for before, after in pairwise(lights)]
    assert all(step > 0 for step in steps) or all(step < 0 for step in steps)
    assert contrast(shades[-1], DARK.panel) > 3


def test_bars_are_wide_enough_for_a_phone() -> None:
    # A phone shows the card about 390 pixels wide, a third of its size.
    picture = pixels(draw_song_card(scored(samples.tagged(samples.song(), ("jazz",)), (1.0,) * 10)))
    brightest = np.array(ImageColor.getrgb(DARK.heat[-1]), float)
    row = (np.abs(picture - brightest).max(axis=2) < 24).sum(axis=0) >= 20
    bars = "".join("x" if lit else " " for lit in row).split()
    assert len(bars) == 10
    assert min(map(len, bars)) * 390 / 1200 >= LEAST_PHONE_PIXELS
