"""Which songs are the Free Music Archive's."""

import pytest

from bot.replies.archive import any_of_archive
from models.analysis import Recommendation
from models.catalog.files import TRACKS_FILE
from models.catalog.tracks import read_tracks
from models.manifest import open_artifacts


def _song(url: str) -> Recommendation:
    return Recommendation(1, "Song", "Artist", "Folk", 0.5, url)


@pytest.mark.parametrize(
    "url",
    [
        "http://freemusicarchive.org/music/AWOL/AWOL_-_A_Way_Of_Life/Food",
        "https://freemusicarchive.org/music/AWOL/",
        "https://FreeMusicArchive.org",
        "https://www.freemusicarchive.org/music/AWOL/",
    ],
)
def test_a_song_with_its_page_in_the_archive_is_the_archives(url: str) -> None:
    assert any_of_archive([_song("https://music.example/1"), _song(url)])


@pytest.mark.parametrize(
    "url",
    [
        "https://discord.com/channels/1/2/3",
        "https://musicbrainz.org/search?type=recording&query=freemusicarchive.org",
        "https://music.example/https://freemusicarchive.org/music",
        "https://freemusicarchive.org.example/music",
        "https://notfreemusicarchive.org/music",
        "https://archive.org/details/song",
        "",
    ],
)
def test_a_song_at_home_elsewhere_is_not(url: str) -> None:
    assert not any_of_archive([_song(url)])


def test_no_song_at_all_is_not() -> None:
    assert not any_of_archive([])


def test_every_shipped_song_is_the_archives() -> None:
    tracks = read_tracks(open_artifacts().path(TRACKS_FILE))
    assert [track.url for track in tracks if not any_of_archive([track])] == []
