"""The original network's outputs, computed by TensorFlow from the authors' own code and weights.

For an environment of its own (Python 3.11, ``pip install tensorflow-cpu==2.21.* tf-keras==2.21.*``), with the musicnn
wheel unpacked: ``TF_USE_LEGACY_KERAS=1 PYTHONPATH=WHEEL
python training/tools/musicnn/golden_answers.py WHEEL INPUTS.npz
OUT.npz``
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

_MODEL = "MSD_musicnn"


def _answers(wheel: Path, patches: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the original's tag probabilities [n, 50] and embeddings [n, 200] of ``patches`` [n, 187, 96]."""
    from musicnn import models

    tf.compat.v1.disable_eager_execution()
    with tf.Graph().as_default(), tf.name_scope("model"):
        signal: Any = tf.compat.v1.placeholder(tf.float32, [None, *patches.shape[1:]])
        training = tf.compat.v1.placeholder(tf.bool)
        logits, *_, embedding = models.define_model(signal, training, _MODEL, 50)
        outputs = [tf.nn.sigmoid(logits), embedding]
        with tf.compat.v1.Session() as session:
            tf.compat.v1.train.Saver().restore(session, f"{wheel}/musicnn/{_MODEL}/")
            parts = [session.run(outputs, {signal: patch[None], training: False}) for patch in patches]
    probabilities, embeddings = (np.concatenate(part) for part in zip(*parts, strict=True))
    return probabilities, embeddings


def main(wheel: Path, inputs: Path, out: Path) -> None:
    """Write the golden file that the tests read: patches with their answers, and answers to the quiet tracks."""
    with np.load(inputs, allow_pickle=False) as given:
        probabilities, embeddings = _answers(wheel, given["patches"].astype(np.float32))
        quiet, _ = _answers(wheel, given["quiet"].astype(np.float32))
        kept = {name: given[name] for name in ("patches", "names", "gains", "quiet_names")}
    np.savez_compressed(out, **kept, probabilities=probabilities, embeddings=embeddings, quiet_probabilities=quiet)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
