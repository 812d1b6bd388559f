"""The shipped artifacts, where an optional one is needed."""

import pytest

from models.manifest import Artifacts, open_artifacts
from models.tagger_table import PRIMARY


def with_tagger() -> Artifacts:
    """Open the shipped artifacts, or skip the test where the tagger is not among them."""
    artifacts = open_artifacts()
    if not artifacts.has(PRIMARY.file):
        pytest.skip(f"the optional {PRIMARY.file} is not built")
    return artifacts
