"""The shipped artifacts, where an optional one is needed."""

import pytest

from models.manifest import TAGGER_FILE, Artifacts, open_artifacts


def with_tagger() -> Artifacts:
    """Open the shipped artifacts, or skip the test where the tagger is not among them."""
    artifacts = open_artifacts()
    if not artifacts.has(TAGGER_FILE):
        pytest.skip(f"the optional {TAGGER_FILE} is not built")
    return artifacts
