"""The convolutional network through onnxruntime."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.errors import ArtifactError
from models.genres.segments import Images

# Few images at a time: the network's inner maps are what a worker's memory goes to.
BATCH = 2


@dataclass(frozen=True, slots=True, eq=False)
class GenreNetwork:
    """A session and the labels of its logits, in order."""

    session: Any
    labels: tuple[str, ...]

    @classmethod
    def load(cls, path: Path, threads: int) -> "GenreNetwork":
        """Open an ONNX file; raise ArtifactError if it is none or lacks its ``labels``."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Workers are many and short of memory; the arena would keep the largest batch for ever.
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
            labels = tuple(json.loads(session.get_modelmeta().custom_metadata_map["labels"]))
        except Exception as error:  # onnxruntime raises its own bare exception classes
            raise ArtifactError(f"{path} is no genre network: {error}") from error
        return cls(session, labels)

    def run(self, images: Images) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return logits [n, labels] and embeddings [n, e] of images [n, 128, 128] in dB."""
        batches = [self._run(images[start : start + BATCH]) for start in range(0, len(images), BATCH)]
        logits, embeddings = zip(*batches, strict=True)
        return np.concatenate(logits), np.concatenate(embeddings)

    def _run(self, images: Images) -> Sequence[NDArray[np.float32]]:
        values: Sequence[NDArray[np.float32]] = self.session.run(["logits", "embedding"], {"logmel": images[:, None]})
        return values
