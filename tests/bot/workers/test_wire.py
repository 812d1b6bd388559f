import json
import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.workers.channel import BotSide, ChannelClosedError
from bot.workers.errors import CrashedError
from bot.workers.results import ModelFacts, check_analysis, read_reply
from bot.workers.wire import MAX_FRAME_BYTES, WireError, pack, unpack
from models.analysis import Analysis, GenreProbability, Passage, Recommendation, TagCourse, Taggram, TagScore, Vectors
from models.errors import NotAudioError

ANALYSIS = Analysis(
    sha256="ab" * 32,
    title="Blåbär \u202e",
    artist=None,
    duration_s=240.5,
    genres=(GenreProbability("Rock", 0.75), GenreProbability("Folk", 0.25)),
    confident=True,
    models={"cnn": {"Rock": 0.8, "Folk": 0.2}},
    timeline=(Passage(0.0, 30.0, "Rock", 0.7),),
    recommendations=(Recommendation(2, "Song", "Artist", "Rock", 0.9, "https://example.org/2"),),
    timings_s={"total": 1.25},
    model_version="0123456789ab",
    tags=(TagScore("jazz", "genre", 0.5),),
    vectors=Vectors(
        embedding=np.linspace(0, 1, 160, dtype=np.float32),
        segments=np.ones((10, 100), np.float16),
        images=np.full((6, 128, 128), 200, np.uint8),
        tagger=None,
    ),
)


def _fields(**changes: Any) -> Any:
    return {**unpack(pack(ANALYSIS)), **changes}


def test_an_analysis_arrives_as_it_left() -> None:
    arrived = read_reply(unpack(pack({"value": ANALYSIS})), Analysis)
    assert arrived == ANALYSIS
    assert arrived.vectors is not None
    assert ANALYSIS.vectors is not None
    for name in ("embedding", "segments", "images"):
        np.testing.assert_array_equal(getattr(arrived.vectors, name), getattr(ANALYSIS.vectors, name), strict=True)
    assert arrived.vectors.tagger is None


def test_an_analysis_without_vectors_arrives_too() -> None:
    assert read_reply(unpack(pack({"value": replace(ANALYSIS, vectors=None)})), Analysis).vectors is None


@pytest.mark.parametrize(
    "fields",
    [
        _fields(title=7),
        _fields(title="x" * 1_000_000),
        _fields(duration_s="long"),
        _fields(duration_s=True),
        _fields(confident=1),
        _fields(genres={"Rock": 1.0}),
        _fields(genres=[["Rock", 1.0]]),
        _fields(genres=[{"genre": "Rock"}]),
        _fields(timeline=[{"start_s": 0, "end_s": 1, "genre": "Rock", "probability": 1, "run": "this"}]),
        _fields(recommendations=[{**_fields()["recommendations"][0], "track_id": 2**80}]),
        _fields(tags=[None] * 20_000),
        _fields(vectors={"embedding": [1.0], "segments": None, "images": None, "tagger": None}),
        _fields(vectors={**_fields()["vectors"], "embedding": np.array([np.nan], np.float32)}),
        _fields(vectors={**_fields()["vectors"], "images": np.ones(3, np.float64)}),
        _fields(vectors={**_fields()["vectors"], "images": np.zeros((6, 128, 127), np.uint8)}),
        _fields(vectors={**_fields()["vectors"], "images": np.zeros((400, 128, 128), np.uint8)}),
        _fields(vectors={**_fields()["vectors"], "segments": np.zeros((1, 3), np.float16)}),
        _fields(genres=[{"genre": "Rock", "probability": 1e308}]),
        _fields(genres=[{"genre": "x" * 3000, "probability": 0.0}]),
        _fields(genres=[{"genre": "x", "probability": 0.0}] * 9999),
        _fields(duration_s=-1.0),
        _fields(genres=[{"genre": "[Free](https://evil.example) @everyone", "probability": 1.0}]),
        _fields(tags=[{"tag": "**bold**", "group": "genre", "score": 1.0}]),
        {"genres": []},
        {**_fields(), "__class__": "os.system"},
    ],
    ids=str,
)
def test_fields_of_another_kind_are_a_crash_and_not_an_analysis(fields: Any) -> None:
    with pytest.raises(CrashedError, match="another type"):
        read_reply({"value": fields}, Analysis)


@pytest.mark.parametrize(
    "head",
    [
        b'{"value": NaN}',
        b'{"value": 1e999999, "n": Infinity}',
        b"[" * 100_000,
        b'{"$array": 0, "dtype": "O", "shape": [1]}',
        b'{"$array": 0, "dtype": "<f4", "shape": [1000000000000]}',
        b'{"$array": 0, "dtype": "<f4", "shape": [1' + b"0" * 40 + b"]}",
        b'{"$array": 0, "dtype": "f4,f4", "shape": [1]}',
        b'{"$array": 99, "dtype": "<f4", "shape": [1]}',
        b'{"$bytes": "x"}',
        b"\xff\xfe",
        b"",
    ],
)
def test_a_frame_that_is_no_value_is_refused(head: bytes) -> None:
    with pytest.raises(WireError):
        unpack(struct.pack("!II", len(head), 1) + head + struct.pack("!I", 4) + bytes(4))


@settings(max_examples=300, deadline=None)
@given(position=st.integers(0, 4000), noise=st.binary(min_size=1, max_size=8), cut=st.integers(0, 4000))
def test_a_damaged_frame_never_brings_the_bot_down(position: int, noise: bytes, cut: int) -> None:
    frame = bytearray(pack({"value": ANALYSIS}))
    frame[position : position + len(noise)] = noise
    with suppress(WireError, CrashedError):
        read_reply(unpack(bytes(frame[: len(frame) - cut])), Analysis)


@pytest.mark.parametrize(
    "lie",
    [
        {"sha256": "cd" * 32},
        {"model_version": "ba9876543210"},
        {"genres": ()},
        {"genres": (GenreProbability("Rock", 0.5),)},
        {"vectors": None},
    ],
    ids=str,
)
def test_an_analysis_of_another_file_by_other_models_or_without_content_is_refused(lie: dict[str, Any]) -> None:
    check_analysis(ANALYSIS, ANALYSIS.sha256, ANALYSIS.model_version)
    with pytest.raises(CrashedError):
        check_analysis(replace(ANALYSIS, **lie), ANALYSIS.sha256, ANALYSIS.model_version)


@pytest.mark.parametrize(
    "head",
    [
        b'{"value":[' + b"[]," * 200_000 + b"0]}",
        b'{"value":[' + b"{}," * 200_000 + b"0]}",
        b'"' + b"x" * 5_000_000 + b'"',
    ],
    ids=["lists", "objects", "text"],
)
def test_a_frame_of_too_many_or_too_large_values_is_refused_before_it_is_parsed(
    head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json, "loads", lambda *_, **__: pytest.fail("parsed"))
    with pytest.raises(WireError):
        unpack(struct.pack("!II", len(head), 0) + head)


def test_an_analysis_with_other_genres_or_another_embedding_than_the_models_have_is_refused() -> None:
    facts = ModelFacts(frozenset({"Rock", "Folk"}), 160, frozenset({"Rock", "Folk", "Metal"}), frozenset({"jazz"}))
    check_analysis(ANALYSIS, ANALYSIS.sha256, ANALYSIS.model_version, facts)
    headline = replace(ANALYSIS, genres=(GenreProbability("Metal", 1.0),), archive=ANALYSIS.genres)
    check_analysis(headline, ANALYSIS.sha256, ANALYSIS.model_version, facts)
    for other in (replace(facts, archive_genres=frozenset({"Rock"})), replace(facts, embedding_size=7)):
        with pytest.raises(CrashedError):
            check_analysis(ANALYSIS, ANALYSIS.sha256, ANALYSIS.model_version, other)


@pytest.mark.parametrize(
    "lie",
    [
        {"genres": (GenreProbability("visit evil.example", 1.0),)},
        {"models": {"cnn": {"visit evil.example": 1.0}}},
        {"timeline": (Passage(0.0, 30.0, "visit evil.example", 1.0),)},
        {"tags": (TagScore("visit evil.example", "mood", 0.9),)},
        {"taggram": Taggram((0.0,), (3.0,), (TagCourse("visit evil.example", "mood", (0.5,)),))},
    ],
    ids=lambda lie: next(iter(lie)),
)
def test_an_analysis_with_a_word_that_no_model_names_is_refused(lie: dict[str, Any]) -> None:
    facts = ModelFacts(frozenset({"Rock", "Folk"}), 160, frozenset({"Rock", "Folk", "Metal"}), frozenset({"jazz"}))
    told = replace(ANALYSIS, **{"archive": ANALYSIS.genres, **lie})
    check_analysis(replace(ANALYSIS, archive=ANALYSIS.genres), ANALYSIS.sha256, ANALYSIS.model_version, facts)
    with pytest.raises(CrashedError, match="no model names"):
        check_analysis(told, ANALYSIS.sha256, ANALYSIS.model_version, facts)


def test_an_unknown_or_forged_error_is_a_crash_with_a_clean_cause() -> None:
    with pytest.raises(CrashedError) as caught:
        read_reply({"error": "no_such_code", "cause": "line\nline\x1b[31m" + "x" * 10_000}, Analysis)
    assert caught.value.cause.isprintable()
    assert len(caught.value.cause) == 500
    with pytest.raises(CrashedError):
        read_reply({"error": {"code": 1}, "cause": []}, Analysis)
    with pytest.raises(CrashedError):
        read_reply([], Analysis)


def test_the_error_of_a_song_arrives_by_its_code() -> None:
    with pytest.raises(NotAudioError):
        read_reply(unpack(pack({"error": "not_audio", "cause": "no container"})), Analysis)


def test_what_is_no_plain_value_does_not_leave_the_worker() -> None:
    with pytest.raises(TypeError, match="does not cross"):
        pack({"value": object()})
    with pytest.raises(ValueError, match="not JSON compliant"):
        pack({"value": float("nan")})


def test_a_worker_that_drips_bytes_cannot_hold_the_bot_beyond_the_deadline() -> None:
    ours, theirs = socket.socketpair()
    stop = threading.Event()

    def drip() -> None:
        theirs.sendall(struct.pack("!I", 1000))
        while not stop.wait(0.01):
            theirs.send(b"x")

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(TimeoutError):
        BotSide(ours).receive(time.monotonic() + 0.3)
    stop.set()
    thread.join()
    ours.close()
    theirs.close()


def test_a_worker_that_announces_too_much_is_not_listened_to() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(struct.pack("!I", MAX_FRAME_BYTES + 1))
        with pytest.raises(ChannelClosedError, match="frame of"):
            BotSide(ours).receive(time.monotonic() + 30)


def test_the_frame_is_json_and_plain_bytes() -> None:
    frame = pack(ANALYSIS)
    length, _ = struct.unpack_from("!II", frame)
    assert json.loads(frame[8 : 8 + length])["title"] == ANALYSIS.title
