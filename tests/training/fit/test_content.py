"""Fitting what separates music from speech and noise."""

import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from models.content import CONTENT_FILE
from training.data.dataset import load
from training.fit.content import FALSE_ALARMS, Examples, as_json, fit_classifier, read_classifiers, summaries_of


def _examples(middle: float, count: int) -> Examples:
    rows: NDArray[np.float32] = np.random.default_rng(count).normal(middle, 1, (count, 148)).astype(np.float32)
    return Examples(rows, np.array([f"group {number // 3}" for number in range(count)]))


def test_a_classifier_finds_its_kind_and_practically_no_music() -> None:
    fitted = fit_classifier(_examples(0, 600), _examples(1, 90))
    assert fitted.recognised > 0.9
    assert fitted.false_alarms <= max(FALSE_ALARMS, 1 / 600)


def test_the_shipped_classifiers_are_written_as_they_are_read() -> None:
    classifiers, examples = read_classifiers(CONTENT_FILE)
    shipped = json.loads(CONTENT_FILE.read_text(encoding="utf-8"))
    assert as_json(classifiers, examples)["classifiers"] == shipped["classifiers"]
    assert examples["music"] > 1000


def test_each_track_of_a_data_set_has_a_summary_and_its_artist_as_its_group(toy_data: Path) -> None:
    dataset = load(toy_data)
    songs = summaries_of(dataset, lambda _: None)
    assert songs.summaries.shape == (len(dataset), 148)
    assert songs.groups.tolist() == dataset.artist.tolist()
