"""Share links lead to the file behind the page."""

import pytest
from yarl import URL

from bot.fetch.share_links import direct_link, is_share_link


@pytest.mark.parametrize(
    ("shared", "direct"),
    [
        (
            "https://www.dropbox.com/scl/fi/x/song.mp3?rlkey=a&dl=0",
            "https://www.dropbox.com/scl/fi/x/song.mp3?rlkey=a&dl=1",
        ),
        ("https://dropbox.com/s/x/my%20song.mp3", "https://dropbox.com/s/x/my%20song.mp3?dl=1"),
        ("https://github.com/u/r/blob/main/a%20b.mp3", "https://github.com/u/r/raw/main/a%20b.mp3"),
        ("https://github.com/u/blob/blob/v1/blob/a.mp3", "https://github.com/u/blob/raw/v1/blob/a.mp3"),
        ("https://gitlab.com/u/r/-/blob/main/a.mp3", "https://gitlab.com/u/r/-/raw/main/a.mp3"),
        ("https://drive.google.com/file/d/1aB/view?usp=sharing", "https://drive.google.com/uc?export=download&id=1aB"),
        (
            "https://drive.google.com/file/d/1aB/view?resourcekey=0-k",
            "https://drive.google.com/uc?export=download&id=1aB&resourcekey=0-k",
        ),
        ("https://drive.google.com/open?id=1aB", "https://drive.google.com/uc?export=download&id=1aB"),
    ],
)
def test_a_share_link_becomes_a_direct_download(shared: str, direct: str) -> None:
    assert str(direct_link(URL(shared))) == direct


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/u/r/blob/main/song.mp3",
        "https://github.com/u/r/releases/download/v1/song.mp3",
        "https://notdropbox.com/s/x/song.mp3?dl=0",
        "https://drive.google.com/drive/folders/1aB",
        "https://drive.google.com.example.org/file/d/1aB/view",
    ],
)
def test_other_links_stay_as_they_are(url: str) -> None:
    assert str(direct_link(URL(url))) == url
    assert not is_share_link(url)
