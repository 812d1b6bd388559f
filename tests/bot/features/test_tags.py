"""The words that people use for songs, in replies, histories and charts."""

import json
import logging
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path

import pytest
from simcord import Env

from bot.app.executors import open_pool
from bot.core.client import SongBot
from bot.core.services import Services, open_services
from bot.languages import ENGLISH
from bot.languages.tag_words import tag_word
from bot.replies.headline import added_words, headline
from bot.settings import Settings
from bot.store import LIBRARY, LIBRARY_KEPT
from models.manifest import DEFAULT_FOLDER, MANIFEST, open_artifacts, read_entries
from models.tagger_table import PRIMARY
from models.taggers.tag_selection import named_tags
from tests.bot.conftest import PATIENCE_S, Place, hidden_channel, text_of


@pytest.fixture(scope="session")
def loud() -> bytes:
    """A packaged song with an unmistakable sound."""
    from tests.audio_files import music_files

    return next(path for path in music_files() if "happy_electronic" in path.name).read_bytes()


async def _posted(place: Place, services: Services, name: str, sound: bytes) -> tuple[str, ...]:
    """Post a song and return the tags that it is found by."""
    if not open_artifacts().has(PRIMARY.file):
        pytest.skip(f"the optional {PRIMARY.file} is not built")
    await place.member.send(place.channel, attachments=[(name, sound)])
    (song,) = await services.store.members.history_of(place.member.id, 1)
    analysis = await services.store.songs.recall(song.sha256, services.model_version)
    assert analysis is not None
    return tuple(tag.tag for tag in named_tags(analysis.tags))


async def test_a_reply_says_the_song_in_peoples_words(place: Place, services: Services, loud: bytes) -> None:
    await _posted(place, services, "song.opus", loud)
    (song,) = await services.store.members.history_of(place.member.id, 1)
    analysis = await services.store.songs.recall(song.sha256, services.model_version)
    assert analysis is not None
    assert len(analysis.tags) == 50
    words = added_words(analysis, ENGLISH)
    assert words
    assert place.reply_text().splitlines()[2:4] == [f"**{headline(analysis, ENGLISH)}**", words]


async def test_the_card_tells_of_the_words_too(place: Place, services: Services, loud: bytes) -> None:
    await _posted(place, services, "song.opus", loud)
    (reply,) = place.replies()
    (attachment,) = reply.attachments
    assert attachment.description is not None
    assert "Words for it, from part to part: " in attachment.description


async def test_histories_are_filtered_by_a_word_that_is_offered_with_its_count(
    place: Place, services: Services, mp3: bytes, loud: bytes
) -> None:
    first = await _posted(place, services, "song.mp3", mp3)
    second = await _posted(place, services, "other.opus", loud)
    only = next(tag for tag in second if tag not in first)
    word = tag_word(only, ENGLISH)
    for command in ("history mine", "history server"):
        choices = await place.member.autocomplete(place.channel, command, "tag", word[:3])
        assert {"name": f"{word} (1)", "value": only} in [
            {"name": choice["name"], "value": choice["value"]} for choice in choices
        ]
        for typed in (only, word.upper()):
            result = await place.member.slash(place.channel, command, tag=typed)
            text = text_of(result.response)
            assert text.splitlines()[0].endswith(f": {word}")
            assert "Morning" not in text
            assert "\n1. " in text
            assert "\n2. " not in text


async def test_a_word_that_no_song_has_gets_a_sentence(place: Place, services: Services, mp3: bytes) -> None:
    await _posted(place, services, "song.mp3", mp3)
    for command in ("history mine", "history server", "charts songs"):
        result = await place.member.slash(place.channel, command, tag="sea shanty")
        assert text_of(result.response) == "I know no song that sounds like that word. Pick one from the list."


async def test_pages_of_a_filtered_history_stay_filtered(
    place: Place, services: Services, mp3: bytes, loud: bytes
) -> None:
    first = await _posted(place, services, "song.mp3", mp3)
    second = await _posted(place, services, "other.opus", loud)
    only = next(tag for tag in second if tag not in first)
    (newest,) = await services.store.members.history_of(place.member.id, 1)
    for number in range(11):
        await services.store.members.note_post(newest.sha256, f"{number}", place.member.id, None, None, None)
    result = await place.member.slash(place.channel, "history mine", tag=only)
    assert result.response is not None
    await place.member.click(result.response, label="Next")
    lines = text_of(result.response).splitlines()
    assert lines[0].endswith(f": {tag_word(only, ENGLISH)}")
    assert [line.split(".")[0] for line in lines[1:]] == ["11", "12"]
    assert "Morning" not in text_of(result.response)


async def test_charts_count_by_word_and_within_a_word(
    place: Place, services: Services, mp3: bytes, loud: bytes
) -> None:
    first = await _posted(place, services, "song.mp3", mp3)
    second = await _posted(place, services, "other.opus", loud)
    text = text_of((await place.member.slash(place.channel, "charts songs")).response)
    assert "**In people's words**" in text
    for tag in set(first) & set(second):
        assert f"{tag_word(tag, ENGLISH)}: 2" in text
    only = next(tag for tag in second if tag not in first)
    within = text_of((await place.member.slash(place.channel, "charts songs", tag=only)).response)
    assert within.splitlines().count("**Genres**") == 1
    assert re.search(r"^1\. .+: 1$", within, re.MULTILINE)
    assert within.splitlines()[0].endswith(f": {tag_word(only, ENGLISH)}")


async def test_words_of_songs_in_channels_that_one_cannot_see_are_neither_offered_nor_counted(
    place: Place, services: Services, loud: bytes
) -> None:
    secret, insider = hidden_channel(place)
    await insider.send(secret, attachments=[("song.opus", loud)])
    assert await insider.autocomplete(secret, "history server", "tag", "")
    assert await place.member.autocomplete(place.channel, "history server", "tag", "") == []
    assert await place.member.autocomplete(place.channel, "charts songs", "tag", "") == []
    assert "Nothing yet." in text_of((await place.member.slash(place.channel, "charts songs")).response)


async def test_recommendations_go_by_my_songs_of_one_word(
    place: Place, services: Services, mp3: bytes, loud: bytes
) -> None:
    first = await _posted(place, services, "song.mp3", mp3)
    second = await _posted(place, services, "other.opus", loud)
    only = next(tag for tag in second if tag not in first)
    both = text_of((await place.member.slash(place.channel, "recommend mine", count=3)).response)
    one = text_of((await place.member.slash(place.channel, "recommend mine", count=3, tag=only)).response)
    assert both.splitlines()[0] == "### Like the 2 songs that you posted and saved"
    assert one.splitlines()[0] == f"### Like the song that you posted or saved: {tag_word(only, ENGLISH)}"
    assert "\n3. " in one
    choices = await place.member.autocomplete(place.channel, "recommend mine", "tag", only[:3])
    assert only in [choice["value"] for choice in choices]


async def test_recommendations_of_one_word_come_from_the_servers_library_alone(
    place: Place, services: Services, mp3: bytes, loud: bytes
) -> None:
    await services.store.servers.set(place.guild.id, place.member.id, LIBRARY, LIBRARY_KEPT)
    first = await _posted(place, services, "song.mp3", mp3)
    second = await _posted(place, services, "other.opus", loud)
    only = next(tag for tag in second if tag not in first)
    asked = await place.member.slash(place.channel, "recommend song", file=("song.mp3", mp3), tag=only)
    lines = [line for line in text_of(asked.response).splitlines() if re.match(r"\d+\. ", line)]
    assert len(lines) == 1
    assert "https://discord.com/channels/" in lines[0]
    assert "Morning" not in lines[0]


async def test_where_no_library_is_kept_a_word_gets_a_sentence(place: Place, services: Services, loud: bytes) -> None:
    tags = await _posted(place, services, "song.opus", loud)
    asked = await place.member.slash(place.channel, "recommend genre", genre="Rock", tag=tags[0])
    assert "This server keeps no library." in text_of(asked.response)


@pytest.fixture(scope="module")
def no_tagger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped models whose manifest lists a tagger that is not there."""
    folder = tmp_path_factory.mktemp("models")
    entries = read_entries(DEFAULT_FOLDER)
    for entry in entries:
        if not entry.optional:
            (folder / entry.file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(DEFAULT_FOLDER / entry.file, folder / entry.file)
    (folder / MANIFEST).write_text(json.dumps({"files": [asdict(entry) for entry in entries]}))
    return folder


@pytest.fixture(params=["switched off", "file missing"])
def without(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, no_tagger: Path) -> Settings:
    if request.param == "switched off":
        monkeypatch.setenv("CRATEDIGGER_MODELS_TAGGER", "false")
    else:
        monkeypatch.setenv("CRATEDIGGER_MODELS_FOLDER", str(no_tagger))
    return Settings()


@pytest.fixture
async def plain_place(without: Settings, caplog: pytest.LogCaptureFixture) -> AsyncIterator[tuple[Place, Services]]:
    """A server with a bot of its own that has no tagger."""
    with caplog.at_level(logging.INFO), open_pool(without) as pool:
        async with open_services(without, pool) as services:
            env = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
            await env.start()
            guild = env.create_guild("Crate")
            channel = guild.create_text_channel("music")
            yield Place(env, guild, channel, guild.add_member(env.create_user("alice"))), services
            await env.shutdown()
            env.raise_errors()


async def test_without_a_tagger_the_bot_answers_and_says_so_once_where_the_file_is_missing(
    plain_place: tuple[Place, Services], loud: bytes, without: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    place, services = plain_place
    await place.member.send(place.channel, attachments=[("song.opus", loud)])
    text = place.reply_text()
    assert "**Sounds like**" in text
    assert text.splitlines()[3].startswith("123 BPM")
    assert text.splitlines()[4] == "**Sounds like**"
    (song,) = await services.store.members.history_of(place.member.id, 1)
    assert await services.store.songs.recall(song.sha256, services.model_version) is not None
    assert await services.store.tags.of_member(place.member.id, 9) == ()
    said = [record for record in caplog.get_records("setup") if PRIMARY.file in record.getMessage()]
    assert len(said) == (0 if without.models.folder is None else 1)
