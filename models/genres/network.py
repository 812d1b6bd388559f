"""The convolutional network through onnxruntime."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.errors import ArtifactError
from models.genres.segments import Images
from models.sessions import open_session

# Few images at a time: the network's inner maps are what a worker's memory goes to.
_BATCH = 2


@dataclass(frozen=True, slots=True, eq=False)
class GenreNetwork:
    """A session and the labels of its logits, in order."""

    session: onnxruntime.InferenceSession
    labels: tuple[str, ...]

    @classmethod
    def load(cls, path: Path, threads: int) -> "GenreNetwork":
        """Open an ONNX file; raise ArtifactError if it is none or lacks its ``labels``."""
        # Workers are many and short of memory; the arena would keep the largest batch for ever.
        session = open_session(path, threads, arena=False)
        try:
            labels = tuple(map(str, json.loads(session.get_modelmeta().custom_metadata_map["labels"])))
        except (KeyError, ValueError, TypeError) as error:
            raise ArtifactError(f"{path} is not a genre network: {error}") from error
        return cls(session, labels)

    def run(self, images: Images) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return logits [n, labels] and embeddings [n, e] of images [n, 128, 128] in dB."""
        batches = [
            self.session.run(["logits", "embedding"], {"logmel": images[start : start + _BATCH, None]})
            for start in range(0, len(images), _BATCH)
        ]
        logits, embeddings = zip(*batches, strict=True)
        return np.concatenate(logits), np.concatenate(embeddings)
