import json
from pathlib import Path

import onnxruntime
import pytest

from models.manifest import open_artifacts
from models.onnx_properties import onnx_properties


def test_properties_are_those_that_the_runtime_reads() -> None:
    artifacts = open_artifacts()
    if not artifacts.has("tagger.onnx"):
        pytest.skip("no tagger among the artifacts")
    path = artifacts.path("tagger.onnx")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    assert onnx_properties(path) == session.get_modelmeta().custom_metadata_map
    assert len(json.loads(onnx_properties(path)["labels"])) >= 10


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"RIFF", b"\x0d\x00\x00\x00\x00"])
def test_what_is_no_model_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.onnx"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="no ONNX model"):
        onnx_properties(path)
