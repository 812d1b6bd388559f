"""What is kept of a person."""

import json

import discord
import pytest
from discord import ui
from sqlalchemy import text

from bot.core.services import Services
from bot.features.privacy._cog import EraseButton
from bot.languages import ENGLISH
from bot.replies.layouts import Reply
from bot.settings import Settings
from bot.store._tables import Table
from tests.bot.conftest import Place, text_of

BUTTON = "Delete everything about me"


async def _live_a_little(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    reply = place.replies()[0]
    await place.member.click(reply, label="Save")
    await place.member.click(reply, label="Right")
    await place.member.slash(place.channel, "privacy posts", answers=True)


async def test_what_is_kept_is_said_in_plain_words_with_numbers(place: Place, mp3: bytes) -> None:
    await _live_a_little(place, mp3)
    result = await place.member.slash(place.channel, "privacy show")
    assert result.ephemeral
    shown = text_of(result.response)
    assert "Songs that you saved: 1" in shown
    assert "The audio itself is deleted" in shown


async def test_the_export_is_a_file_in_a_private_message_with_every_table(place: Place, mp3: bytes) -> None:
    await _live_a_little(place, mp3)
    result = await place.member.slash(place.channel, "privacy export")
    assert "private message" in text_of(result.response)
    message = place.member.user.dm_channel.last_message
    assert message is not None
    content = json.loads(await message.attachments[0].read())
    assert content["user_id"] == str(place.member.id)
    assert {name for name, rows in content.items() if rows} == {
        "user_id",
        "posts",
        "hearings",
        "saved",
        "feedback",
        "members",
        "song_tags",
    }


async def test_who_takes_no_private_messages_gets_the_file_in_the_answer(place: Place, mp3: bytes) -> None:
    await _live_a_little(place, mp3)
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    result = await place.member.slash(place.channel, "privacy export")
    assert result.ephemeral
    assert "I cannot send you a private message, so here is everything" in text_of(result.response)
    assert result.response is not None
    (file,) = result.response.attachments
    assert json.loads(await file.read())["user_id"] == str(place.member.id)


async def test_where_no_file_may_be_shown_either_closed_private_messages_are_explained(place: Place) -> None:
    assert place.guild.me is not None
    channel = place.guild.create_text_channel(
        "bare", overwrites={place.guild.me: discord.PermissionOverwrite(attach_files=False)}
    )
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    result = await place.member.slash(channel, "privacy export")
    assert "Please allow them from members of this server" in text_of(result.response)


async def test_a_stranger_cannot_delete_somebodys_data(place: Place, services: Services, mp3: bytes) -> None:
    await _live_a_little(place, mp3)
    asked = await place.member.user.slash("privacy delete")
    assert asked.response is not None
    view = Reply([ui.ActionRow(EraseButton(place.member.id, ENGLISH))])
    channel = place.env.bot.get_channel(place.channel.id)
    assert isinstance(channel, discord.TextChannel)
    shown = await channel.send(view=view)
    before = await _rows(services)
    pressed = await place.guild.add_member(place.env.create_user("mallory")).click(shown, label=BUTTON)
    assert pressed.ephemeral
    assert await _rows(services) == before


@pytest.fixture
def operator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_PUBLIC_PRIVACY_URL", "https://example.org/privacy")
    monkeypatch.setenv("CRATEDIGGER_PUBLIC_TERMS_URL", "https://example.org/terms")
    monkeypatch.setenv("CRATEDIGGER_PUBLIC_CONTACT", "mail@example.org")


@pytest.mark.usefixtures("operator")
async def test_the_operators_own_pages_and_contact_are_named(settings: Settings, place: Place) -> None:
    assert settings.public.privacy_url
    for command in ("privacy terms", "privacy show", "about"):
        result = await place.member.slash(place.channel, command)
        assert result.ephemeral
        said = text_of(result.response)
        assert "[Privacy policy](https://example.org/privacy)" in said
        assert "[Terms of use](https://example.org/terms)" in said
        assert "Who runs me: mail@\u200bexample.org" in said


async def test_terms_are_shown_in_the_readers_language_without_an_operators_pages_too(place: Place) -> None:
    assert "### Terms of use" in text_of((await place.member.slash(place.channel, "privacy terms")).response)
    assert "Who runs me" not in text_of((await place.member.slash(place.channel, "privacy terms")).response)


def test_an_operators_page_must_be_a_web_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_PUBLIC_TERMS_URL", "javascript:alert(1)")
    with pytest.raises(ValueError, match="terms_url"):
        Settings()


async def test_deletion_asks_first_and_then_leaves_nothing_in_any_table(
    place: Place, services: Services, mp3: bytes
) -> None:
    await _live_a_little(place, mp3)
    asked = await place.member.slash(place.channel, "privacy delete")
    assert asked.response is not None
    assert await _rows(services) != {}
    await place.member.click(asked.response, label=BUTTON)
    assert "I keep nothing about you" in text_of(asked.response)
    assert await _rows(services) == {"facts": 1}


async def test_deletion_keeps_what_others_showed(place: Place, services: Services, mp3: bytes) -> None:
    await _live_a_little(place, mp3)
    other = place.guild.add_member(place.env.create_user("bob"))
    await other.send(place.channel, attachments=[("same.mp3", mp3)])
    asked = await place.member.slash(place.channel, "privacy delete")
    assert asked.response is not None
    await place.member.click(asked.response, label=BUTTON)
    left = await _rows(services)
    assert left.pop("song_tags") > 0
    assert left == {"facts": 1, "songs": 1, "analyses": 1, "song_features": 1, "posts": 1, "hearings": 1}


async def test_who_does_not_want_answers_gets_none_until_they_do(place: Place, mp3: bytes) -> None:
    await place.member.slash(place.channel, "privacy posts", answers=False)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert len(place.replies()) == 0
    result = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(result.response)
    await place.member.slash(place.channel, "privacy posts", answers=True)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies()[-1].reference is not None


async def _rows(services: Services) -> dict[str, int]:
    async with services.store.connection() as connection:
        counts = {
            table: (await connection.execute(text(f"select count(*) from {table}"))).scalar_one()  # noqa: S608
            for table in Table.metadata.tables
        }
    return {table: count for table, count in counts.items() if count}
