"""Which workers of a cluster a bot may use: those with its own program and its own trained files.

Another version may mean something else by the same answer, and other models know other genres. A worker offers its
build id as a Dask resource, a task asks for one of these, and the scheduler brings only those together.
"""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from bot.settings import ModelSettings
from models.manifest import open_artifacts

_NAME = "cratedigger"


def build_id_of(settings: ModelSettings) -> str:
    """Return what a bot or a worker with these settings is; raise ArtifactError where its files do not match."""
    artifacts = open_artifacts(settings.folder, tagger=settings.tagger)
    return f"{_NAME} {version(_NAME)} with models {artifacts.version}"


def build_ids_by_worker(scheduler: Mapping[str, Any]) -> dict[str, str]:
    """Return the build id of each worker, by its address, from the scheduler's identity."""
    return {address: _build_id(worker["resources"]) for address, worker in scheduler["workers"].items()}


def _build_id(resources: Mapping[str, float]) -> str:
    return next((name for name in resources if name.startswith(_NAME)), "something else")
