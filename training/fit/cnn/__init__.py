"""The convolutional genre network: learns from images, labels and a teacher's embeddings, and leaves as ONNX.

PyTorch is imported when training starts, not before.
"""

from collections.abc import Callable
from pathlib import Path

from training.data.dataset import Dataset
from training.fit.cnn.settings import Settings

__all__ = ["Settings", "export", "train"]


def train(
    dataset: Dataset,
    out_folder: Path,
    settings: Settings | None = None,
    report: Callable[[str], None] = print,
    processes: int = 1,
) -> Path:
    """Train the network, resuming what ``out_folder`` holds, and return the best checkpoint's path.

    Its members are trained side by side where there are several ``processes``, to the same weights.

    Raises:
        RunMismatchError: if ``out_folder`` holds a run with other settings or other data.

    """
    from training.fit.cnn.recipe import follow_recipe

    return follow_recipe(dataset, out_folder, settings or Settings(), report, processes)


def export(checkpoint: Path, onnx_path: Path, dataset: Dataset) -> float:
    """Write the checkpoint as ONNX and return the largest absolute difference between the two on real images.

    Raises:
        ParityError: if the difference is above 1e-4.

    """
    from training.fit.cnn.onnx_file import export_checkpoint

    return export_checkpoint(checkpoint, onnx_path, dataset)
