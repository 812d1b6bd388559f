"""Which workers of a cluster a bot may use: those with its own program and its own trained files.

Another program may mean other things by the same answer, and other models hear other genres. A worker offers what it is
as a resource, in Dask's sense of the word, a task asks for one of these, and the scheduler brings only those together.
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
    """Return the kind of each worker, by its address, as the scheduler's identity tells it."""
    return {address: _kind(worker["resources"]) for address, worker in scheduler["workers"].items()}


def _kind(resources: Mapping[str, float]) -> str:
    return next((name for name in resources if name.startswith(_NAME)), "something else")
