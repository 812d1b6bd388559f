"""``training tagger``: the published checkpoint -> ``tagger.onnx``."""

import json
import logging
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

from models.manifest import add_optional
from models.tagger_table import PRIMARY
from models.taggers.frontend import BANDS, N_FFT, SAMPLE_RATE
from models.taggers.metadata import FRONTEND, pack_filterbank
from training.fit.filterbank import slaney_filters
from training.tools.musicnn.checkpoint import read_checkpoint
from training.tools.musicnn.folding import fold
from training.tools.musicnn.labels import GROUPS, LABELS
from training.tools.musicnn.wheel import REQUIREMENT, SHA256, fetch_checkpoint

log = logging.getLogger(__name__)

_ORIGIN = f"MSD_musicnn of the package {REQUIREMENT}, SHA-256 {SHA256}"
_LICENCE = "ISC, Copyright (c) Music Technology Group, Universitat Pompeu Fabra 2019. Code developed by Jordi Pons."
_CITATION = (
    "J. Pons and X. Serra, musicnn: pre-trained convolutional neural networks for music audio tagging, "
    "ISMIR 2019 late-breaking"
)


def build(out: Path) -> None:
    """Write ``tagger.onnx`` into ``out`` and list it in the manifest there as optional; needs PyTorch and librosa.

    Raises WheelError where the published weights cannot be fetched.
    """
    from training.tools.musicnn.export import export

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        index, data = fetch_checkpoint(Path(scratch))
        weights = fold(read_checkpoint(index, data))
    export(weights, metadata(), out / PRIMARY.file)
    add_optional(out, PRIMARY.file)
    log.info("Wrote %s into %s.", PRIMARY.file, out)


def metadata() -> dict[str, str]:
    """Return the ONNX file's metadata: labels, groups, front end, levels, origin and licence."""
    levels: dict[str, Any] = json.loads(resources.files("training.fit").joinpath("tag_levels.json").read_text("utf-8"))
    return {
        "labels": json.dumps(LABELS),
        "groups": json.dumps([GROUPS[label] for label in LABELS]),
        "frontend": json.dumps(FRONTEND),
        "filterbank": pack_filterbank(slaney_filters(SAMPLE_RATE, N_FFT, BANDS)),
        "levels": json.dumps({label: levels["tags"][label] for label in LABELS}),
        "reference": levels["reference"],
        "origin": _ORIGIN,
        "licence": _LICENCE,
        "citation": _CITATION,
    }
