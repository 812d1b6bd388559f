"""What the bot says about itself."""

import asyncio
import sys
from dataclasses import replace

import pytest

from bot.core.client import SongBot
from bot.core.services import Services
from bot.languages import TAGS, language
from bot.replies.layouts import TEXT_LIMIT
from bot.workers import Protections
from models.figures import Figures
from tests.bot.conftest import Place, text_of
from tests.bot.shared_pool import SharedPool


async def test_about_names_the_models_the_archive_and_what_members_thought(
    place: Place, services: Services, mp3: bytes
) -> None:
    first = text_of((await place.member.slash(place.channel, "about")).response)
    assert services.model_version in first
    assert "Free Music Archive" in first
    assert "have not judged" in first
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.click(place.replies()[-1], label="Right")
    assert "1 of 1 answers" in text_of((await place.member.slash(place.channel, "about")).response)


async def test_help_names_every_command(place: Place) -> None:
    text = text_of((await place.member.slash(place.channel, "help")).response)
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    names = [command.name for command in bot.tree.get_commands()]
    assert [name for name in names if name not in text and name != "help"] == []


async def test_about_says_what_surrounds_strangers_files_and_what_this_system_lacks(
    place: Place, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting = text_of((await place.member.slash(place.channel, "about")).response)
    assert "Around every song's file" in starting
    held = Protections(environment="no tokens", network=None, memory="1024 MiB")
    monkeypatch.setattr(type(services.pool), "protections", property(lambda _: held))
    said = text_of((await place.member.slash(place.channel, "about")).response)
    assert "**Around every song's file**: no tokens or settings, bounded memory." in said
    assert "Not offered by this system: no network, no other files, few system calls" in said


async def test_about_names_what_is_really_in_force(place: Place, services: Services) -> None:
    assert isinstance(services.pool, SharedPool)
    await asyncio.wrap_future(services.pool.ready)
    held = services.pool.protections
    assert held is not None
    said = text_of((await place.member.slash(place.channel, "about")).response)
    assert ("no network" in said.split("Not offered")[0]) == (held.network is not None)
    assert "bounded memory" in said


FIGURES = Figures(tracks=800, network=0.5, trees=0.4, joined=0.6, sure=0.3, right_when_sure=0.7, alike=0.35)


async def test_about_says_how_good_the_models_are_as_it_was_measured_of_them_and_of_no_others(
    place: Place, services: Services
) -> None:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    bot.services = replace(services, figures=None)
    assert "was not measured for these very models" in text_of(
        (await place.member.slash(place.channel, "about")).response
    )
    bot.services = replace(services, figures=FIGURES)
    said = text_of((await place.member.slash(place.channel, "about")).response)
    assert "measured on 800 songs by artists whom they never heard" in said
    assert "right for 60% (the network alone 50%, the vote alone 40%, guessing 12%)" in said
    assert "for 30% of the songs, it is right for 70%" in said


@pytest.mark.parametrize("tag", TAGS)
async def test_help_about_and_terms_fit_one_message_in_every_language(
    place: Place, monkeypatch: pytest.MonkeyPatch, tag: str
) -> None:
    for module in ("bot.features.about._cog", "bot.features.privacy._cog"):
        monkeypatch.setattr(sys.modules[module], "language_of", lambda _: language(tag))
    for command in ("help", "about", "privacy show", "privacy terms"):
        shown = text_of((await place.member.slash(place.channel, command)).response)
        assert shown.startswith("### ")
        assert len(shown) < TEXT_LIMIT
        assert not shown.endswith("\u2026")
