"""The classifier of custom genres as one ONNX file, and the tagger's own last layer out of its file."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.custom_genres.classifier import Linear

_OPSET = 18
_IR_VERSION = 10


def tag_layer(tagger: Path) -> Linear:
    """Return the tagger's last layer, embedding [200] -> the fifty tags' log-odds."""
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(tagger).graph.initializer}
    return Linear(weights["tags.weight"].T.astype(np.float64), weights["tags.bias"].astype(np.float64))


def export(classifier: Linear, labels: Sequence[str], metadata: Mapping[str, str], path: Path) -> None:
    """Write ``embedding`` float32 [n, 200] -> ``logits``, ``probabilities`` [n, labels]; labels in the metadata."""
    features = classifier.weight.shape[0]
    graph = helper.make_graph(
        [
            helper.make_node("Gemm", ["embedding", "weight", "bias"], ["logits"]),
            helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
        ],
        "adapted",
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", features])],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", len(labels)])
            for name in ("logits", "probabilities")
        ],
        [
            numpy_helper.from_array(classifier.weight.astype(np.float32), "weight"),
            numpy_helper.from_array(classifier.bias.astype(np.float32), "bias"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR_VERSION)
    helper.set_model_props(model, {"labels": json.dumps(list(labels)), **metadata})
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
