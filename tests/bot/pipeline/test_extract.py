"""Which links and files in messages are taken for songs."""

from types import SimpleNamespace
from typing import cast

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fetch.errors import GoneError, OtherFileError
from bot.fetch.pages import site_of
from bot.link_sites import SITES
from bot.pipeline.extract import is_no_song, songs_in
from bot.pipeline.sources import AttachmentSource, LinkSource

LINKS = {
    "https://soundcloud.com/artist/song": "soundcloud",
    "https://soundcloud.com/artist/song/s-Ab1": "soundcloud",
    "https://on.soundcloud.com/jSPcrMemAGzRcU4M6": "soundcloud",
    "https://m.soundcloud.com/artist/song": "soundcloud",
    "https://soundcloud.com/artist/likes-this-song": "soundcloud",
    "https://soundcloud.com/artist/tracks": None,
    "https://soundcloud.com/artist/likes": None,
    "https://soundcloud.com/artist/likes/": None,
    "https://soundcloud.com/artist/sets/album": None,
    "https://soundcloud.com/search/sounds?q=x": None,
    "https://soundcloud.com/discover/sets/charts": None,
    "https://youtu.be/dQw4w9WgXcQ?si=x": "youtube",
    "https://www.youtube.com/live/dQw4w9WgXcQ?si=x": "youtube",
    "https://music.youtube.com/watch?v=dQw4w9WgXcQ": "youtube",
    "https://www.youtube.com/shorts/dQw4w9WgXcQ": "youtube",
    "https://www.youtube.com/playlist?list=PLx": None,
    "https://www.youtube.com/LofiBeatsTV": None,
    "https://www.youtube.com/@someone": None,
    "https://artist.bandcamp.com/track/x": "bandcamp",
    "https://artist.bandcamp.com/album/x": None,
    "https://archive.org/details/x": "archive",
    "https://open.spotify.com/track/1": None,
    "https://en.wikipedia.org/wiki/File:Example.ogg": None,
    "https://commons.wikimedia.org/wiki/Special:FilePath/Example.ogg": None,
    "https://upload.wikimedia.org/wikipedia/commons/c/c8/Example.ogg": "a file",
    "https://github.com/u/r/blob/main/song.mp3": "a file",
    "https://www.dropbox.com/scl/fi/x/song.mp3?rlkey=a&dl=0": "a file",
    "https://drive.google.com/file/d/1/view": "a file",
    "https://files.catbox.moe/abc123.mp3": "a file",
    "https://archive.org/download/song/song.mp3": "a file",
    "https://example.com/dl.php?file=song.mp3": None,
}


def _is_page(url: str) -> bool:
    return site_of(url, tuple(SITES.values())) is not None


def _message(content: str) -> discord.Message:
    flags = SimpleNamespace(voice=False)
    message = SimpleNamespace(content=content, attachments=[], flags=flags, message_snapshots=[])
    return cast(discord.Message, message)


@pytest.mark.parametrize(("url", "kind"), LINKS.items())
def test_a_link_is_a_song_by_its_site_or_by_the_name_of_a_file(url: str, kind: str | None) -> None:
    site = site_of(url, tuple(SITES.values()))
    assert (site.name if site else None) == (None if kind == "a file" else kind)
    assert songs_in(_message(f"listen: {url}"), _is_page) == ([LinkSource(url)] if kind else [])


@pytest.mark.parametrize("odd", ["http://xn--a/x", "http://[::1]:x@/", "http://xn--a/x.mp3", "http://[::1]:x@/a.mp3"])
def test_an_odd_link_costs_the_song_beside_it_nothing(odd: str) -> None:
    song = "https://example.org/song.mp3"
    assert LinkSource(song) in songs_in(_message(f"{odd} {song}"), _is_page)


@given(st.text("abx0129.:@[]/%-_?#&= \u00df\u0131\u200b\U0001f3b5\uff0e", max_size=40))
@settings(max_examples=1000, deadline=None)
def test_no_text_costs_the_song_beside_it_anything(text: str) -> None:
    song = "https://example.org/song.mp3"
    for odd in (f"http://{text}", f"http://xn--{text}/x", f"http://[::1]{text}/a.mp3"):
        found = songs_in(_message(f"{odd} {song}"), _is_page)
        assert LinkSource(song) in found
        assert all(isinstance(source.name, str) for source in found)


def _attachment(filename: str) -> AttachmentSource:
    return AttachmentSource(cast(discord.Attachment, SimpleNamespace(filename=filename)))


@pytest.mark.parametrize(
    ("source", "error", "is_noise"),
    [
        (LinkSource("https://example.org/song.mp3"), OtherFileError("a web page"), True),
        (LinkSource("https://example.org/song.mp3"), OtherFileError("a playlist"), False),
        (LinkSource("https://example.org/song.mp3"), GoneError("HTTP 404"), False),
        (LinkSource("https://drive.google.com/file/d/1/view"), OtherFileError("a PDF document"), True),
        (LinkSource("https://drive.google.com/file/d/1/view"), GoneError("HTTP 404"), True),
        (LinkSource("https://drive.google.com/file/d/1/view"), ValueError("a bug"), False),
        (_attachment("index.ts"), OtherFileError("a text file"), True),
        (_attachment("song.mp3"), OtherFileError("a web page"), False),
        (_attachment("index.ts"), OtherFileError("a ZIP archive"), False),
    ],
)
def test_what_was_not_meant_as_a_song_needs_no_reply(
    source: LinkSource | AttachmentSource, error: Exception, is_noise: bool
) -> None:
    assert is_no_song(source, error) is is_noise
