"""How good the trained models were measured to be, from ``figures.json`` beside them."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from models.manifest import Artifacts

log = logging.getLogger(__name__)

FIGURES_FILE = "figures.json"
_MEASURED = ("genre_cnn.onnx", "genre_lgbm.txt", "ensemble.json", "catalog/embedding.npy", "catalog/search.json")


@dataclass(frozen=True, slots=True)
class Figures:
    """Fractions, on ``tracks`` songs of the test split, none of whose artists the models were trained on.

    ``network``, ``trees`` and ``joined``: how many of the songs got their genre right; ``sure``: in how many the
    prediction is confident, and ``right_when_sure`` how many of those it gets right; ``alike``: how many of the ten
    songs that a reply recommends share the genre, those by the same artist left out.
    """

    tracks: int
    network: float
    trees: float
    joined: float
    sure: float
    right_when_sure: float
    alike: float


def write_figures(folder: Path, figures: Figures, models: Mapping[str, str]) -> Path:
    """Keep figures beside the models that they are of: SHA-256 by file, of those in ``_MEASURED``."""
    path = folder / FIGURES_FILE
    path.write_text(json.dumps({**asdict(figures), "models": dict(models)}, indent=2) + "\n", encoding="utf-8")
    return path


def read_figures(artifacts: Artifacts) -> Figures | None:
    """Return the figures, or None where there are none or they are of other models than these."""
    try:
        values = json.loads((artifacts.folder / FIGURES_FILE).read_text(encoding="utf-8"))
        if values["models"] != hashes(artifacts):
            log.info("%s is about other models than these; it is left unread.", FIGURES_FILE)
            return None
        return Figures(int(values["tracks"]), *(float(values[each.name]) for each in fields(Figures)[1:]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("%s cannot be read: %s", FIGURES_FILE, error)
        return None


def hashes(artifacts: Artifacts) -> dict[str, str]:
    """Return the SHA-256 of the files that figures are of."""
    return {name: artifacts.entries[name].sha256 for name in _MEASURED if name in artifacts.entries}
