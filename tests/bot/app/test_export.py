"""Members' words as a table for training."""

import base64
import csv
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner

from bot.__main__ import app
from bot.app.operator_commands import write_corrections
from bot.settings import StoreSettings
from bot.store import Correction, Store
from models.analysis import Analysis, GenreProbability, Vectors

IMAGES: NDArray[np.uint8] = np.random.default_rng(1).integers(0, 256, (2, 128, 128), np.uint8)
SEGMENTS: NDArray[np.float16] = np.random.default_rng(2).normal(size=(10, 100)).astype(np.float16)


def _analysed(version: str, *, tagger: bool) -> Analysis:
    return Analysis(
        sha256="aa",
        title="=Title",
        artist=None,
        duration_s=61.5,
        genres=(GenreProbability("Rock", 1.0),),
        confident=True,
        models={},
        timeline=(),
        recommendations=(),
        timings_s={},
        model_version=version,
        vectors=Vectors(np.ones(4, np.float32), SEGMENTS, IMAGES, np.arange(200, dtype=np.float32) if tagger else None),
    )


async def _fill() -> None:
    store = await Store.open(StoreSettings())
    await store.songs.remember(_analysed("older", tagger=False))
    await store.songs.remember(_analysed("newer", tagger=True))
    for member, genre in ((111_222_333, "Folk"), (444_555_666, "Rock")):
        await store.members.correct(member, Correction("aa", "older", "Rock", genre))
    await store.close()


async def test_every_word_is_a_row_with_what_the_models_saw_and_nobodys_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await _fill()
    out = tmp_path / "corrections.csv"
    assert await write_corrections(out) == 0
    assert capsys.readouterr().out == f"2 corrections are in {out}.\n"
    written = out.read_text(encoding="utf-8")
    assert "111222333" not in written
    rows = list(csv.DictReader(written.splitlines()))
    assert [(row["sha256"], row["genre"], row["answered_genre"]) for row in rows] == [
        ("aa", "Folk", "Rock"),
        ("aa", "Rock", "Rock"),
    ]
    images = np.frombuffer(base64.b64decode(rows[0]["images"]), np.uint8).reshape(-1, 128, 128)
    np.testing.assert_array_equal(images, IMAGES)
    segments = np.frombuffer(base64.b64decode(rows[0]["segments"]), "<f2").reshape(10, 100)
    np.testing.assert_array_equal(segments, SEGMENTS)
    assert len(np.frombuffer(base64.b64decode(rows[0]["tagger"]), "<f4")) == 200


async def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await write_corrections(tmp_path / "missing" / "corrections.csv") == 1
    assert "missing" in capsys.readouterr().err


def test_the_command_asks_where_to() -> None:
    assert CliRunner().invoke(app, ["corrections"]).exit_code == 2
