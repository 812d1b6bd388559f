"""What the trained models were measured to be."""

from dataclasses import replace
from pathlib import Path

import pytest

from models.figures import FIGURES_FILE, Figures, hashes, read_figures, write_figures
from models.manifest import Artifacts, open_artifacts

FIGURES = Figures(tracks=800, network=0.5, trees=0.4, joined=0.6, sure=0.3, right_when_sure=0.7, alike=0.35)


@pytest.fixture(scope="module")
def shipped() -> Artifacts:
    return open_artifacts()


def test_figures_are_read_as_they_were_written(tmp_path: Path, shipped: Artifacts) -> None:
    here = replace(shipped, folder=tmp_path)
    write_figures(tmp_path, FIGURES, hashes(here))
    assert read_figures(here) == FIGURES


def test_figures_of_other_models_and_none_at_all_are_not_read(tmp_path: Path, shipped: Artifacts) -> None:
    here = replace(shipped, folder=tmp_path)
    assert read_figures(here) is None
    write_figures(tmp_path, FIGURES, hashes(here) | {"genre_cnn.onnx": "0" * 64})
    assert read_figures(here) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"models": 1}', "\x00"])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, shipped: Artifacts, content: str) -> None:
    (tmp_path / FIGURES_FILE).write_text(content)
    assert read_figures(replace(shipped, folder=tmp_path)) is None


def test_the_shipped_figures_are_of_the_shipped_models(shipped: Artifacts) -> None:
    figures = read_figures(shipped)
    assert figures is not None
    assert figures.tracks > 100
    assert 1 / 8 < figures.trees <= 1
    assert figures.right_when_sure > figures.joined > 1 / 8
