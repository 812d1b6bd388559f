"""Songs that were posted before, songs without tags, and files that are no music."""

from hashlib import sha256
from pathlib import Path

import numpy as np

from bot.core.services import Services
from tests.audio_files import encode, long_song
from tests.bot.conftest import Place, hidden_channel, text_of

BEFORE = "[Posted here before]"


async def _post(place: Place, song: bytes, name: str = "song.mp3") -> str:
    await place.member.send(place.channel, attachments=[(name, song)])
    return text_of(place.replies()[-1])


async def test_the_same_file_again_is_answered_with_a_link_to_the_first_post(place: Place, mp3: bytes) -> None:
    first = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert BEFORE not in text_of(place.replies()[-1])
    again = await _post(place, mp3, "renamed.mp3")
    assert f"{BEFORE}({first.jump_url})" in again


async def test_the_same_recording_in_another_format_is_known_again(place: Place, mp3: bytes, tmp_path: Path) -> None:
    first = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    copy = encode(tmp_path / "copy.ogg", 0.7 * long_song(40), 48_000).read_bytes()
    assert f"{BEFORE}({first.jump_url})" in await _post(place, copy, "copy.ogg")


async def test_an_earlier_post_in_another_server_or_a_hidden_channel_is_not_told(place: Place, mp3: bytes) -> None:
    other = place.env.create_guild("Other")
    elsewhere = other.create_text_channel("music")
    await other.add_member(place.member.user).send(elsewhere, attachments=[("song.mp3", mp3)])
    secret, insider = hidden_channel(place)
    await insider.send(secret, attachments=[("song.mp3", mp3)])
    assert BEFORE not in await _post(place, mp3)


async def test_a_song_without_tags_keeps_its_file_name_on_every_page(place: Place, opus: bytes) -> None:
    await _post(place, opus, "my demo.opus")
    pressed = await place.member.click(place.replies()[-1], label="More like this")
    assert text_of(pressed.response).splitlines()[0] == "### Songs like my demo.opus"
    saved = await place.member.click(place.replies()[-1], label="Save")
    assert "Saved." in text_of(saved.response)
    assert "my demo.opus" in text_of((await place.member.slash(place.channel, "saved")).response)


async def test_a_file_name_from_elsewhere_is_not_told(place: Place, opus: bytes) -> None:
    other = place.env.create_guild("Other")
    elsewhere = other.create_text_channel("music")
    await other.add_member(place.env.create_user("bob")).send(elsewhere, attachments=[("bobs secret.opus", opus)])
    asked = await place.member.slash(place.channel, "classify", file=("mine.opus", opus))
    stranger = place.guild.add_member(place.env.create_user("stranger"))
    assert asked.response is not None
    pressed = await stranger.click(place.replies()[-1], label="More like this")
    assert text_of(pressed.response).splitlines()[0] == "### Songs like this song"


async def test_noise_gets_a_sentence_and_no_genre_and_stays_out_of_the_library(
    place: Place, services: Services, tmp_path: Path
) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    hiss = 0.3 * np.random.default_rng(1).uniform(-1, 1, (1, 20 * 44_100)).astype(np.float32)
    answer = await _post(place, encode(tmp_path / "hiss.flac", hiss, 44_100).read_bytes(), "hiss.flac")
    assert "That sounds like noise rather than music" in answer
    assert "Sounds like**" not in answer
    (reply,) = place.replies()
    assert not reply.attachments
    assert "hiss" not in text_of((await place.member.slash(place.channel, "library search")).response)


async def test_every_recommendation_has_a_reason_or_none_that_is_invented(
    place: Place, services: Services, mp3: bytes
) -> None:
    lines = (await _post(place, mp3)).splitlines()
    known = await services.store.songs.recall(sha256(mp3).hexdigest(), services.model_version)
    assert known is not None
    shown = [(each, at) for each in known.recommendations for at, line in enumerate(lines) if each.url in line]
    assert len(shown) >= 3
    for song, at in shown:
        reason = lines[at + 1] if at + 1 < len(lines) else ""
        assert ("close in" in reason) == bool(song.alike_in)
        assert ("same corner of" in reason) == bool(song.corner)
    assert any(song.alike_in or song.corner for song, _ in shown)
