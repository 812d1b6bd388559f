"""Who sees an answer: what is about one person is for that person alone, and one server's things stay in it."""

import discord
import pytest
from simcord import MemberActor

from bot.core.client import SongBot
from bot.core.services import Services
from tests.bot.conftest import Place, text_of

PRIVATE = (
    "about",
    "help",
    "history mine",
    "history server",
    "saved",
    "charts songs",
    "charts posters",
    "privacy show",
    "privacy terms",
    "privacy export",
    "privacy delete",
)


@pytest.mark.parametrize("command", PRIVATE)
async def test_what_is_about_one_person_or_only_explains_is_seen_by_the_asker_alone(place: Place, command: str) -> None:
    result = await place.member.slash(place.channel, command)
    assert result.ephemeral
    bystander = place.guild.add_member(place.env.create_user("bystander"))
    assert place.channel.history(viewer=bystander) == []


async def test_what_was_asked_for_a_channel_is_seen_by_all_of_it(place: Place, mp3: bytes) -> None:
    result = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert not result.ephemeral
    bystander = place.guild.add_member(place.env.create_user("bystander"))
    assert len(place.channel.history(viewer=bystander)) == 1


@pytest.mark.parametrize("label", ["More like this", "Right", "Wrong", "Save"])
async def test_who_presses_a_songs_button_is_answered_alone(place: Place, mp3: bytes, label: str) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    presser = place.guild.add_member(place.env.create_user("bob"))
    assert (await presser.click(place.replies()[0], label=label)).ephemeral


def _elsewhere(place: Place) -> tuple[MemberActor, Place]:
    other = place.env.create_guild("Other")
    member = other.add_member(place.member.user)
    return member, Place(place.env, other, other.create_text_channel("music"), member)


async def test_one_servers_posts_are_in_no_other_servers_charts(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    member, other = _elsewhere(place)
    assert "Nothing yet." in text_of((await member.slash(other.channel, "charts posters")).response)
    assert f"<@{place.member.id}>: 1" in text_of((await place.member.slash(place.channel, "charts posters")).response)


async def test_one_servers_settings_and_undo_reach_no_other_server(place: Place, services: Services) -> None:
    await services.store.servers.set(place.guild.id, 1, "style", "compact")
    _, other = _elsewhere(place)
    role = other.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
    admin = other.guild.add_member(place.env.create_user("admin"), roles=[role])
    result = await admin.slash(other.channel, "settings")
    assert result.response is not None
    assert "How replies look**: Full" in text_of(result.response)
    await admin.click(result.response, label="Undo the last change")
    assert "nothing to undo" in text_of(result.response)
    assert await services.store.servers.settings(place.guild.id) == {"style": "compact"}


async def test_a_question_asked_before_a_restart_can_be_answered_after_it(
    place: Place, services: Services, mp3: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    asked = await place.member.slash(place.channel, "privacy delete")
    assert asked.response is not None
    await place.env.restart_bot(SongBot(services, message_content=True))
    await place.member.click(asked.response, label="Delete everything about me")
    assert "I keep nothing about you" in text_of(asked.response)
