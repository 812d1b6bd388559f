"""The order of the tests."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that train: they take longest, and a process left with one at the end would work alone."""
    items.sort(key=lambda item: "training" not in item.path.parts and item.get_closest_marker("training") is None)
