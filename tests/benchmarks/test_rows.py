import io
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.cards import draw_with_matplotlib
from benchmarks.peers import decode_with_pyav
from benchmarks.rows import Row, rounds
from bot.cards import draw_song_card
from models.audio import decode_song
from models.audio.logmel import SAMPLE_RATE
from tests.audio_files import encode, long_song
from tests.bot.cards import samples


@pytest.mark.parametrize(
    ("value", "at_least", "reached"),
    [(0.4, False, True), (0.6, False, False), (0.6, True, True), (0.4, True, False), (None, False, None)],
)
def test_a_row_knows_whether_it_reached_its_bound(value: float | None, at_least: bool, reached: bool | None) -> None:
    row = Row("what", value, 0.5, "x", at_least=at_least)
    assert row.reached is reached
    assert row.as_json()["reached"] is reached


def test_subjects_take_turns_after_one_round_that_does_not_count() -> None:
    calls: list[str] = []
    took = rounds({"one": lambda: calls.append("one"), "other": lambda: calls.append("other")}, 2)
    assert calls == ["one", "other"] * 3
    assert set(took) == {"one", "other"}


def test_the_peer_decodes_the_excerpts_that_the_product_hears(tmp_path: Path) -> None:
    song = encode(tmp_path / "song.mp3", long_song(95.0), 44_100)
    excerpts = decode_song(song).excerpts
    decoded = sum(excerpt.samples.size for excerpt in excerpts)
    assert decode_with_pyav(song, excerpts) == pytest.approx(decoded, abs=len(excerpts) * 0.1 * SAMPLE_RATE)


def test_a_plain_card_with_matplotlib_is_as_large_as_the_products() -> None:
    pytest.importorskip("matplotlib", reason="the peer needs the training extra")
    sizes = []
    for draw in (draw_with_matplotlib, draw_song_card):
        with Image.open(io.BytesIO(draw(samples.song()))) as image:
            sizes.append(image.size)
    assert sizes == [(1200, 630)] * 2


def test_time_can_be_taken_on_any_clock() -> None:
    ticks = iter(range(100))
    assert rounds({"one": lambda: next(ticks)}, 3, lambda: float(next(ticks))) == {"one": 2.0}
