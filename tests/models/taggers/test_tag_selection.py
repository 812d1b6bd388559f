import pytest

from models.analysis import TagScore
from models.taggers.tag_selection import named_tags, spoken_tags

GROUPS = {
    "80s": "era",
    "70s": "era",
    "sad": "mood",
    "happy": "mood",
    "Mellow": "mood",
    "chill": "mood",
    "beautiful": "mood",
}
GROUPS |= {"female vocalists": "voice", "female vocalist": "voice", "instrumental": "instrument", "catchy": "other"}


def tags(**scores: float) -> list[TagScore]:
    named = {name.strip("_").replace("_", " "): score for name, score in scores.items()}
    return [TagScore(name, GROUPS.get(name, "genre"), score) for name, score in named.items()]


def sentence(scored: list[TagScore]) -> str:
    return ", ".join(tag.tag for tag in spoken_tags(scored))


@pytest.mark.parametrize(
    ("scored", "said"),
    [
        (tags(metal=0.99, heavy_metal=0.98, _80s=0.93, jazz=0.2), "metal, heavy metal, 80s"),
        (tags(_80s=0.99, metal=0.91), "metal, 80s"),
        (tags(female_vocalists=0.97, female_vocalist=0.96, rnb=0.95), "rnb, female vocalists"),
        (tags(Mellow=0.98, chill=0.97, sad=0.96, happy=0.95), "Mellow, sad"),
        (tags(_80s=0.95, _70s=0.94), "80s"),
        (tags(indie=0.99, indie_rock=0.98, indie_pop=0.97, rock=0.91), "indie, rock"),
        (tags(instrumental=0.95, female_vocalists=0.94), "instrumental"),
        (tags(jazz=0.9, blues=0.8999), "jazz"),
        (tags(jazz=0.5), ""),
        ([], ""),
    ],
)
def test_what_a_song_sounds_like_is_said_once_and_in_order(scored: list[TagScore], said: str) -> None:
    assert sentence(scored) == said


def test_never_more_than_five_tags_nor_more_than_asked() -> None:
    scored = tags(
        jazz=0.99, soul=0.98, blues=0.97, folk=0.96, sad=0.96, beautiful=0.95, _80s=0.95, instrumental=0.94, catchy=0.93
    )
    assert len(spoken_tags(scored)) == 5
    assert [tag.tag for tag in spoken_tags(scored, most=2)] == ["jazz", "soul"]


def test_songs_are_found_by_every_named_tag_and_by_one_of_those_that_read_the_same() -> None:
    scored = tags(chillout=0.97, chill=0.93, female_vocalist=0.92, jazz=0.9, rock=0.89)
    assert [(tag.tag, tag.score) for tag in named_tags(scored)] == [
        ("chill", 0.97),
        ("female vocalists", 0.92),
        ("jazz", 0.9),
    ]
