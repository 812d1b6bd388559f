"""Reactions and *Save* as likes: what counts, for whom, and what is taken off again."""

import discord
import pytest
from simcord import MemberActor

from bot.core.services import Services
from bot.features.reactions._cog import _is_like
from bot.store import Posted
from tests.bot.conftest import Place, hidden_channel, text_of


@pytest.fixture
async def counting(place: Place, services: Services) -> Place:
    """The place, whose admins have likes counted."""
    await services.store.servers.set(place.guild.id, 1, "reactions", "on")
    return place


async def _charts(member: MemberActor, place: Place) -> str:
    return text_of((await member.slash(place.channel, "charts songs")).response)


def _join(place: Place, name: str) -> MemberActor:
    return place.guild.add_member(place.env.create_user(name))


async def _likes(services: Services, place: Place) -> list[int]:
    posted = Posted(place.guild.id, frozenset({place.channel.id}))
    return [each.likes for each in await services.store.reactions.most_liked(posted, 10)]


async def test_nothing_is_kept_where_admins_did_not_say_so(place: Place, services: Services, mp3: bytes) -> None:
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    bob = _join(place, "bob")
    await bob.react(posted, "🔥")
    await bob.click(place.replies()[0], label="Save")
    assert (await services.store.members.export(bob.id))["reactions"] == []
    await services.store.servers.set(place.guild.id, 1, "reactions", "on")
    assert await _likes(services, place) == []


async def test_reactions_on_a_post_and_on_its_reply_and_save_are_one_like_a_member(
    counting: Place, services: Services, mp3: bytes
) -> None:
    posted = await counting.member.send(counting.channel, attachments=[("song.mp3", mp3)])
    bob, carol = _join(counting, "bob"), _join(counting, "carol")
    await bob.react(posted, "🔥")
    await bob.react(posted, "❤️")
    await bob.react(counting.replies()[0], "🔥")
    await bob.click(counting.replies()[0], label="Save")
    await carol.click(counting.replies()[0], label="Save")
    assert await _likes(services, counting) == [2]
    text = await _charts(bob, counting)
    assert f"1. [Morning \\*Light\\*]({posted.jump_url})" in text
    assert f"<@{counting.member.id}> · liked by 2 members" in text
    board = text_of((await bob.slash(counting.channel, "charts posters")).response)
    assert f"1. <@{counting.member.id}>: 1 song, 2 likes" in board


async def test_what_the_poster_a_bot_and_who_opted_out_do_does_not_count_nor_does_a_dislike(
    counting: Place, services: Services, mp3: bytes
) -> None:
    posted = await counting.member.send(counting.channel, attachments=[("song.mp3", mp3)])
    bob, carol = _join(counting, "bob"), _join(counting, "carol")
    await services.store.members.set_answers_posts(carol.id, False)
    await counting.member.react(posted, "🔥")
    await counting.member.click(counting.replies()[0], label="Save")
    await carol.react(posted, "🔥")
    await bob.react(posted, "👎")
    other_bot = counting.guild.add_member(counting.env.create_user("otherbot", bot=True))
    await other_bot.react(posted, "🔥")
    async with services.store.connection() as connection:
        assert (await connection.exec_driver_sql("select count(*) from reactions")).scalar_one() == 0
    assert await _likes(services, counting) == []


async def test_who_opts_out_later_is_counted_no_more_and_neither_are_their_songs(
    counting: Place, services: Services, mp3: bytes
) -> None:
    posted = await counting.member.send(counting.channel, attachments=[("song.mp3", mp3)])
    bob = _join(counting, "bob")
    await bob.react(posted, "🔥")
    assert await _likes(services, counting) == [1]
    await bob.slash(counting.channel, "privacy posts", answers=False)
    assert await _likes(services, counting) == []
    await bob.slash(counting.channel, "privacy posts", answers=True)
    await counting.member.slash(counting.channel, "privacy posts", answers=False)
    assert await _likes(services, counting) == []
    assert "Nothing yet." in await _charts(bob, counting)


async def test_a_reaction_that_is_taken_off_is_no_like_any_more(
    counting: Place, services: Services, mp3: bytes
) -> None:
    posted = await counting.member.send(counting.channel, attachments=[("song.mp3", mp3)])
    bob = _join(counting, "bob")
    await bob.react(posted, "🔥")
    await bob.react(counting.replies()[0], "🔥")
    await bob.unreact(posted, "🔥")
    assert await _likes(services, counting) == [1]
    await bob.unreact(counting.replies()[0], "🔥")
    assert await _likes(services, counting) == []


async def test_clearing_reactions_deleting_the_post_and_deleting_ones_data_take_likes_off(
    counting: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    bob, carol = _join(counting, "bob"), _join(counting, "carol")
    first = await counting.member.send(counting.channel, attachments=[("song.mp3", mp3)])
    second = await counting.member.send(counting.channel, attachments=[("other.opus", opus)])
    for member in (bob, carol):
        for message in (first, second):
            await member.react(message, "🔥")
    assert await _likes(services, counting) == [2, 2]
    asked = await bob.slash(counting.channel, "privacy delete")
    assert asked.response is not None
    await bob.click(asked.response, label="Delete everything about me")
    assert await _likes(services, counting) == [1, 1]
    counting.env.backend.clear_reactions(counting.channel.id, second.id)
    await counting.env.settle()
    assert await _likes(services, counting) == [1]
    await carol.react(second, "❤️")
    assert await _likes(services, counting) == [1, 1]
    counting.env.backend.clear_reaction(counting.channel.id, second.id, "❤️")
    await counting.env.settle()
    assert await _likes(services, counting) == [1]
    await counting.member.delete(first)
    assert await _likes(services, counting) == []
    assert (await services.store.members.export(carol.id))["reactions"] == []


async def test_songs_in_channels_that_the_asker_cannot_see_stand_in_no_chart(counting: Place, mp3: bytes) -> None:
    secret, insider = hidden_channel(counting)
    posted = await insider.send(secret, attachments=[("song.mp3", mp3)])
    moderates = counting.guild.create_role("mods", permissions=discord.Permissions.all())
    friend = counting.guild.add_member(counting.env.create_user("friend"), roles=[moderates])
    await friend.react(posted, "🔥")
    assert "Morning" not in await _charts(counting.member, counting)
    assert "Morning" in text_of((await friend.slash(secret, "charts songs")).response)


async def test_a_like_in_one_server_is_none_in_another(counting: Place, services: Services, mp3: bytes) -> None:
    await counting.member.send(counting.channel, attachments=[("song.mp3", mp3)])
    other = counting.env.create_guild("Other")
    await services.store.servers.set(other.id, 1, "reactions", "on")
    channel, bob = other.create_text_channel("music"), counting.env.create_user("bob")
    there = other.add_member(bob)
    counting.guild.add_member(bob)
    poster = other.add_member(counting.env.create_user("dave"))
    await poster.send(channel, attachments=[("song.mp3", mp3)])
    assert channel.last_message is not None
    await there.click(channel.last_message, label="Save")
    assert await _likes(services, counting) == []
    posted = Posted(other.id, frozenset({channel.id}))
    assert [each.likes for each in await services.store.reactions.most_liked(posted, 10)] == [1]


@pytest.mark.parametrize(("emoji", "likes"), [("👎", False), ("👎🏽", False), ("👍🏽", True), ("❤️", True)])
def test_a_thumb_that_points_down_is_no_like_in_any_colour(emoji: str, likes: bool) -> None:
    assert _is_like(discord.PartialEmoji(name=emoji)) is likes
