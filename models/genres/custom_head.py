"""Custom genres: a classifier on the primary tagger's embedding, for those who trained one (``training adapt``)."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.errors import ArtifactError
from models.manifest import Artifacts, sha256_of
from models.sessions import open_session
from models.tagger_table import CUSTOM_HEAD_FILE, PRIMARY

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class CustomGenreHead:
    """The classifier and its labels, in output order."""

    session: onnxruntime.InferenceSession
    labels: tuple[str, ...]

    @classmethod
    def load(cls, artifacts: Artifacts) -> "CustomGenreHead | None":
        """Load the optional artifact, None where it or its tagger is absent.

        Raises ArtifactError where it is broken, or was made for another tagger.
        """
        if not artifacts.has(CUSTOM_HEAD_FILE):
            return None
        if not artifacts.has(PRIMARY.file):
            log.warning("%s needs %s, which is absent; custom genres are off.", CUSTOM_HEAD_FILE, PRIMARY.file)
            return None
        path = artifacts.path(CUSTOM_HEAD_FILE)
        head = cls.open(path)
        made_for = head.session.get_modelmeta().custom_metadata_map.get("tagger_sha256")
        if made_for != sha256_of(artifacts.path(PRIMARY.file)):
            raise ArtifactError(f"{path} was made for another {PRIMARY.file}: run ``training adapt`` again")
        return head

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
