"""Opening ONNX files, each with few threads and an error that names the file."""

from pathlib import Path

import onnxruntime

from models.errors import ArtifactError


def open_session(path: Path, threads: int = 1, *, arena: bool = True) -> onnxruntime.InferenceSession:
    """Open an ONNX file on the CPU; raise ArtifactError naming it where it is none.

    ``arena``: whether memory is kept between runs, which is faster and costs as much as the largest batch needs.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = arena
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own bare exception classes
        raise ArtifactError(f"{path} cannot be opened: {error}") from error
