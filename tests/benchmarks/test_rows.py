from pathlib import Path

import pytest

from benchmarks.peers import decode_with_pyav
from benchmarks.rows import Row, rounds
from models.audio import listen
from models.logmel import SAMPLE_RATE
from tests.audio_files import encode, long_song


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
    excerpts = listen(song).excerpts
    heard = sum(excerpt.samples.size for excerpt in excerpts)
    assert decode_with_pyav(song, excerpts) == pytest.approx(heard, abs=len(excerpts) * 0.1 * SAMPLE_RATE)
