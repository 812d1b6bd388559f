"""What every analysis by the present models has in common, read from their files: the workers alone load the models."""

import json
from itertools import chain

import numpy as np

from bot.workers.results import ModelFacts
from models.catalog.catalog import Catalog
from models.manifest import Artifacts
from models.onnx_properties import onnx_properties
from models.tagger_table import CUSTOM_HEAD_FILE, HEADLINE_FILE, TAGGERS


def model_facts(artifacts: Artifacts, catalog: Catalog) -> ModelFacts:
    """Return the genres and tags that the models can name, and the length of a song's embedding."""
    archive = frozenset(json.loads(artifacts.path("ensemble.json").read_text(encoding="utf-8"))["labels"])
    headline: set[str] = set()
    if artifacts.has(HEADLINE_FILE):
        with np.load(artifacts.path(HEADLINE_FILE), allow_pickle=False) as stored:
            described = json.loads(str(stored["description"]))
        headline = {*described["labels"], *described["sound_labels"]}
    present = [name for name in (CUSTOM_HEAD_FILE, *(spec.file for spec in TAGGERS)) if artifacts.has(name)]
    labels = {name: json.loads(onnx_properties(artifacts.path(name))["labels"]) for name in present}
    custom = labels.pop(CUSTOM_HEAD_FILE, [])
    return ModelFacts(
        archive_genres=archive,
        embedding_size=catalog.index.embeddings.shape[1],
        genres=archive | headline | frozenset(custom),
        tags=frozenset(chain.from_iterable(labels.values())),
    )
