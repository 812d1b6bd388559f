"""Songs in an order for mixing."""

import math
from dataclasses import replace

import pytest

from bot.core.services import Services
from bot.features.recommend._mix import mix_order, step
from models.analysis import Key, Recommendation, Tempo
from tests.bot.conftest import Place, rewrite_answer, text_of


def _song(bpm: float | None, camelot: str | None = None) -> Recommendation:
    key = Key("A", "minor", camelot, 0.8) if camelot else None
    song = Recommendation(0, f"{bpm} {camelot}", "Somebody", "Electronic", 0.0, "https://example.org/", key=key)
    return replace(song, tempo=Tempo(bpm, 0.9)) if bpm else song


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        (_song(120, "8A"), _song(120, "8A"), 0),
        (_song(120, "8A"), _song(60, "8A"), 0),
        (_song(120, "8A"), _song(120, "9A"), 1),
        (_song(120, "8A"), _song(120, "8B"), 1),
        (_song(120, "12A"), _song(120, "1A"), 1),
        (_song(120, "2A"), _song(120, "8A"), 6),
        (_song(120, "8A"), _song(120), 2),
        (_song(120, "8A"), _song(120 * 2 ** (1 / 12), "8A"), 1),
        (_song(120, "8A"), _song(None, "8A"), math.inf),
    ],
)
def test_a_step_counts_tempo_and_the_camelot_wheel(one: Recommendation, other: Recommendation, steps: float) -> None:
    assert step(one, other) == pytest.approx(steps, abs=1e-9)
    assert step(other, one) == pytest.approx(steps, abs=1e-9)


def test_songs_are_ordered_by_small_steps_and_those_without_a_beat_left_out() -> None:
    songs = [_song(140, "10A"), _song(None, "8A"), _song(120, "8A"), _song(128, "9A"), _song(174, "1A")]
    order = [song.tempo.bpm for song in mix_order(songs) if song.tempo]
    assert sorted(order) == [120, 128, 140, 174]
    assert order.index(128) - order.index(120) in (-1, 1)
    assert mix_order([]) == []


async def test_a_mix_of_ones_own_songs_is_answered_in_private(
    place: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    key = Key("A", "minor", "8A", 0.7)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=None))
    refused = await place.member.slash(place.channel, "recommend mix")
    assert refused.ephemeral
    assert "no two songs of yours with a beat" in text_of(refused.response)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=Tempo(124.0, 0.9), key=key))
    analysis = await _second(place, services, opus)
    assert analysis
    mixed = await place.member.slash(place.channel, "recommend mix", export="csv")
    assert mixed.ephemeral
    assert "2 of your songs in an order for mixing" in text_of(mixed.response)
    assert mixed.response is not None
    (attachment,) = mixed.response.attachments
    assert (await attachment.read()).decode().count("A minor") >= 1


async def _second(place: Place, services: Services, opus: bytes) -> bool:
    """Post another song, and remember it with a tempo."""
    await place.member.send(place.channel, attachments=[("other.opus", opus)])
    recent = await services.store.members.history_of(place.member.id, 1)
    analysis = await services.store.songs.recall(recent[0].sha256, services.model_version)
    assert analysis is not None
    async with services.store.connection() as connection:
        await connection.exec_driver_sql(f"delete from analyses where sha256 = '{analysis.sha256}'")  # noqa: S608
        await connection.commit()
    await services.store.songs.remember(replace(analysis, tempo=Tempo(122.0, 0.9), key=None))
    return True
