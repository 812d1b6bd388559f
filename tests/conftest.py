"""The order of the tests."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that train, which take longest: of several processes none is then left with one at the end."""
    items.sort(key=lambda item: "training" not in item.path.parts and item.get_closest_marker("training") is None)
