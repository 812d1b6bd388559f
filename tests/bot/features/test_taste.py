"""Whose taste is like one's own: of members who want to be found, and nobody else."""

import re

import pytest
from simcord import MemberActor

from bot.core.services import Services
from bot.store import Taste
from tests.bot.conftest import Place, hidden_channel, text_of

NOBODY = "I found nobody. I look only among members who want to be found."
NOT_WITH = "I can compare you only with members who want to be found and have posted songs here."


@pytest.fixture
async def comparing(place: Place, services: Services, mp3: bytes) -> Place:
    """The place, whose admins have tastes compared, and where its member posted a song."""
    await services.store.servers.set(place.guild.id, 1, "taste", "on")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    return place


async def _findable(place: Place, name: str, *songs: bytes) -> MemberActor:
    """Return a member who posted songs and wants to be found."""
    member = place.guild.add_member(place.env.create_user(name))
    for song in songs:
        await member.send(place.channel, attachments=[(f"{name}.opus", song)])
    answer = await member.slash(place.channel, "privacy taste", found=True)
    assert text_of(answer.response).startswith("Members with a taste like yours can find you")
    return member


async def _matches(member: MemberActor, place: Place) -> str:
    result = await member.slash(place.channel, "taste matches")
    assert result.ephemeral
    return text_of(result.response)


async def _blend(member: MemberActor, place: Place, other: MemberActor) -> str:
    result = await member.slash(place.channel, "taste blend", member=other.user)
    assert result.ephemeral
    return text_of(result.response)


async def test_nobody_is_compared_where_admins_did_not_say_so(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    bob = await _findable(place, "bob", mp3)
    assert (await _matches(place.member, place)).startswith("Tastes are not compared here.")
    assert (await _blend(place.member, place, bob)).startswith("Tastes are not compared here.")


async def test_who_wants_to_be_found_is_found_by_shared_genres_with_songs_that_one_has_not_posted(
    comparing: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    bob = await _findable(comparing, "bob", mp3, opus)
    async with services.store.connection() as connection:
        await connection.exec_driver_sql("update song_features set genre = 'Jazz'")
    text = await _matches(comparing.member, comparing)
    found = re.search(rf"\*\*<@{bob.id}>\*\*: (\d+)% alike, in Jazz\n1\. \[(\S+?)\]", text)
    assert found
    assert 50 < int(found[1]) <= 100
    assert "\n2. " not in text
    assert "Morning" not in text
    assert "-# Nobody finds you yet" in text
    await comparing.member.slash(comparing.channel, "privacy taste", found=True)
    assert "-# Nobody finds you yet" not in await _matches(comparing.member, comparing)
    assert f"<@{comparing.member.id}>" in await _matches(bob, comparing)


async def test_a_blend_lists_songs_between_two_tastes(comparing: Place, opus: bytes) -> None:
    bob = await _findable(comparing, "bob", opus)
    text = await _blend(comparing.member, comparing, bob)
    assert re.match(r"### Between you and bob, \d+% alike\n1\. ", text)
    assert "\n10. " in text


@pytest.mark.parametrize("how", ["never asked", "changed their mind", "opted out", "left", "deleted everything"])
async def test_who_does_not_want_to_be_found_or_left_is_found_by_nobody(
    comparing: Place, services: Services, mp3: bytes, opus: bytes, how: str
) -> None:
    bob = await _findable(comparing, "bob", mp3, opus)
    assert f"<@{bob.id}>" in await _matches(comparing.member, comparing)
    match how:
        case "never asked":
            async with services.store.connection() as connection:
                await connection.exec_driver_sql("delete from members")
        case "changed their mind":
            await bob.slash(comparing.channel, "privacy taste", found=False)
        case "opted out":
            await bob.slash(comparing.channel, "privacy posts", answers=False)
        case "deleted everything":
            asked = await bob.slash(comparing.channel, "privacy delete")
            assert asked.response is not None
            await bob.click(asked.response, label="Delete everything about me")
        case _:
            comparing.env.backend.remove_member(comparing.guild.id, bob.id)
            await comparing.env.settle()
    assert NOBODY in await _matches(comparing.member, comparing)
    if how != "left":
        assert await _blend(comparing.member, comparing, bob) == NOT_WITH


async def test_opting_out_and_back_in_keeps_what_one_said_of_being_found(comparing: Place, mp3: bytes) -> None:
    bob = await _findable(comparing, "bob", mp3)
    await bob.slash(comparing.channel, "privacy posts", answers=False)
    await bob.slash(comparing.channel, "privacy posts", answers=True)
    assert f"<@{bob.id}>" in await _matches(comparing.member, comparing)


async def test_songs_in_channels_that_one_cannot_see_make_no_taste(comparing: Place, opus: bytes) -> None:
    secret, insider = hidden_channel(comparing)
    await insider.send(secret, attachments=[("song.opus", opus)])
    await insider.slash(secret, "privacy taste", found=True)
    assert NOBODY in await _matches(comparing.member, comparing)
    assert await _blend(comparing.member, comparing, insider) == NOT_WITH


async def test_who_posted_nothing_is_told_so(comparing: Place, mp3: bytes) -> None:
    stranger = comparing.guild.add_member(comparing.env.create_user("stranger"))
    assert (await _matches(stranger, comparing)).startswith("I know no song of yours yet.")


def test_tastes_share_what_both_have_of_each_genre() -> None:
    one, other = Taste(1, {"Rock": 3, "Jazz": 1}), Taste(2, {"Jazz": 2, "Folk": 2})
    assert one.shared(other) == {"Jazz": 0.25}
    assert sum(one.shared(one).values()) == 1.0
    assert one.shared(Taste(3, {"Folk": 1})) == {}
