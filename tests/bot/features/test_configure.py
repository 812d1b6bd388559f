"""What a server's admins decide."""

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from simcord import InteractionResult, MemberActor
from sqlalchemy import text

from bot.core.client import SongBot
from bot.core.services import Services
from bot.features.configure import ServerChoices
from bot.features.configure._definitions import SETTINGS, Setting
from bot.features.configure._types import Hourly, Mentions, OneOf, Typed
from bot.languages import ENGLISH, Language, languages
from bot.replies.layouts import TEXT_LIMIT
from tests.bot.conftest import Place, text_of


@pytest.fixture
def admin(place: Place) -> MemberActor:
    role = place.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
    return place.guild.add_member(place.env.create_user("admin"), roles=[role])


async def _open(place: Place, admin: MemberActor) -> InteractionResult:
    result = await admin.slash(place.channel, "settings")
    assert result.ephemeral
    return result


async def _choose(place: Place, admin: MemberActor, name: str, value: object) -> InteractionResult:
    result = await _open(place, admin)
    assert result.response is not None
    await admin.select(result.response, [name], custom_id="setting:pick")
    kind = SETTINGS[name].type
    if isinstance(kind, Typed):
        opened = await admin.click(result.response, custom_id=f"setting:enter:{name}")
        await admin.submit_modal(opened, {"value": value})
    else:
        control = kind.kind if isinstance(kind, Mentions) else "value"
        await admin.select(result.response, [value], custom_id=f"setting:{control}:{name}")
    return result


async def test_the_panel_shows_every_setting_with_its_default(place: Place, admin: MemberActor) -> None:
    shown = text_of((await _open(place, admin)).response)
    assert all(setting.label(ENGLISH) in shown for setting in SETTINGS.values())
    assert "In every channel" in shown


async def test_posts_are_answered_nowhere_if_admins_say_so_while_commands_go_on(
    place: Place, admin: MemberActor, mp3: bytes
) -> None:
    result = await _choose(place, admin, "posts", "none")
    assert "Nowhere" in text_of(result.response)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies() == [] or all(not message.reference for message in place.replies())
    asked = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(asked.response)


async def test_only_chosen_channels_are_answered(place: Place, admin: MemberActor, mp3: bytes) -> None:
    chosen = place.guild.create_text_channel("chosen")
    await _choose(place, admin, "posts", "list")
    await _choose(place, admin, "channels", chosen)
    for channel in (place.channel, chosen):
        await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in text_of(chosen.last_message)
    assert not any(message.reference for message in place.replies())


async def test_compact_replies_have_two_lines(place: Place, admin: MemberActor, mp3: bytes) -> None:
    await _choose(place, admin, "style", "compact")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    lines = text_of(place.channel.last_message).splitlines()
    assert lines[0].startswith(r"**Morning \*Light\*** by The Packaged Band: ")
    assert lines[1].startswith("-# Sounds like [")
    assert len(lines) == 3


async def test_a_reaction_is_all_that_the_quietest_style_leaves(place: Place, admin: MemberActor, mp3: bytes) -> None:
    await _choose(place, admin, "style", "reaction")
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    seen = next(message for message in place.channel.history() if message.id == posted.id)
    assert [str(reaction.emoji) for reaction in seen.reactions] == ["🎵"]
    assert place.channel.last_message is not None
    assert not any(message.reference for message in place.replies())


async def test_replies_go_into_a_thread_of_the_post(place: Place, admin: MemberActor, mp3: bytes) -> None:
    await _choose(place, admin, "place", "thread")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    (thread,) = place.channel.threads
    assert thread.name == "Songs like Morning *Light*"
    assert "Morning" in text_of(thread.last_message)


async def test_where_no_thread_can_be_opened_the_reply_goes_under_the_post(
    place: Place, admin: MemberActor, mp3: bytes
) -> None:
    await _choose(place, admin, "place", "thread")
    place.env.inject_error("POST", "/channels/*/messages/*/threads", status=403, code=50013, message="no")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in text_of(place.channel.last_message)


async def test_the_last_change_can_be_undone(place: Place, admin: MemberActor) -> None:
    await _choose(place, admin, "style", "compact")
    result = await _choose(place, admin, "style", "reaction")
    assert result.response is not None
    await admin.click(result.response, label="Undo the last change")
    assert "How replies look**: Compact" in text_of(result.response)
    assert f"Last change: How replies look, by <@{admin.id}>, <t:" in text_of(result.response)
    await admin.click(result.response, label="Undo the last change")
    assert "How replies look**: Full" in text_of(result.response)
    await admin.click(result.response, label="Undo the last change")
    assert "nothing to undo" in text_of(result.response)
    assert "Last change" not in text_of(result.response)


async def test_a_member_who_lost_the_right_can_no_longer_change_anything(
    place: Place, admin: MemberActor, services: Services
) -> None:
    result = await _open(place, admin)
    assert result.response is not None
    place.env.backend.get_guild(place.guild.id).members[admin.id].role_ids.clear()
    pressed = await admin.select(result.response, ["style"], custom_id="setting:pick")
    assert "Only people who may manage this server" in text_of(pressed.followups[0])
    assert await services.store.servers.settings(place.guild.id) == {}


async def test_one_servers_settings_are_not_anothers(place: Place, admin: MemberActor, services: Services) -> None:
    await _choose(place, admin, "style", "compact")
    other = place.env.create_guild("Other")
    assert await services.store.servers.settings(other.id) == {}


async def test_only_posts_of_members_with_a_chosen_role_are_answered_and_those_of_admins(
    place: Place, admin: MemberActor, mp3: bytes
) -> None:
    role = place.guild.create_role("diggers")
    digger = place.guild.add_member(place.env.create_user("digger"), roles=[role])
    await _choose(place, admin, "postroles", role)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies() == [] or not any(message.reference for message in place.replies())
    for allowed in (digger, admin):
        posted = await allowed.send(place.channel, attachments=[("song.mp3", mp3)])
        assert place.channel.last_message is not None
        assert place.channel.last_message.reference is not None
        assert place.channel.last_message.reference.message_id == posted.id


async def test_commands_are_kept_for_members_with_a_chosen_role_and_ones_rights_are_not(
    place: Place, admin: MemberActor
) -> None:
    role = place.guild.create_role("diggers")
    digger = place.guild.add_member(place.env.create_user("digger"), roles=[role])
    await _choose(place, admin, "commandroles", role)
    refused = await place.member.slash(place.channel, "history mine")
    assert refused.ephemeral
    assert f"Only members with one of these roles may use that here: <@&{role.id}>." in text_of(refused.response)
    for allowed in (digger, admin):
        assert "Nothing yet." in text_of((await allowed.slash(place.channel, "history mine")).response)
    assert "What I keep" in text_of((await place.member.slash(place.channel, "privacy show")).response)
    elsewhere = await place.member.user.slash("history mine")
    assert "Nothing yet." in text_of(elsewhere.response)


async def test_posts_beyond_the_limit_are_told_once_when_to_come_back_and_then_only_marked(
    place: Place, admin: MemberActor, services: Services, mp3: bytes
) -> None:
    await _choose(place, admin, "postlimit", "1")
    for _ in range(3):
        posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    heard, refused = [text_of(message) for message in place.replies() if message.reference]
    assert "Morning" in heard
    assert _when(refused) > discord.utils.utcnow() + timedelta(minutes=55)
    seen = next(message for message in place.channel.history() if message.id == posted.id)
    assert [str(reaction.emoji) for reaction in seen.reactions] == ["⏳"]
    assert await services.store.posts.unfinished() == []
    other = place.guild.add_member(place.env.create_user("bob"))
    await other.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in text_of(place.channel.last_message)


async def test_commands_beyond_the_limit_are_told_in_private_when_to_come_back(
    place: Place, admin: MemberActor
) -> None:
    await _choose(place, admin, "commandlimit", "2")
    for _ in range(2):
        assert "Nothing yet." in text_of((await place.member.slash(place.channel, "saved")).response)
    refused = await place.member.slash(place.channel, "saved")
    assert refused.ephemeral
    assert _when(text_of(refused.response)) > discord.utils.utcnow() + timedelta(minutes=55)
    assert "What I keep" in text_of((await place.member.slash(place.channel, "privacy show")).response)
    other = place.env.create_guild("Other")
    there = await other.add_member(place.member.user).slash(other.create_text_channel("music"), "saved")
    assert "Nothing yet." in text_of(there.response)


async def test_typing_into_a_list_of_titles_counts_for_nothing(place: Place, admin: MemberActor) -> None:
    await _choose(place, admin, "commandlimit", "1")
    for letters in ("m", "mo", "moo"):
        await place.member.autocomplete(place.channel, "recommend like", "title", letters)
    assert "Nothing yet." in text_of((await place.member.slash(place.channel, "saved")).response)


async def test_in_quiet_hours_posts_are_left_alone_and_commands_go_on(
    place: Place, admin: MemberActor, mp3: bytes
) -> None:
    now = discord.utils.utcnow()
    hours = f"{now - timedelta(hours=1):%H:%M} - {now + timedelta(hours=1):%H:%M}"
    result = await _choose(place, admin, "quiet", hours)
    assert hours.replace(" - ", "–") in text_of(result.response)  # noqa: RUF001 - a dash for a range
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert not any(message.reference for message in place.replies())
    assert "Nothing yet." in text_of((await place.member.slash(place.channel, "saved")).response)
    await _choose(place, admin, "zone", "asia/tokyo")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in text_of(place.channel.last_message)


async def test_what_cannot_be_read_changes_nothing_and_says_what_can(
    place: Place, admin: MemberActor, services: Services
) -> None:
    for name, typed, hint in (
        ("postlimit", "many", "a whole number from 1 to 600"),
        ("postlimit", "601", "a whole number from 1 to 600"),
        ("quiet", "25:00-7", "two times of the day"),
        ("zone", "../etc/passwd", "I do not know that time zone."),
    ):
        assert hint in text_of((await _choose(place, admin, name, typed)).response)
    assert await services.store.servers.settings(place.guild.id) == {}


async def test_typed_and_chosen_lists_can_be_undone_like_all_else(place: Place, admin: MemberActor) -> None:
    await _choose(place, admin, "postlimit", "7")
    result = await _choose(place, admin, "postroles", place.guild.create_role("diggers"))
    assert result.response is not None
    assert "7 an hour" in text_of(result.response)
    for _ in range(2):
        await admin.click(result.response, label="Undo the last change")
    shown = text_of(result.response)
    assert "Whose posts are answered**: everyone" in shown
    assert "Posts per member**: 30 an hour" in shown


async def test_the_panel_works_on_after_a_restart(place: Place, admin: MemberActor, services: Services) -> None:
    result = await _open(place, admin)
    assert result.response is not None
    await admin.select(result.response, ["commandlimit"], custom_id="setting:pick")
    await place.env.restart_bot(SongBot(services, message_content=True))
    opened = await admin.click(result.response, custom_id="setting:enter:commandlimit")
    await admin.submit_modal(opened, {"value": "5"})
    assert await services.store.servers.settings(place.guild.id) == {"commandlimit": 5}


async def test_a_database_that_fails_before_a_command_ends_in_a_sentence(place: Place, services: Services) -> None:
    async with services.store.connection() as connection:
        await connection.execute(text("drop table server_settings"))
    result = await place.member.slash(place.channel, "saved")
    assert "Something went wrong on my side." in text_of(result.response)


def _when(words: str) -> datetime:
    """Return the moment that a text names, as Discord shows it to each reader."""
    return datetime.fromtimestamp(int(words.partition("<t:")[2].partition(":R>")[0]), UTC)


def test_the_fullest_panel_fits_one_message_in_every_language() -> None:
    full = 10**18
    for language in languages():
        lines = [language.say("settings-heading"), language.say("language-preview")]
        for setting in SETTINGS.values():
            value = [full] * 25 if isinstance(setting.type, Mentions) else setting.default
            value = max(setting.options, key=lambda each: len(setting.label(language, each)), default=value)
            shown = setting.shown(
                language, [*setting.options] if isinstance(setting.default, list) and setting.options else value
            )
            lines.append(language.say("setting-line", label=setting.label(language), value=shown))
        assert len("\n".join(lines)) < TEXT_LIMIT - 200


@pytest.mark.parametrize(
    ("quiet", "zone", "is_quiet"),
    [
        ("22:00-07:00", "UTC", True),
        ("22:00-07:00", "Asia/Tokyo", False),
        ("08:00-08:31", "Asia/Tokyo", True),
        ("08:00-08:30", "Asia/Tokyo", False),
        ("", "UTC", False),
    ],
)
def test_quiet_hours_are_those_of_the_time_zone_and_may_span_midnight(quiet: str, zone: str, is_quiet: bool) -> None:
    choices = ServerChoices(quiet=quiet, zone=zone)
    assert choices.is_quiet(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)) is is_quiet


def test_a_setting_whose_texts_discord_would_refuse_cannot_be_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    chatty = Language("en", f"setting-x = Label\n    .description = {'d' * 101}\n")
    monkeypatch.setattr("bot.features.configure._definitions.languages", lambda: (chatty,))
    with pytest.raises(ValueError, match="too long"):
        Setting("x", SETTINGS["channels"].type, [])
    wordy = Language("en", f"setting-x = {'l' * 46}\n    .description = d\n")
    monkeypatch.setattr("bot.features.configure._definitions.languages", lambda: (wordy,))
    with pytest.raises(ValueError, match="too long"):
        Setting("x", Hourly(1, 2), 1)


def test_a_setting_without_texts_cannot_be_declared() -> None:
    with pytest.raises(LookupError, match="setting-unheard"):
        Setting("unheard", SETTINGS["channels"].type, [])


def test_a_setting_with_too_many_options_or_a_default_out_of_bounds_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="more than 25 options"):
        Setting("x", OneOf(tuple(map(str, range(26)))), "0")
    with pytest.raises(ValueError, match="no value of its type"):
        Setting("x", Hourly(1, 2), 3)


def test_only_declared_values_are_accepted() -> None:
    accepted = {"style": "compact", "channels": [1, 2], "postlimit": 600, "quiet": "22:00-07:00", "zone": "Asia/Tokyo"}
    refused = {"style": "loud", "channels": ["1"], "postlimit": True, "quiet": "22-7", "zone": "asia/tokyo"}
    assert [name for name, value in accepted.items() if not SETTINGS[name].type.accepts(value)] == []
    assert [name for name, value in refused.items() if SETTINGS[name].type.accepts(value)] == []


def _admin(place: Place, name: str) -> MemberActor:
    role = place.guild.create_role(name, permissions=discord.Permissions(manage_guild=True))
    return place.guild.add_member(place.env.create_user(name), roles=[role])


async def _dialogue(place: Place, admin: MemberActor) -> Any:
    panel = await admin.slash(place.channel, "settings")
    assert panel.response is not None
    await admin.select(panel.response, ["postlimit"], custom_id="setting:pick")
    return await admin.click(panel.response, custom_id="setting:enter:postlimit")


async def test_two_admins_may_have_the_same_dialogue_open(place: Place, services: Services) -> None:
    first, second = _admin(place, "first"), _admin(place, "second")
    opened = [await _dialogue(place, admin) for admin in (first, second)]
    for admin, dialogue, value in ((first, opened[0], 7), (second, opened[1], 9)):
        await admin.submit_modal(dialogue, {"value": str(value)})
        assert (await services.store.servers.settings(place.guild.id))["postlimit"] == value


async def test_a_dialogue_that_was_opened_before_a_restart_is_answered_after_it(
    place: Place, services: Services
) -> None:
    admin = _admin(place, "admin")
    dialogue = await _dialogue(place, admin)
    await place.env.restart_bot(SongBot(services, message_content=True))
    await admin.submit_modal(dialogue, {"value": "8"})
    assert (await services.store.servers.settings(place.guild.id))["postlimit"] == 8
