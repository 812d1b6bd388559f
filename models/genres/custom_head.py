"""One's own genres: a classifier on the tagger's embedding, where somebody trained one."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.errors import ArtifactError
from models.manifest import CUSTOM_HEAD_FILE, Artifacts, sha256_of
from models.sessions import open_session
from models.taggers.tagger import TAGGER

CUSTOM_HEAD = CUSTOM_HEAD_FILE


@dataclass(frozen=True, slots=True, eq=False)
class CustomGenreHead:
    """The classifier and its labels, in output order."""

    session: onnxruntime.InferenceSession
    labels: tuple[str, ...]

    @classmethod
    def load(cls, artifacts: Artifacts) -> "CustomGenreHead":
        """Load the optional artifact; raise ArtifactError if it is absent, broken, or made for another tagger."""
        path = artifacts.path(CUSTOM_HEAD)
        loaded = cls.open(path)
        made_for = loaded.session.get_modelmeta().custom_metadata_map.get("tagger_sha256")
        if made_for != sha256_of(artifacts.path(TAGGER)):
            raise ArtifactError(f"{path} was made for another {TAGGER}: adapt once more")
        return loaded

    @classmethod
    def open(cls, path: Path) -> "CustomGenreHead":
        """Load a classifier from a file of its own, unverified."""
        session = open_session(path)
        try:
            labels = tuple(map(str, json.loads(session.get_modelmeta().custom_metadata_map["labels"])))
        except (KeyError, ValueError, TypeError) as error:
            raise ArtifactError(f"{path} has no labels: {error}") from error
        return cls(session, labels)

    def classify(self, embedding: NDArray[np.float32]) -> dict[str, float]:
        """Return each label's probability, best first, summing to 1, for the tagger's embedding float32 [200]."""
        (probabilities,) = self.session.run(["probabilities"], {"embedding": embedding[None].astype(np.float32)})
        best_first = np.argsort(-probabilities[0], kind="stable")
        return {self.labels[index]: float(probabilities[0, index]) for index in best_first}
