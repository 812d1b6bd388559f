"""What a server's admins decide."""

import discord
import pytest
from simcord import InteractionResult, MemberActor

from bot.features.configure._table import SETTINGS, Setting
from bot.languages import ENGLISH, Language
from bot.services import Services
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
    kind = "value" if SETTINGS[name].options else "channels"
    await admin.select(result.response, [value], custom_id=f"setting:{kind}:{name}")
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
    await admin.click(result.response, label="Undo the last change")
    assert "How replies look**: Full" in text_of(result.response)
    await admin.click(result.response, label="Undo the last change")
    assert "nothing to undo" in text_of(result.response)


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


def test_a_setting_whose_texts_discord_would_refuse_cannot_be_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    chatty = Language("en", f"setting-x = Label\n    .description = {'d' * 101}\n")
    monkeypatch.setattr("bot.features.configure._table.languages", lambda: (chatty,))
    with pytest.raises(ValueError, match="too long"):
        Setting("x", [])


def test_a_setting_without_texts_cannot_be_declared() -> None:
    with pytest.raises(LookupError, match="setting-unheard"):
        Setting("unheard", [])


def test_only_declared_values_are_accepted() -> None:
    assert SETTINGS["style"].accepts("compact")
    assert not SETTINGS["style"].accepts("loud")
    assert SETTINGS["channels"].accepts([1, 2])
    assert not SETTINGS["channels"].accepts(["1"])
