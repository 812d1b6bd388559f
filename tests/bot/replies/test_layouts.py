"""What stands under the songs of a reply."""

import pytest
from discord import ui

from bot.languages import ENGLISH
from bot.pipeline.analysis import AnalysedSong
from bot.replies.layouts import songs_reply
from models.analysis import Analysis, GenreProbability, Recommendation
from models.content import MUSIC


def _analysed(content: str) -> AnalysedSong:
    song = Recommendation(1, "Song", "Artist", "Rock", 0.5, "https://freemusicarchive.org/music/Artist/")
    analysis = Analysis(
        sha256="0" * 64,
        title="A Talk",
        artist=None,
        duration_s=200.0,
        genres=(GenreProbability("Rock", 0.6), GenreProbability("Folk", 0.4)),
        confident=True,
        models={},
        timeline=(),
        recommendations=(song,),
        timings_s={},
        model_version="test",
        content=content,
    )
    return AnalysedSong("talk.mp3", analysis, 1.25)


def _closing(*heard: AnalysedSong) -> str:
    items = songs_reply(heard, language=ENGLISH).walk_children()
    return [item.content for item in items if isinstance(item, ui.TextDisplay)][-1]


@pytest.mark.parametrize("content", ["speech", "noise"])
def test_the_archive_is_not_credited_under_what_is_no_music_and_gets_no_songs(content: str) -> None:
    assert _closing(_analysed(content)) == "-# Heard in 1.2 s."


def test_the_archive_is_credited_where_one_of_several_songs_is_music() -> None:
    said = _closing(_analysed("speech"), _analysed(MUSIC))
    assert said.startswith("-# Heard in 1.2 s. Similar songs are from the [Free Music Archive]")
