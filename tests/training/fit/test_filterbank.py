"""The mel filterbank as a file."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("librosa", reason="training needs the [training] extra")

from models.manifest import open_artifacts
from training.fit.filterbank import write_filterbank


def test_the_shipped_filters_are_librosas(tmp_path: Path) -> None:
    write_filterbank(tmp_path / "filters.npz")
    written, shipped = (
        np.load(path, allow_pickle=False)["filters"]
        for path in (tmp_path / "filters.npz", open_artifacts().path("mel_filterbank.npz"))
    )
    np.testing.assert_array_equal(written, shipped)
