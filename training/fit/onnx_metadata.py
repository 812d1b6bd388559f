"""Removing from an ONNX model the paths of the source files that each node came from."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnx


def strip_origins(model: "onnx.ModelProto") -> None:
    """Remove the exporter's notes on nodes and values, in place; the model's own metadata stays."""
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    for value in (*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del value.metadata_props[:]
