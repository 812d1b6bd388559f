"""An analysed song in words."""

from dataclasses import replace

import pytest

from bot.languages import ENGLISH, language
from bot.languages.genre_words import genre_word
from bot.pipeline.analysis import AnalysedSong
from bot.replies.song import compact_text, song_text
from models.analysis import Analysis, GenreProbability, Key, Recommendation, TagScore, Tempo

METAL = (TagScore("metal", "genre", 0.99), TagScore("heavy metal", "genre", 0.95), TagScore("80s", "era", 0.93))


def _analysed(*, confident: bool, tags: tuple[TagScore, ...]) -> AnalysedSong:
    genres = (GenreProbability("Rock", 0.6), GenreProbability("Pop", 0.3), GenreProbability("Folk", 0.1))
    analysis = Analysis(
        sha256="0" * 64,
        title="Iron Song",
        artist="A Band",
        duration_s=200.0,
        genres=genres,
        confident=confident,
        models={},
        timeline=(),
        recommendations=(),
        timings_s={},
        model_version="test",
        tags=tags,
    )
    return AnalysedSong("iron.mp3", analysis, 1.0)


def _lines(*, confident: bool, tags: tuple[TagScore, ...] = ()) -> list[str]:
    return song_text(_analysed(confident=confident, tags=tags), 4000, ENGLISH).split("\n")


def test_a_sure_reply_has_one_headline_and_words_that_neither_repeat_nor_contradict_it() -> None:
    tags = (TagScore("rock", "genre", 0.99), TagScore("hard rock", "genre", 0.95), *METAL)
    lines = _lines(confident=True, tags=tags)
    assert lines[2] == "**Rock 60%**"
    assert lines[3] == "hard rock · 80s"


def test_tempo_and_key_stand_with_the_words() -> None:
    song = _analysed(confident=True, tags=())
    analysis = replace(song.analysis, tempo=Tempo(124.4, 0.9), key=Key("A", "minor", "8A", 0.8))
    song = replace(song, analysis=analysis)
    assert song_text(song, 4000, ENGLISH).split("\n")[3] == "124 BPM · A minor (8A)"
    assert "124 BPM · A-Moll (8A)" in song_text(song, 4000, language("de"))


def test_a_key_that_is_hardly_more_than_a_guess_is_not_said() -> None:
    song = _analysed(confident=True, tags=())
    for confidence, said in ((0.19, "124 BPM"), (0.2, "124 BPM · A minor (8A)")):
        analysis = replace(song.analysis, tempo=Tempo(124.4, 0.9), key=Key("A", "minor", "8A", confidence))
        assert song_text(replace(song, analysis=analysis), 4000, ENGLISH).split("\n")[3] == said
        assert analysis.to_json("song.mp3")["key"]["confidence"] == confidence


@pytest.mark.parametrize(
    ("probabilities", "said"),
    [
        ((0.4, 0.3, 0.3), "**Between Rock and World music**"),
        ((0.5, 0.2, 0.3), "**Not sure: perhaps Rock 50%**"),
        ((0.3, 0.25, 0.2), "**Not sure: perhaps Rock 30%**"),
    ],
)
def test_an_unsure_reply_says_what_it_lies_between_or_that_it_is_not_sure(
    probabilities: tuple[float, ...], said: str
) -> None:
    song = _analysed(confident=False, tags=METAL)
    genres = tuple(map(GenreProbability, ("Rock", "International", "Folk"), probabilities))
    text = song_text(replace(song, analysis=replace(song.analysis, genres=genres)), 4000, ENGLISH)
    assert text.split("\n")[2] == said
    assert "metal" not in text


def test_weak_tags_are_not_said() -> None:
    assert not any("80s" in line for line in _lines(confident=True, tags=(TagScore("80s", "era", 0.5),)))


def test_bars_stand_in_the_text_only_where_no_card_shows_them() -> None:
    song = _analysed(confident=True, tags=())
    assert song_text(song, 4000, ENGLISH).count("▰▱") == 3
    assert "▱" not in song_text(song, 4000, ENGLISH, pictured=True)


def test_the_compact_style_has_the_same_headline() -> None:
    assert compact_text(_analysed(confident=True, tags=()), 4000, ENGLISH) == "**Iron Song** by A Band: Rock 60%"


def test_genres_are_said_in_each_language() -> None:
    assert genre_word("International", ENGLISH) == "World music"
    assert genre_word("Classical", language("fr")) == "Classique"
    assert genre_word("Soul/R&B", language("de")) == "Soul und R&B"
    assert genre_word("Polka of our village", language("ja")) == "Polka of our village"


def test_what_the_archive_has_little_of_is_said_with_the_songs_that_are_closest_in_sound() -> None:
    song = _analysed(confident=True, tags=())
    brass = Recommendation(1, "Kolo", "Brass", "International", 0.7, "https://example.org/1")
    jazz = replace(song.analysis, genres=(GenreProbability("Jazz", 0.9),), recommendations=(brass,))
    jazz = replace(jazz, archive=(GenreProbability("International", 0.7), GenreProbability("Rock", 0.3)))
    words = "-# Closest in sound: the archive has little Jazz."
    assert words in song_text(replace(song, analysis=jazz), 4000, ENGLISH).split("\n")
    for other in (
        replace(jazz, confident=False),
        replace(jazz, genres=(GenreProbability("Rock", 0.9),)),
        replace(jazz, recommendations=(replace(brass, genre="Jazz"),)),
    ):
        assert words not in song_text(replace(song, analysis=other), 4000, ENGLISH)
