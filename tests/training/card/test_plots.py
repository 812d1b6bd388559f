"""The pictures of the model card."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("matplotlib", reason="the model card needs the [training] extra")

from training.card.plots import plot_confusion, plot_coverage, plot_genres, plot_reliability

NAMES = ("Drone", "Ticking", "Whistle")
LABELS = np.arange(60) % 3
PROBABILITIES = np.random.default_rng(1).dirichlet((1, 1, 1), 60)


def test_each_picture_is_drawn_and_no_two_are_the_same(tmp_path: Path) -> None:
    plot_reliability(tmp_path / "reliability.png", PROBABILITIES, LABELS)
    plot_confusion(tmp_path / "confusion.png", PROBABILITIES, LABELS, NAMES)
    plot_coverage(tmp_path / "coverage.png", PROBABILITIES, LABELS, 0.6)
    plot_genres(tmp_path / "genres.png", PROBABILITIES, LABELS, NAMES)
    drawn = [path.read_bytes() for path in tmp_path.iterdir()]
    assert len(set(drawn)) == 4
    assert all(each.startswith(b"\x89PNG") for each in drawn)
