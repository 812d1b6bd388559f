"""Everybody reads the bot in a language that they read: their own, or their server's under a posted song."""

from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord import Env, MemberActor

from bot.core.services import Services
from bot.languages import TAGS, Language, language, language_for
from tests.bot.conftest import Place, text_of

Speaking = Callable[[str], None]

# What Discord calls the languages that the catalogues are named after.
LOCALES = {"en": "en-GB", "de": "de", "fr": "fr", "es-ES": "es-ES", "pt-BR": "pt-BR", "ja": "ja"}


@pytest.fixture
def speaks(monkeypatch: pytest.MonkeyPatch) -> Speaking:
    """Lets everybody who uses a command or a button from now on have a language set in their Discord."""
    read = discord.Interaction._from_data

    def speak(locale: str) -> None:
        def with_locale(self: discord.Interaction, data: Any) -> None:
            told: Any = {**data, "locale": locale}
            read(self, told)

        monkeypatch.setattr(discord.Interaction, "_from_data", with_locale)

    return speak


@pytest.fixture
def admin(place: Place) -> MemberActor:
    role = place.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
    return place.guild.add_member(place.env.create_user("admin"), roles=[role])


def _server(env: Env, locale: str) -> Place:
    guild = env.create_guild("Crate", preferred_locale=locale)
    return Place(env, guild, guild.create_text_channel("music"), guild.add_member(env.create_user("alice")))


def _labels(message: discord.Message) -> set[str]:
    """Return what stands on the buttons of a message."""
    found: set[str] = set()
    waiting: list[Any] = list(message.components)
    while waiting:
        component = waiting.pop()
        waiting += getattr(component, "children", ())
        if isinstance(component, discord.Button) and component.label:
            found.add(component.label)
    return found


def _pictured(message: discord.Message) -> str:
    return " ".join(attachment.description or "" for attachment in message.attachments)


@pytest.mark.parametrize("tag", TAGS)
async def test_a_posted_song_is_answered_in_the_servers_language_and_a_button_in_the_readers(
    env: Env, speaks: Speaking, mp3: bytes, tag: str
) -> None:
    place, spoken = _server(env, LOCALES[tag]), language(tag)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    (reply,) = place.replies()
    text = text_of(reply)
    assert spoken.say("sounds-like") in text
    assert spoken.say("by-artist", artist="The Packaged Band") in text
    assert {spoken.say(f"button-{name}") for name in ("more", "right", "wrong", "save", "delete")} <= _labels(reply)
    reader = language(TAGS[TAGS.index(tag) - 1])
    speaks(LOCALES[reader.tag])
    pressed = await place.member.click(reply, label=spoken.say("button-save"))
    assert text_of(pressed.response) == reader.say("saved-note")


@pytest.mark.parametrize("tag", TAGS)
async def test_a_command_its_error_and_the_settings_are_in_the_language_of_who_asks(
    place: Place, admin: MemberActor, speaks: Speaking, tag: str
) -> None:
    speaks(LOCALES[tag])
    spoken = language(tag)
    helped = await place.member.slash(place.channel, "help")
    assert text_of(helped.response) == spoken.say("help")
    refused = await place.member.slash(place.channel, "classify")
    assert text_of(refused.response) == spoken.say("error-nothing-given")
    panel = await admin.slash(place.channel, "settings")
    assert spoken.say("settings-heading") in text_of(panel.response)
    assert spoken.say("setting-posts.all") in text_of(panel.response)
    asked = await place.member.slash(place.channel, "privacy delete")
    assert text_of(asked.response) == spoken.say("erase-question")


async def test_admins_choose_the_servers_language_and_see_at_once_how_it_reads(
    place: Place, admin: MemberActor, mp3: bytes
) -> None:
    panel = await admin.slash(place.channel, "settings")
    assert panel.response is not None
    await admin.select(panel.response, ["language"], custom_id="setting:pick")
    await admin.select(panel.response, ["ja"], custom_id="setting:value:language")
    shown = text_of(panel.response)
    assert "日本語" in shown
    assert language("ja").say("language-preview") in shown
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert any(language("ja").say("sounds-like") in text_of(message) for message in place.replies())
    await admin.click(panel.response, custom_id="setting:undo")
    assert language("en").say("language-preview") in text_of(panel.response)


async def test_a_song_that_cannot_be_analysed_is_told_of_in_the_servers_language(env: Env) -> None:
    place = _server(env, "fr")
    await place.member.send(place.channel, attachments=[("song.mp3", b"%PDF-1.7 no song at all")])
    assert "un document PDF" in place.reply_text()


async def test_the_picture_is_described_in_the_servers_language(env: Env, mp3: bytes) -> None:
    place = _server(env, "de")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    (reply,) = place.replies()
    described = _pictured(reply)
    assert described.startswith("Karte von Morning *Light* von The Packaged Band.")


@pytest.mark.parametrize(
    ("locale", "tag"),
    [("es-419", "es-ES"), ("en-US", "en"), ("pt-BR", "pt-BR"), ("pl", "en"), ("zh-CN", "en"), (None, "en"), ("", "en")],
)
def test_relatives_of_a_language_are_spoken_to_in_it_and_all_others_in_english(locale: str | None, tag: str) -> None:
    spoken: Language = language_for(locale)
    assert spoken.tag == tag


async def test_a_card_is_written_in_english_where_no_font_has_the_languages_letters(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cards.card_renderer.can_letter", lambda words: max(words) < "\u0300")
    assert await services.card_renderer.written(language("ja")) is language("en")
    assert await services.card_renderer.written(language("de")) is language("de")


async def test_a_song_posted_in_private_is_answered_in_its_posters_language_until_that_is_erased(
    env: Env, services: Services, speaks: Speaking, mp3: bytes
) -> None:
    user = env.create_user("bob")

    async def answer_to_post() -> str:
        files = env.backend.store_attachments(user.dm_channel.id, [("song.mp3", mp3)])
        await user.send_dm(attachments=files)
        return text_of(user.dm_channel.last_message)

    assert "Sounds like" in await answer_to_post()
    speaks("de")
    await user.slash("help")
    assert "Klingt wie" in await answer_to_post()
    assert (await services.store.members.export(user.id))["members"][0]["locale"] == "de"
    await services.store.members.erase(user.id)
    assert "Sounds like" in await answer_to_post()
