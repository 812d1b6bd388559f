"""What the network costs who runs it: numbers to hold, and time an image."""

import time
from pathlib import Path
from statistics import median

import numpy as np

from models.genres.network import GenreNetwork

_ROUNDS = 50


def count_weights(path: Path) -> int:
    """Return how many numbers an ONNX file holds."""
    import onnx

    return sum(int(np.prod(tensor.dims)) for tensor in onnx.load(path).graph.initializer)


def describe_cost(path: Path) -> str:
    """Return the model card's sentence about the network in an ONNX file.

    The time of an image is the median of 50 on one thread, after one that does not count.
    """
    network = GenreNetwork.load(path, 1)
    image = np.random.default_rng(1).uniform(-80, 0, (1, 128, 128)).astype(np.float32)
    network.run(image)
    seconds = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        network.run(image)
        seconds.append(time.perf_counter() - started)
    return (
        f"The network holds {count_weights(path):,} numbers, and an image takes it {1000 * median(seconds):.1f} ms on "
        "one thread of the machine that wrote this."
    )
