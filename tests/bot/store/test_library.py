"""A server's library: what is found in it, by whom, and what leaves it."""

from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import text

from bot.store import Posted, Scope, SongFilter, Store
from models.analysis import Analysis, GenreProbability, Key, Tempo, Vectors
from models.catalog.space import unit
from models.catalog.titles import folded

VERSION = "0123456789ab"
OURS = Scope(1, frozenset({10, 11}))


def _song(
    number: int,
    title: str | None = None,
    *,
    embedding: list[float] | None = None,
    length_s: float = 60,
    recording: int | None = None,
) -> Analysis:
    numbers = np.random.default_rng(number)
    sound = np.random.default_rng(recording or number).normal(size=(10, 100)) + numbers.normal(0, 0.3, size=(10, 100))
    vector = np.array(embedding, np.float32) if embedding else numbers.normal(size=8).astype(np.float32)
    return Analysis(
        sha256=f"{number:064}",
        title=title,
        artist="Béla" if title else None,
        duration_s=length_s,
        genres=(GenreProbability("Rock", 1.0),),
        confident=True,
        models={},
        timeline=(),
        recommendations=(),
        timings_s={},
        model_version=VERSION,
        vectors=Vectors(unit(vector), sound.astype(np.float16), np.zeros((1, 128, 128), np.uint8)),
    )


async def _post(
    store: Store, song: Analysis, message: int, channel: int = 10, guild: int = 1, user: int = 5, *, kept: bool = True
) -> None:
    await store.songs.remember(song)
    await store.members.note_post(song.sha256, f"{message}.mp3", user, guild, channel, message, in_library=kept)


async def _titles(store: Store, scope: Scope = OURS, words: str = "") -> list[str]:
    return [song.title for song in await store.library.search(scope, VERSION, SongFilter(words), 50)]


async def test_only_posts_that_were_put_in_are_in_the_library_newest_first(store: Store) -> None:
    await _post(store, _song(1, "First"), 101)
    await _post(store, _song(2, "Second"), 102)
    await _post(store, _song(3, "Outside"), 103, kept=False)
    assert await _titles(store) == ["Second", "First"]


async def test_other_servers_and_channels_that_one_may_not_read_stay_out_of_every_answer(store: Store) -> None:
    await _post(store, _song(1, "Secret", embedding=[1, 0]), 101, channel=99)
    await _post(store, _song(2, "Elsewhere", embedding=[1, 0]), 102, guild=2)
    assert await _titles(store) == []
    assert await store.library.nearest(OURS, VERSION, np.array([1, 0], np.float32), 5) == []
    assert await store.library.songs(OURS, VERSION, range(1, 9)) == {}
    assert await store.repeats.earlier(_song(1, "Secret", embedding=[1, 0]), 1, OURS.channel_ids, None) is None


async def test_a_song_in_two_channels_is_known_by_the_post_that_the_asker_may_see(store: Store) -> None:
    song = _song(1, "Twice")
    await _post(store, song, 101, channel=99)
    await _post(store, song, 102, channel=10)
    await _post(store, song, 103, channel=11)
    (found,) = await store.library.search(OURS, VERSION, SongFilter(), 5)
    assert found.jump_url == "https://discord.com/channels/1/10/102"


async def test_words_match_the_beginnings_of_words_whatever_accents_and_capitals(store: Store) -> None:
    await _post(store, _song(1, "Morning Light"), 101)
    await _post(store, _song(2), 777)
    assert await _titles(store, words="LIG mor") == ["Morning Light"]
    assert await _titles(store, words="bela") == ["Morning Light"]
    assert await _titles(store, words="777") == ["777.mp3"]
    assert await _titles(store, words="orning") == []


async def test_the_nearest_come_first_and_blocks_make_no_difference(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store._library._BLOCK", 3)
    angles = np.linspace(0.0, 1.5, 10)
    for number, angle in enumerate(angles, start=1):
        await _post(store, _song(number, f"{number}", embedding=[np.cos(angle), np.sin(angle)]), 100 + number)
    found = await store.library.nearest(OURS, VERSION, np.array([1, 0], np.float32), 4)
    assert [placed.song.title for placed in found] == ["1", "2", "3", "4"]
    assert found[0].segments.shape == (10, 100)


async def test_a_deleted_message_channel_poster_or_server_leaves_nothing_behind(store: Store) -> None:
    for number, (channel, user) in enumerate([(10, 5), (11, 5), (10, 6), (10, 7)], start=1):
        await _post(store, _song(number, f"{number}"), 100 + number, channel=channel, user=user)
    await store.members.forget_message(101)
    await store.members.forget_channel(11)
    await store.members.erase(6)
    assert await _titles(store) == ["4"]
    await store.servers.erase(1)
    assert await _titles(store) == []


async def test_a_post_deleted_while_its_song_is_analysed_stays_out(store: Store) -> None:
    assert await store.posts.accept(101, 10, 1, 5)
    await store.members.forget_message(101)
    await _post(store, _song(1, "Gone"), 101)
    assert await _titles(store) == []
    assert await store.members.history_in(1, [10], 5) == []
    assert len(await store.members.history_of(5, 5)) == 1


async def test_members_take_out_their_own_posts_and_admins_all(store: Store) -> None:
    song = _song(1, "Shared")
    await _post(store, song, 101, user=5)
    await _post(store, song, 102, user=6)
    assert await store.library.remove(1, song.sha256, user_id=5) == 1
    assert len(await _titles(store)) == 1
    assert await store.library.remove(2, song.sha256) == 0
    assert await store.library.remove(1, song.sha256) == 1
    assert await _titles(store) == []
    assert len(await store.members.history_of(5, 10)) == 1


async def test_the_same_bytes_and_the_same_recording_in_another_file_are_known_again(store: Store) -> None:
    await _post(store, _song(1, "Original", embedding=[1, 0]), 101, kept=False)
    again = await store.repeats.earlier(_song(1, "Original", embedding=[1, 0]), 1, OURS.channel_ids, 200)
    assert again is not None
    assert again.message_id == 101
    other_file = await store.repeats.earlier(
        _song(2, embedding=[1, 0.2], length_s=60.4, recording=1), 1, OURS.channel_ids, 200
    )
    assert other_file is not None
    assert other_file.message_id == 101


async def test_another_length_another_sound_or_the_post_itself_is_no_repeat(store: Store) -> None:
    await _post(store, _song(1, "Original", embedding=[1, 0]), 101)
    for song in (_song(2, embedding=[1, 0], length_s=70, recording=1), _song(3, embedding=[1, 0])):
        assert await store.repeats.earlier(song, 1, OURS.channel_ids, 200) is None
    assert await store.repeats.earlier(_song(1, embedding=[1, 0]), 1, OURS.channel_ids, 101) is None


async def test_speech_and_noise_count_for_no_genre_in_the_charts(store: Store) -> None:
    await _post(store, _song(1, "Song"), 101)
    await _post(store, replace(_song(2, "Talk"), content="speech"), 102)
    counted = await store.counts.genres(Posted(1, frozenset({10})), 5)
    assert counted == (("Rock", 1),)


async def test_titles_are_folded_once_however_often_they_are_searched(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def counting(text: str) -> str:
        seen.append(text)
        return folded(text)

    monkeypatch.setattr("bot.store._title_index.folded", counting)
    for number in range(1, 11):
        await _post(store, _song(number, f"Song {number}"), 100 + number)
    assert len(await _titles(store, words="so")) == 10
    assert len(seen) == 11
    await _post(store, _song(11, "Son of eleven"), 111)
    seen.clear()
    assert await _titles(store, words="son ele") == ["Son of eleven"]
    assert seen == ["Son of eleven Béla", "son ele"]


async def test_a_song_whose_first_post_is_gone_is_found_by_the_next(store: Store) -> None:
    for message, channel in ((101, 10), (102, 11)):
        await _post(store, _song(1, "Twice"), message, channel)
    (first,) = await store.library.search(OURS, VERSION, SongFilter("twice"), 5)
    assert first.message_id == 101
    async with store.connection() as connection:
        await connection.execute(text("delete from hearings where message_id = 101"))
        await connection.commit()
    (second,) = await store.library.search(OURS, VERSION, SongFilter("twice"), 5)
    assert second.message_id == 102


async def test_a_post_that_takes_the_place_of_the_newest_is_found_by_its_own_title(store: Store) -> None:
    await _post(store, _song(1, "Old"), 101)
    await _post(store, _song(2, "Gone"), 102)
    assert await _titles(store) == ["Gone", "Old"]
    async with store.connection() as connection:
        # SQLite gives the highest number out again.
        (number,) = (await connection.execute(text("select id from hearings where message_id = 102"))).one()
        await connection.execute(text("delete from hearings where message_id = 102"))
        await connection.commit()
    await _post(store, _song(3, "New"), 103)
    async with store.connection() as connection:
        await connection.execute(text("update hearings set id = :id where message_id = 103"), {"id": number})
        await connection.commit()
    assert await _titles(store, words="gone") == []
    assert await _titles(store, words="new") == ["New"]
    assert await _titles(store) == ["New", "Old"]


async def test_songs_are_found_by_genre_tempo_key_and_poster_together(store: Store) -> None:
    tempo, key = Tempo(120.0, 0.9), Key("A", "minor", "8A", 0.8)
    folk = (GenreProbability("Folk", 1.0),)
    await _post(store, replace(_song(1, "One"), genres=folk, tempo=tempo, key=key), 101, user=5)
    await _post(store, replace(_song(2, "Two"), tempo=tempo, key=key), 102, user=6)
    await _post(store, replace(_song(3, "Three"), genres=folk, tempo=Tempo(125.0, 0.9)), 103, user=5)
    await _post(store, replace(_song(1, "One"), genres=folk, tempo=tempo, key=key), 104, user=6)
    wanted = {
        SongFilter(genre="Folk"): ["Three", "One"],
        SongFilter(bpm=(119, 121)): ["Two", "One"],
        SongFilter(bpm=(119, 126), genre="Folk"): ["Three", "One"],
        SongFilter(camelot="8A"): ["Two", "One"],
        SongFilter(camelot="8B"): [],
        SongFilter(user_id=5): ["Three", "One"],
        SongFilter("o", genre="Folk", bpm=(119, 121), camelot="8A", user_id=6): ["One"],
    }
    for each, titles in wanted.items():
        assert [song.title for song in await store.library.search(OURS, VERSION, each, 9)] == titles
    (theirs,) = await store.library.search(OURS, VERSION, SongFilter("one", user_id=6), 9)
    assert theirs.message_id == 104
    assert await store.library.genres(OURS) == {"Folk": 3, "Rock": 1}


async def test_many_pages_of_a_rare_genre_are_found(store: Store) -> None:
    for number in range(1, 21):
        song = _song(number, f"Song {number}")
        rare = replace(song, genres=(GenreProbability("Folk", 1.0),)) if number in (1, 2, 3) else song
        await _post(store, rare, 100 + number)
    found = await store.library.search(OURS, VERSION, SongFilter(genre="Folk"), 2, 1)
    assert [song.title for song in found] == ["Song 2", "Song 1"]
