import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def printed(program: str) -> str:
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


def test_loading_the_models_brings_no_training_library_along() -> None:
    program = (
        "import sys; from models.analyzer import Analyzer; Analyzer.load();"
        "print(sorted({'sklearn', 'pandas', 'matplotlib', 'torch', 'librosa', 'discord'} & set(sys.modules)))"
    )
    assert printed(program) == "[]"


def test_what_was_kept_out_can_still_be_imported() -> None:
    pytest.importorskip("sklearn", reason="needs scikit-learn (the training extra)")
    imports = "from models.genres.lightgbm_import import import_lightgbm; import_lightgbm(); import sklearn"
    program = f"{imports}; print(sklearn.__name__)"
    assert printed(program) == "sklearn"
