"""Links that search for a song on the sites where people play music; they need no service of ours."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from models.text import clean

SERVICES = {
    "youtube": ("YouTube", "https://www.youtube.com/results?search_query={}"),
    "spotify": ("Spotify", "https://open.spotify.com/search/{}"),
    "apple": ("Apple Music", "https://music.apple.com/search?term={}"),
    "deezer": ("Deezer", "https://www.deezer.com/search/{}"),
    "bandcamp": ("Bandcamp", "https://bandcamp.com/search?q={}"),
    "soundcloud": ("SoundCloud", "https://soundcloud.com/search?q={}"),
}
"""The sites' names and addresses, by what settings call them."""

SETTING = "services"
"""The servers' setting: keys of ``SERVICES`` in the order in which links stand."""

# Discord's longest address of a button.
_LONGEST_URL = 512
_LONGEST_NAME = 100


def search_links(title: str, artist: str, order: Iterable[str]) -> list[tuple[str, str]]:
    """Return the name and the address of a search for a song on each of the sites, 512 characters at most."""
    wanted = " ".join(name for name in (clean(artist, _LONGEST_NAME), clean(title, _LONGEST_NAME)) if name)
    links = []
    for name, address in (SERVICES[key] for key in order):
        words = wanted
        while len(url := address.format(quote(words, safe=""))) > _LONGEST_URL:
            words = words[:-1]
        links.append((name, url))
    return links


def valid_order(chosen: Any) -> tuple[str, ...]:
    """Return the sites that a server chose, in its order; all where it chose none that is known."""
    known = tuple(dict.fromkeys(key for key in chosen if key in SERVICES)) if isinstance(chosen, list) else ()
    return known or tuple(SERVICES)


def read_order(text: str) -> list[str]:
    """Return the sites that somebody typed, by name or key, in order; raise ValueError for one that is unknown."""
    by_name = {_plain(name): key for key, (name, _) in SERVICES.items()} | {key: key for key in SERVICES}
    typed = [_plain(part) for part in re.split(r"[,;\n、]", text) if part.strip()]
    unknown = [part for part in typed if part not in by_name]
    if unknown or not typed:
        raise ValueError(f"no such site: {unknown}")
    return list(dict.fromkeys(by_name[part] for part in typed))


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name).casefold()
