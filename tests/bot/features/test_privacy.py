"""What is kept of a person."""

import json

from sqlalchemy import text

from bot.services import Services
from bot.store._tables import Table
from tests.bot.conftest import Place, text_of


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


async def test_closed_private_messages_are_explained(place: Place) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=50007, message="no")
    result = await place.member.slash(place.channel, "privacy export")
    assert "I cannot send you a private message." in text_of(result.response)


async def test_deletion_asks_first_and_then_leaves_nothing_in_any_table(
    place: Place, services: Services, mp3: bytes
) -> None:
    await _live_a_little(place, mp3)
    asked = await place.member.slash(place.channel, "privacy delete")
    assert asked.response is not None
    assert await _rows(services) != {}
    await place.member.click(asked.response, label="Delete everything about me")
    assert "I keep nothing about you" in text_of(asked.response)
    assert await _rows(services) == {"facts": 1}


async def test_deletion_keeps_what_others_showed(place: Place, services: Services, mp3: bytes) -> None:
    await _live_a_little(place, mp3)
    other = place.guild.add_member(place.env.create_user("bob"))
    await other.send(place.channel, attachments=[("same.mp3", mp3)])
    asked = await place.member.slash(place.channel, "privacy delete")
    assert asked.response is not None
    await place.member.click(asked.response, label="Delete everything about me")
    left = await _rows(services)
    assert left.pop("song_tags") > 0
    assert left == {"facts": 1, "songs": 1, "analyses": 1, "posts": 1, "hearings": 1}


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
