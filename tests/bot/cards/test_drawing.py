from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from typing import Any

import pytest

from bot.cards import (
    NotACardError,
    card,
    draw_charts_card,
    draw_compare_card,
    draw_history_card,
    draw_song_card,
)
from bot.workers import SongPool
from tests.bot.cards import samples


@pytest.fixture(scope="module")
def pool() -> Iterator[SongPool]:
    with SongPool(1) as pool:
        yield pool


async def test_every_kind_of_card_comes_out_of_the_cage_as_it_would_outside(pool: SongPool) -> None:
    assert await card(pool, samples.song()) == draw_song_card(samples.song())
    assert await card(pool, samples.tagged(samples.song())) == draw_song_card(samples.tagged(samples.song()))
    assert await card(pool, samples.charts()) == draw_charts_card(samples.charts())
    assert await card(pool, samples.compare()) == draw_compare_card(samples.compare())
    assert await card(pool, samples.history()) == draw_history_card(samples.history())


async def test_the_cage_lets_the_fonts_of_every_script_in(pool: SongPool) -> None:
    scripts = samples.song("東京 서울 עולם عالم हिन्दी 🎸 Ελλάς Україна", "ไทย ქართული हिन्दी 東京")
    assert await card(pool, scripts) == draw_song_card(scripts)


async def test_a_song_without_a_map_crosses_too(pool: SongPool) -> None:
    bare = replace(samples.song(), map=None, excerpts=(), timeline=())
    assert await card(pool, bare) == draw_song_card(bare)


class Liar(Executor):
    """Answers with what a worker that was taken over might send."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(self.answer)
        return future


@pytest.mark.parametrize("answer", [None, "text", b"GIF89a", {"genres": []}, b"\x89PNG\r\n\x1a\n" + bytes(2_000_000)])
async def test_what_is_no_card_is_not_shown(answer: Any) -> None:
    with pytest.raises(NotACardError):
        await card(Liar(answer), samples.song())
