"""The tagger in fewer bits: half floats and 8-bit integers, by ONNX Runtime's own converters."""

import math
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnxruntime.quantization import CalibrationDataReader, QuantType, quantize_dynamic, quantize_static
from onnxruntime.transformers.float16 import convert_float_to_float16

from models.sessions import open_session

Patches = NDArray[np.float32]

# What a genre's area may lose at most.
TOLERATED = 0.005
_ROUNDS = 5
# The converters of ONNX Runtime 1.32 fail on the two dense layers, a small part of the arithmetic.
_QUANTISED = ["Conv"]


class _Calibration(CalibrationDataReader):  # type: ignore[misc]
    """Hands the quantiser one batch of real patches after the other."""

    def __init__(self, patches: Patches) -> None:
        self._batches = iter(np.array_split(patches, max(1, len(patches) // 8)))

    def get_next(self) -> dict[str, Patches] | None:
        """Return the next batch, None after the last."""
        batch = next(self._batches, None)
        return None if batch is None else {"patches": batch}


def _half(source: Path, target: Path, _: Patches) -> None:
    onnx.save(convert_float_to_float16(onnx.load(source), keep_io_types=True), target)


def _dynamic(source: Path, target: Path, _: Patches) -> None:
    quantize_dynamic(source, target, weight_type=QuantType.QUInt8, op_types_to_quantize=_QUANTISED)


def _static(source: Path, target: Path, patches: Patches) -> None:
    quantize_static(source, target, _Calibration(patches), per_channel=True, op_types_to_quantize=_QUANTISED)


CONVERTERS: Mapping[str, Callable[[Path, Path, Patches], None]] = {
    "half floats": _half,
    "8-bit convolutions, scaled as the music comes": _dynamic,
    "8-bit convolutions, calibrated on 100 clips": _static,
}


def convert(name: str, source: Path, target: Path, patches: Patches) -> Path:
    """Write ``source`` in fewer bits to ``target``, with its metadata; calibrated on ``patches``."""
    CONVERTERS[name](source, target, patches)
    properties: Any = {entry.key: entry.value for entry in onnx.load(source).metadata_props}
    model = onnx.load(target)
    onnx.helper.set_model_props(model, properties)
    onnx.save(model, target)
    return target


def milliseconds(path: Path, patches: Patches, batch: int = 5, threads: int = 1) -> float:
    """Return the processor time of a patch in batches of ``batch`` on ``threads`` threads: the best of five rounds."""
    session = open_session(path, threads)
    best = math.inf
    for _ in range(_ROUNDS):
        started = time.process_time()
        for start in range(0, len(patches), batch):
            session.run(None, {"patches": patches[start : start + batch]})
        best = min(best, time.process_time() - started)
    return best / len(patches) * 1000
