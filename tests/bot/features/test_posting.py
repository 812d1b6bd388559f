"""Posting songs where the bot listens."""

import re

import pytest
from simcord import Env

from bot.settings import Settings
from tests.audio_files import encode, silence, song, video_only
from tests.bot.conftest import Place, text_of

ANY_BYTES = b"\x00\x01\x02\x03" * 4096


async def test_a_posted_mp3_gets_one_reply_with_one_headline_links_and_the_time(place: Place, mp3: bytes) -> None:
    posted = await place.member.send(place.channel, "my new song", attachments=[("song.mp3", mp3)])
    (reply,) = place.replies()
    text = text_of(reply)
    assert r"Morning \*Light\*" in text
    assert "by The Packaged Band" in text
    assert "0:40" in text
    assert len(re.findall(r"^\*\*(?!Sounds like).+\*\*$", text, re.MULTILINE)) == 1
    # The bars are on the card.
    assert len(reply.attachments) == 1
    assert "▱" not in text
    assert len(re.findall(r"^\d\. \[.+?\]\(https?://\S+\)", text, re.MULTILINE)) == 5
    assert re.search(r"Heard in \d+\.\d s", text)
    assert reply.reference is not None
    assert reply.reference.message_id == posted.id
    assert reply.mentions == []


async def test_a_typing_indicator_shows_while_the_bot_listens(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    requests = [(entry.method, entry.path.rsplit("/", 1)[-1]) for entry in place.env.http_requests]
    assert requests.index(("POST", "typing")) < requests.index(("POST", "messages"))


async def test_several_attachments_share_one_reply_and_the_fourth_is_only_named(
    place: Place, mp3: bytes, opus: bytes
) -> None:
    files = [("one.mp3", mp3), ("two.opus", opus), ("three.txt.mp3", b"just words " * 500), ("four.mp3", mp3)]
    await place.member.send(place.channel, attachments=files)
    text = place.reply_text()
    assert "Morning" in text
    assert "**three.txt.mp3**\nThat is a text file, not audio I can read." in text
    assert "four.mp3" in text.splitlines()[-2]


async def test_a_song_inside_a_posted_video_counts(place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    film = encode(tmp_path_factory.mktemp("film") / "film.mp4", song()[:, :480_000], 48_000, with_video=True)
    await place.member.send(place.channel, attachments=[("film.mp4", film.read_bytes())])
    assert "**Sounds like**" in place.reply_text()


async def test_a_video_without_sound_is_told_so(place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    film = video_only(tmp_path_factory.mktemp("film") / "film.mp4")
    await place.member.send(place.channel, attachments=[("film.mp4", film.read_bytes())])
    assert "no sound in it" in place.reply_text()


async def test_a_message_without_songs_gets_no_reply(place: Place) -> None:
    await place.member.send(place.channel, "look at https://example.org/song.html", attachments=[("a.png", b"\x89PNG")])
    assert place.replies() == []


async def test_a_file_that_is_no_audio_gets_a_sentence(place: Place) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", ANY_BYTES)])
    assert "not audio I can read" in place.reply_text()


async def test_a_broken_song_is_analysed_as_far_as_it_goes(place: Place, mp3: bytes) -> None:
    broken = mp3[: len(mp3) // 2] + bytes(reversed(mp3[len(mp3) // 2 :]))
    await place.member.send(place.channel, attachments=[("song.mp3", broken)])
    assert "**Sounds like**" in place.reply_text()


async def test_silence_gets_a_sentence(place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    quiet = encode(tmp_path_factory.mktemp("quiet") / "quiet.flac", silence(5), 44_100)
    await place.member.send(place.channel, attachments=[("quiet.flac", quiet.read_bytes())])
    assert "only silence" in place.reply_text()


async def test_a_tag_cannot_mention_anybody_or_draw_a_link(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tags = {"title": "@everyone <@1> [click](https://evil.example)", "artist": "`code` ||spoiler||\n# Loud"}
    file = encode(tmp_path_factory.mktemp("tags") / "tags.mp3", song()[:, :480_000], 48_000, tags=tags)
    await place.member.send(place.channel, attachments=[("tags.mp3", file.read_bytes())])
    (reply,) = place.replies()
    text = text_of(reply)
    assert "@everyone" not in text
    assert "<@1>" not in text
    assert "](https://evil" not in text
    assert "\n# Loud" not in text
    assert not reply.mention_everyone


@pytest.mark.parametrize("kind", ["bot", "webhook"])
async def test_other_bots_and_webhooks_are_left_alone(place: Place, mp3: bytes, kind: str) -> None:
    files = [("song.mp3", mp3)]
    if kind == "bot":
        other = place.guild.add_member(place.env.create_user("other", bot=True))
        await other.send(place.channel, attachments=files)
    else:
        await place.guild.create_webhook(place.channel, "relay").send(attachments=files)
    assert place.replies() == []


async def test_a_voice_message_is_private_speech(place: Place, opus: bytes) -> None:
    backend = place.env.backend
    files = backend.store_attachments(place.channel.id, [("voice-message.ogg", opus)])
    backend.create_message(place.channel.id, place.member.id, attachments=files, flags=1 << 13)
    await place.env.settle()
    assert place.replies() == []


async def test_a_forwarded_song_is_answered_like_a_posted_one(place: Place, mp3: bytes) -> None:
    silent = place.guild.create_text_channel("elsewhere")
    posted = await place.member.send(silent, attachments=[("song.mp3", mp3)])
    await place.member.forward(posted, place.channel)
    assert "Morning" in place.reply_text()


async def test_an_edit_does_not_ask_for_a_second_reply(place: Place, mp3: bytes) -> None:
    posted = await place.member.send(place.channel, "frist", attachments=[("song.mp3", mp3)])
    await place.member.edit(posted, "first")
    assert len(place.replies()) == 1


async def test_an_edit_that_brings_the_first_song_is_answered(place: Place) -> None:
    posted = await place.member.send(place.channel, "wait for it")
    await place.member.edit(posted, "http://127.0.0.1:9/song.mp3")
    assert "I only fetch from public web addresses" in place.reply_text()


async def test_a_song_in_a_private_message_is_answered(env: Env, mp3: bytes) -> None:
    user = env.create_user("bob")
    files = env.backend.store_attachments(user.dm_channel.id, [("song.mp3", mp3)])
    await user.send_dm(attachments=files)
    assert "Morning" in text_of(user.dm_channel.last_message)


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_FETCH_MAX_BYTES", "2048")


@pytest.mark.usefixtures("small_limit")
async def test_a_file_too_large_is_refused_before_it_is_read(settings: Settings, place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert settings.fetch.max_bytes == 2048
    assert "too large" in place.reply_text()
