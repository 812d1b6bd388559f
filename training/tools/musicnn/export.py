"""The network as one ONNX file with its metadata."""

from collections.abc import Mapping
from pathlib import Path

import onnx
import torch

from models.taggers.frontend import BANDS, FRAMES
from training.fit.onnx_metadata import strip_origins
from training.tools.musicnn.folding import Folded
from training.tools.musicnn.network import Musicnn

_OPSET = 18


def export(weights: Folded, metadata: Mapping[str, str], path: Path) -> None:
    """Write the network to ``path``.

    Input ``patches`` float32 [n, 187, 96]; outputs ``tags``, logits [n, 50], and ``embedding`` [n, 200].
    """
    network = Musicnn(weights).eval()
    program = torch.onnx.export(
        network,
        (torch.zeros(2, FRAMES, BANDS),),
        dynamo=True,
        opset_version=_OPSET,
        input_names=["patches"],
        output_names=["tags", "embedding"],
        dynamic_shapes=({0: torch.export.Dim("n")},),
        verbose=False,
    )
    if program is None:
        raise RuntimeError("the exporter returned no program")
    model = program.model_proto
    strip_origins(model)
    onnx.helper.set_model_props(model, dict(metadata))
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
