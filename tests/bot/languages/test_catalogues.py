"""Every language says everything, with the same values, and within what Discord takes."""

import json
import tomllib
from pathlib import Path

import pytest
from onnxruntime import InferenceSession

from bot.errors import CodedError
from bot.features.configure._definitions import SETTINGS
from bot.fetch.errors import FetchError
from bot.fetch.magic import KINDS
from bot.languages import ENGLISH, TAGS, Language, language
from bot.languages.tag_words import tag_key
from bot.replies.errors import error_key, sentence
from bot.telemetry.error_codes import CODED_ERRORS
from models.errors import AnalysisError
from models.tagger_table import PRIMARY
from tests.bot.languages.catalogues import FOLDER, keys_in_order, texts, unreadable, variables
from tests.bot.languages.code import SOURCES, asked, beginnings, mentioned
from tests.shipped import with_tagger

OTHERS = [tag for tag in TAGS if tag != "en"]
# Texts that code finds by what it speaks about; their own tests say which there must be.
FOUND_BY_NAME = ("error-", "tag-", "genre-name-", "command-", "option-", "choice-", "menu-", "setting-")
MESSAGE, BUTTON, HINT, OPTION, THREAD, ALT = 4000, 80, 150, 100, 100, 1024
LONGEST_NAME = 60


def _families(kind: type[BaseException]) -> set[type[BaseException]]:
    return {kind}.union(*(_families(each) for each in kind.__subclasses__()))


# The base itself is never raised.
ERRORS = sorted(set().union(*map(_families, CODED_ERRORS)) - {CodedError}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalogue_can_be_read_and_says_nothing_twice(tag: str) -> None:
    assert unreadable(tag) == []
    keys = keys_in_order(tag)
    assert sorted(keys) == sorted(set(keys))


def test_every_catalogue_is_a_language_and_every_language_has_one() -> None:
    assert {path.stem for path in FOLDER.glob("*.ftl")} == set(TAGS)


def test_the_catalogues_are_installed_with_the_bot() -> None:
    project = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["bot"]
    installed = {path for pattern in patterns for path in (FOLDER.parent).glob(pattern)}
    assert installed >= set(FOLDER.glob("*.ftl"))


@pytest.mark.parametrize("tag", OTHERS)
def test_no_text_is_missing_and_none_is_left_over(tag: str) -> None:
    assert sorted(set(texts("en")) - set(texts(tag))) == []
    assert sorted(set(texts(tag)) - set(texts("en"))) == []


@pytest.mark.parametrize("tag", OTHERS)
def test_every_text_takes_the_values_that_the_english_one_takes(tag: str) -> None:
    english, other = texts("en"), texts(tag)
    differing = [key for key in english.keys() & other.keys() if english[key].variables != other[key].variables]
    assert differing == []


@pytest.mark.parametrize("tag", TAGS)
def test_texts_refer_to_texts_that_there_are(tag: str) -> None:
    known = texts(tag)
    assert [key for key, text in known.items() if not text.references <= known.keys()] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.name))
def test_code_asks_for_texts_that_there_are_with_just_their_values(path: Path) -> None:
    for key, given in asked(path):
        assert key in texts("en"), key
        assert given is None or given == variables(key), key


def test_every_text_is_used() -> None:
    referred = {key for text in texts("en").values() for key in text.references}
    used = mentioned() | referred
    found = (*FOUND_BY_NAME, *beginnings())
    unused = [key for key in texts("en") if not key.startswith(found) and key not in used]
    assert unused == []


def test_every_error_that_has_words_has_them_in_the_catalogue_and_no_other_does() -> None:
    worded = {error_key(kind) for kind in ERRORS if "message" in vars(kind)} | {"error-other-file"}
    assert {key for key in texts("en") if key.startswith("error-")} == worded


@pytest.mark.parametrize("kind", [kind for kind in ERRORS if "message" in vars(kind)], ids=lambda kind: kind.__name__)
def test_english_says_of_an_error_what_its_class_says(kind: type[AnalysisError | FetchError]) -> None:
    said = sentence(kind(), ENGLISH)
    # Names of commands and options stand in the class as they stand in the code.
    assert said == kind.message


@pytest.mark.parametrize("tag", TAGS)
def test_every_kind_of_file_that_is_refused_has_a_word(tag: str) -> None:
    pattern = (FOLDER / f"{tag}.ftl").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"[{kind.replace(',', '').replace(' ', '-')}]" not in pattern] == []


def test_every_tag_of_the_tagger_has_a_word_and_no_other_does() -> None:
    artifacts = with_tagger()
    session = InferenceSession(artifacts.path(PRIMARY.file), providers=["CPUExecutionProvider"])
    labels = json.loads(session.get_modelmeta().custom_metadata_map["labels"])
    assert {key for key in texts("en") if key.startswith("tag-")} == {tag_key(label) for label in labels}


def test_every_setting_has_texts_and_no_other_does() -> None:
    named = {f"setting-{name}" for name in SETTINGS}
    about_one = {key for key in texts("en") if key.startswith("setting-")} - PANEL
    assert {key.partition(".")[0] for key in about_one} == named
    values = {
        f"setting-{name}{ending}"
        for name, setting in SETTINGS.items()
        for value in setting.options
        for ending in (f".{value}", f".{value}-description")
    }
    assert {key for key in about_one if "." in key} == values | {f"{name}.description" for name in named}


PANEL = {"setting-line", "setting-changed", "setting-undone", "setting-hint"}


def _longest(spoken: Language, key: str) -> int:
    """Return the length of a text whose every value is long, in the longest of its forms."""
    names = dict.fromkeys(variables(key), "W" * LONGEST_NAME)
    numbers = dict.fromkeys(variables(key), 1234567)
    return max(len(spoken.say(key, **names)), len(spoken.say(key, **numbers)))


@pytest.mark.parametrize("tag", TAGS)
def test_no_text_is_longer_than_discord_takes(tag: str) -> None:
    limits = {"button-": BUTTON, "choice-": OPTION, "setting-": OPTION, "alt-": ALT, "thread-name": THREAD}
    hints = {key for key in texts("en") if key.endswith("-hint")}
    for key in texts("en"):
        limit = next((limit for start, limit in limits.items() if key.startswith(start)), MESSAGE)
        limit = HINT if key in hints else MESSAGE if key in PANEL else limit
        assert _longest(language(tag), key) <= limit, key


@pytest.mark.parametrize("tag", TAGS)
def test_every_sentence_ends_like_the_english_one(tag: str) -> None:
    """A text that ends with a colon introduces what stands under it, in every language."""
    spoken = language(tag)
    for key in texts("en"):
        if variables(key) or key == "series-separator":
            continue
        assert ENGLISH.say(key).rstrip().endswith(":") == spoken.say(key).rstrip().endswith((":", ":")), key
        assert spoken.say(key).startswith("-# ") == ENGLISH.say(key).startswith("-# "), key


def test_values_from_strangers_are_never_read_as_fluent() -> None:
    said = ENGLISH.say("thanks", genre='{ button-right } { $genre } {"x"}')
    assert said == 'Thank you. Noted: { button-right } { $genre } {"x"}.'


def test_words_from_right_to_left_do_not_turn_round_what_stands_beside_them() -> None:
    assert ENGLISH.say("song-heading", title="עלם") == "Songs like \u2068עלם\u2069"
    assert ENGLISH.say("song-heading", title="Morning") == "Songs like Morning"


def test_a_missing_text_is_said_in_english_and_a_missing_value_is_a_mistake() -> None:
    halting = Language("de", "thanks = Danke\n", ENGLISH)
    assert halting.say("thanks", genre="Folk") == "Danke"
    assert halting.say("which-genre") == ENGLISH.say("which-genre")
    with pytest.raises(LookupError, match="thanks"):
        ENGLISH.say("thanks")
    with pytest.raises(LookupError, match="no-such-text"):
        ENGLISH.say("no-such-text")


@pytest.mark.parametrize(
    ("tag", "percent", "number", "listed"),
    [
        ("en", "42%", "1,234.5", "a, b and c"),
        ("de", "42\N{NO-BREAK SPACE}%", "1.234,5", "a, b und c"),
        ("fr", "42\N{NO-BREAK SPACE}%", "1\N{NARROW NO-BREAK SPACE}234,5", "a, b et c"),
        ("es-ES", "42\N{NO-BREAK SPACE}%", "1.234,5", "a, b y c"),
        ("pt-BR", "42%", "1.234,5", "a, b e c"),
        ("ja", "42%", "1,234.5", "a、b、c"),
    ],
)
def test_numbers_and_lists_are_written_as_each_language_does(tag: str, percent: str, number: str, listed: str) -> None:
    spoken = language(tag)
    assert spoken.percent(0.42) == percent
    assert spoken.number(1234.5, digits=1) == number
    assert spoken.listed(["a", "b", "c"]) == listed
