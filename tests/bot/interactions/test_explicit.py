"""Explicit names among recommendations: left out, unless admins or the channel's age limit say otherwise."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.core.services import Services
from bot.interactions.explicit import is_explicit, presentable
from models.analysis import Recommendation

RUDE = Recommendation(1, "The Mysticism of my Fucking Sound", "Somebody", "Rock", 0.5, "https://example.org/1")
PLAIN = Recommendation(2, "Copenhagen", "Peter Biedermann", "Rock", 0.5, "https://example.org/2")
CHANNEL: Any = SimpleNamespace(id=7, is_nsfw=lambda: False)
RESTRICTED: Any = SimpleNamespace(id=8, is_nsfw=lambda: True)


@pytest.mark.parametrize("name", ["Fuck Buddies", "and who gives a SHIT", "Rape Me", "Bítch", "faggot"])
def test_slurs_and_explicit_words_are_found_as_whole_words(name: str) -> None:
    assert is_explicit("A song", name)
    assert is_explicit(name, "An artist")


@pytest.mark.parametrize(
    "name",
    [
        "Scunthorpe United",
        "Peter Cockburn",
        "Octopussy",
        "Classic Assembly",
        "Boys Suck",
        "A Hit",
        "",
        "日本語",
        "Dickens",
    ],
)
def test_names_that_only_look_like_it_are_let_through(name: str) -> None:
    assert not is_explicit(name)


async def test_explicit_songs_are_left_out_until_admins_want_them(services: Services) -> None:
    assert await presentable(services, 5, CHANNEL, [RUDE, PLAIN]) == (PLAIN,)
    assert await presentable(services, None, None, [RUDE, PLAIN]) == (PLAIN,)
    await services.store.servers.set(5, 1, "explicit", "show")
    assert await presentable(services, 5, CHANNEL, [RUDE, PLAIN]) == (RUDE, PLAIN)
    assert await presentable(services, 6, CHANNEL, [RUDE, PLAIN]) == (PLAIN,)


async def test_age_restricted_channels_are_let_alone(services: Services) -> None:
    assert await presentable(services, 5, RESTRICTED, [RUDE, PLAIN]) == (RUDE, PLAIN)
