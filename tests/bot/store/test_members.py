"""What belongs to members and servers, on every kind of database."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.settings import StoreSettings
from bot.store import Correction, Posted, Poster, Store
from models.analysis import Analysis
from tests.bot.store.test_songs import analysis

__all__ = ["analysis"]


@pytest.fixture
async def store(analysis: Analysis) -> AsyncIterator[Store]:
    opened = await Store.open(StoreSettings())
    await opened.songs.remember(analysis)
    yield opened
    await opened.close()


async def test_charts_count_genres_and_posters(store: Store, analysis: Analysis) -> None:
    for user in (4, 4, 5):
        await store.members.note_post(analysis.sha256, "name", user, 3, 2, 10 + user)
    since = datetime.now(UTC) - timedelta(days=1)
    posted = Posted(3, frozenset({2}), since)
    assert await store.counts.genres(posted, 10) == (("Rock", 3),)
    assert await store.counts.posters(posted, 10) == (Poster(4, 2, 0), Poster(5, 1, 0))
    assert await store.counts.genres(replace(posted, until=since), 10) == ()


async def test_charts_count_nothing_of_who_opted_out(store: Store, analysis: Analysis) -> None:
    for user in (4, 5):
        await store.members.note_post(analysis.sha256, "name", user, 3, 2, 10 + user)
    await store.members.set_answers_posts(4, False)
    posted = Posted(3, frozenset({2}))
    assert await store.counts.genres(posted, 10) == (("Rock", 1),)
    assert await store.counts.posters(posted, 10) == (Poster(5, 1, 0),)


async def test_words_on_genres_are_counted(store: Store, analysis: Analysis) -> None:
    for user, genre in ((4, "Rock"), (5, "Folk"), (4, "Folk"), (4, "Rock")):
        await store.members.correct(user, Correction(analysis.sha256, analysis.model_version, "Rock", genre))
    assert await store.members.agreement() == (2, 1)


async def test_what_is_kept_of_somebody_comes_out_whole_and_goes_whole(store: Store, analysis: Analysis) -> None:
    await store.members.note_post(analysis.sha256, "name", 4, 3, 2, 10)
    await store.members.save(4, analysis.sha256, "name")
    await store.members.set_answers_posts(4, False)
    exported = await store.members.export(4)
    assert [len(exported[table]) for table in ("hearings", "saved", "members")] == [1, 1, 1]
    await store.members.erase(4)
    assert not any((await store.members.export(4)).values())
    assert await store.songs.recall(analysis.sha256, analysis.model_version) is None
