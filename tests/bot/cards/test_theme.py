"""Numbers behind 'legible': contrast after WCAG 2.2, colour blindness after Machado, Oliveira and Fernandes (2009)."""

from itertools import combinations

import numpy as np
import pytest
from PIL import ImageColor

from bot.cards.shapes import _mark_stencil
from bot.cards.theme import DARK, Shape, genre_colour, genre_shape

SEEN_AS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def linear(colour: str) -> np.ndarray:
    channel = np.array(ImageColor.getrgb(colour)) / 255
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_stand_out_from_every_ground_they_are_written_on() -> None:
    for ground in (DARK.ground, DARK.panel):
        assert contrast(DARK.text, ground) >= 7
        assert contrast(DARK.quiet, ground) >= 4.5


def test_every_genres_colour_stands_out_from_the_ground() -> None:
    assert {colour: contrast(colour, DARK.panel) >= 3 for colour in DARK.genres} == dict.fromkeys(DARK.genres, True)


def test_eight_genres_have_eight_shapes_and_no_two_shapes_look_alike() -> None:
    assert len({genre_shape(place) for place in range(8)}) == 8
    stencils = {shape: np.asarray(_mark_stencil(shape, 24), float) / 255 for shape in Shape}
    for one, other in combinations(Shape, 2):
        assert np.abs(stencils[one] - stencils[other]).mean() > 0.1, (one, other)


def test_more_genres_than_eight_still_differ_in_colour_and_shape_together() -> None:
    looks = {(genre_colour(DARK, place), genre_shape(place)) for place in range(64)}
    assert len(looks) == 64


@pytest.mark.parametrize("blindness", SEEN_AS)
def test_no_two_genres_share_a_colour_for_the_colour_blind(blindness: str) -> None:
    seen = [np.clip(np.array(SEEN_AS[blindness]) @ linear(colour), 0, 1) ** (1 / 2.2) for colour in DARK.genres]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > 0.05
