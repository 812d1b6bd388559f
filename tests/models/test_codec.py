import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.settings import StoreSettings
from bot.store import Store, _songs
from bot.workers.results import read_reply
from bot.workers.wire import pack, unpack
from models.analysis import Analysis, GenreProbability, Key, Recommendation, Tempo, Vectors
from models.codec import INTERNAL, Between, DecodeError, Most, Shape, decode, encode


@dataclass(frozen=True, slots=True)
class Loudness:
    lufs: Annotated[float, Between(-100, 10)]
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class AnalysisWithLoudness(Analysis):
    loudness: Loudness | None = field(default=None, kw_only=True)


def _analysis() -> AnalysisWithLoudness:
    numbers = np.random.default_rng(3)
    return AnalysisWithLoudness(
        sha256="ab" * 32,
        title="Título",
        artist=None,
        duration_s=61.5,
        genres=(GenreProbability("Rock", 1.0),),
        confident=True,
        archive=(GenreProbability("Folk", 1.0),),
        tempo=Tempo(120.5, 0.9, 60.25),
        key=Key("F#", "minor", "11A", 0.8),
        models={"cnn": {"Rock": 1.0}},
        timeline=(),
        recommendations=(Recommendation(7, "Other", "Who", "Rock", 0.9, "https://example.org", "CC BY", ("tempo",)),),
        timings_s={"total": 0.5},
        model_version="0123456789ab",
        vectors=Vectors(
            numbers.random(64, np.float32),
            numbers.random((10, 100)).astype(np.float16),
            numbers.integers(0, 256, (2, 128, 128), np.uint8),
        ),
        loudness=Loudness(-9.5, (-12.0, -8.0)),
    )


def _plain(analysis: Analysis) -> dict[str, Any]:
    return {each.name: getattr(analysis, each.name) for each in fields(analysis) if each.name != "vectors"}


async def test_a_new_field_declared_in_one_place_is_printed_crosses_the_wire_and_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    analysis = _analysis()
    printed = json.loads(json.dumps(analysis.to_json("song"), allow_nan=False))
    assert printed["loudness"] == {"lufs": -9.5, "parts": [-12.0, -8.0]}
    assert _plain(read_reply(unpack(pack({"value": analysis})), AnalysisWithLoudness)) == _plain(analysis)

    monkeypatch.setattr(_songs, "Analysis", AnalysisWithLoudness)
    store = await Store.open(StoreSettings(url=f"sqlite+aiosqlite:///{tmp_path / 'songs.sqlite3'}"))
    await store.songs.remember(analysis)
    recalled = await store.songs.recall(analysis.sha256, analysis.model_version)
    await store.close()
    assert recalled is not None
    assert _plain(recalled) == _plain(analysis)


def test_the_printed_form_has_the_promised_order_and_nothing_internal() -> None:
    printed = _analysis().to_json("song")
    first = ["source", "sha256", "title", "artist", "duration_s", "genres", "confident", "archive", "tempo", "key"]
    assert list(printed)[:10] == first
    assert "vectors" not in printed
    assert list(printed["recommendations"][0]) == ["track_id", "title", "artist", "genre", "similarity", "url"]


def test_what_an_earlier_version_stored_is_read_and_from_a_worker_it_is_refused() -> None:
    older = encode(_analysis())
    for name in ("archive", "tempo", "key", "taggram", "content"):
        del older[name]
    older |= {"source": "ab", "gone": 1}
    older["recommendations"][0].pop("alike_in")
    read = decode(Analysis, older, stored=True)
    assert (read.archive, read.tempo, read.content, read.recommendations[0].alike_in) == ((), None, "music", ())
    with pytest.raises(DecodeError, match="fields"):
        decode(Analysis, older)
    del older["sha256"]
    with pytest.raises(DecodeError, match="fields"):
        decode(Analysis, older, stored=True)


@dataclass(frozen=True, slots=True)
class Sample:
    text: Annotated[str, Most(3)] = ""
    share: Annotated[float, Between(0, 1)] = 0.0
    count: int = 0
    flag: bool = False
    pair: tuple[str, int] = ("a", 1)
    hidden: Annotated[str | None, INTERNAL] = None
    sizes: Annotated[dict[str, int], Most(1)] = field(default_factory=dict)
    array: Annotated[NDArray[np.float32], Shape((1, 3), 2)] | None = None


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "four"},
        {"text": None},
        {"share": 1.5},
        {"share": float("nan")},
        {"share": True},
        {"count": 1.0},
        {"count": 2**80},
        {"flag": 1},
        {"pair": ["a"]},
        {"pair": ["a", 1, 2]},
        {"pair": "a1"},
        {"hidden": 1},
        {"sizes": {"a": 1, "b": 2}},
        {"sizes": {1: 1}},
        {"array": np.zeros((4, 2), np.float32)},
        {"array": np.zeros((3,), np.float32)},
        {"array": np.zeros((3, 2), np.float64)},
        {"array": np.full((3, 2), np.inf, np.float32)},
        {"array": [[0.0, 0.0]]},
        {"other": 1},
    ],
    ids=str,
)
def test_a_value_of_another_type_size_or_range_is_refused(changes: dict[str, Any]) -> None:
    good = encode(Sample())
    assert decode(Sample, good) == Sample()
    with pytest.raises(DecodeError):
        decode(Sample, {**good, **changes})


def test_a_number_may_be_off_by_its_rounding_and_an_array_is_a_copy() -> None:
    array = np.ones((2, 2), np.float32)
    read = decode(Sample, {**encode(Sample()), "share": 1.0000001, "array": array})
    assert read.share == 1.0000001
    assert read.array is not array
    np.testing.assert_array_equal(read.array, array)
    assert "hidden" not in encode(Sample(), public=True)
