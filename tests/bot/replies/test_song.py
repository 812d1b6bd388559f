"""A heard song in words."""

from bot.languages import ENGLISH
from bot.pipeline.analysis import AnalysedSong
from bot.replies.song import song_text
from models.analysis import Analysis, GenreProbability, TagScore

METAL = (TagScore("metal", "genre", 0.99), TagScore("heavy metal", "genre", 0.95), TagScore("80s", "era", 0.93))


def _heard(*, confident: bool, tags: tuple[TagScore, ...]) -> AnalysedSong:
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
    return song_text(_heard(confident=confident, tags=tags), 4000, ENGLISH).split("\n")


def test_a_sure_answer_names_its_genre_and_then_other_words_for_it() -> None:
    lines = _lines(confident=True, tags=METAL)
    assert "**Rock**" in lines
    assert "In other words: metal, heavy metal, 80s" in lines


def test_a_strong_tag_leads_where_the_genre_models_are_not_sure() -> None:
    lines = _lines(confident=False, tags=METAL)
    assert "**Sounds like metal.** Among the archive's genres I am not sure; the closest:" in lines


def test_weak_tags_are_not_said() -> None:
    lines = _lines(confident=False, tags=(TagScore("jazz", "genre", 0.5),))
    assert "**Not sure.** The closest I can get:" in lines
    assert not any("jazz" in line for line in lines)
