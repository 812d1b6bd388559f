"""A checkpoint as ONNX, with labels and front end in its metadata."""

import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from models.audio.logmel import BANDS, FLOOR_DB, FRAMES, HOP, N_FFT, SAMPLE_RATE
from training.data.dataset import Dataset
from training.fit.cnn.checkpoint import Checkpoint, read_ensemble
from training.fit.onnx_metadata import strip_origins

TOLERANCE = 1e-4
_PARITY_IMAGES = 32
_OFFSETS_DB = (0.0, 12.5, -31.0)
_FRONTEND = {
    "sample_rate": SAMPLE_RATE,
    "n_fft": N_FFT,
    "hop": HOP,
    "bands": BANDS,
    "frames": FRAMES,
    "mel": "slaney",
    "frame": "int((column + 0.5) / 128 * frames)",
    "unit": "dB, any constant offset",
    "floor_db": round(FLOOR_DB),
}


class ParityError(Exception):
    """The ONNX file has other outputs than the network it was made from; the message says by how much."""


def export_checkpoint(checkpoint: Path, onnx_path: Path, dataset: Dataset) -> float:
    """Write the checkpoint's network as ONNX and compare the two on real images at several offsets.

    Returns the largest absolute difference over logits and embeddings.

    Raises:
        ParityError: if it is above 1e-4; no file is left behind.

    """
    trained = read_ensemble(checkpoint)
    unfinished = onnx_path.with_suffix(".part")
    onnx_path.parent.mkdir(parents=True, exist_ok=True)
    example = torch.from_numpy(dataset.decibels(slice(0, 2)))[:, None]
    torch.onnx.export(
        trained.network,
        (example,),
        unfinished,
        input_names=["logmel"],
        output_names=["logits", "embedding"],
        dynamic_shapes={"decibels": {0: torch.export.Dim("batch")}},
        external_data=False,
        verbose=False,
    )
    _describe(unfinished, trained)
    difference = _parity(trained.network, unfinished, dataset)
    if not difference <= TOLERANCE:
        unfinished.unlink()
        raise ParityError(f"{onnx_path.name} differs by {difference:.2e} from the network it was made from.")
    unfinished.replace(onnx_path)
    return difference


def _describe(path: Path, trained: Checkpoint) -> None:
    import onnx

    model = onnx.load(path)
    del model.metadata_props[:]
    pooled, teacher = trained.network.pooled_size, trained.network.teacher_size
    parts = [{"name": "pooled", "start": 0, "end": pooled}]
    if teacher:
        parts.append({"name": "teacher", "start": pooled, "end": pooled + teacher})
    facts = {
        "labels": json.dumps(list(trained.labels), ensure_ascii=False),
        "frontend": json.dumps(_FRONTEND),
        "embedding_parts": json.dumps(parts),
        "data_sha256": trained.data_sha256,
        "version": "; ".join(
            f"seed {settings.seed}, epoch {epoch}"
            for settings, epoch in zip(trained.settings, trained.epochs, strict=True)
        ),
        "settings": json.dumps([settings.as_json() for settings in trained.settings]),
        "validation_accuracy": f"{trained.validation_accuracy:.4f}",
    }
    for key, value in facts.items():
        model.metadata_props.add(key=key, value=value)
    strip_origins(model)
    onnx.save(model, path)


def _parity(network: nn.Module, path: Path, dataset: Dataset) -> float:
    import onnxruntime

    session = onnxruntime.InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    positions = np.linspace(0, len(dataset) - 1, min(_PARITY_IMAGES, len(dataset))).astype(np.int64)
    images = dataset.decibels(positions)[:, None]
    with torch.inference_mode():
        expected = [output.numpy() for output in network(torch.from_numpy(images))]
    worst = 0.0
    for offset in _OFFSETS_DB:
        outputs: list[NDArray[np.float32]] = session.run(None, {"logmel": images + np.float32(offset)})
        worst = max(worst, *(float(np.abs(a - e).max()) for a, e in zip(outputs, expected, strict=True)))
    return worst
