"""The learnt numbers of tempo and key, kept as text beside the code."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FILE = Path(__file__).with_name("weights.json")

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TempoWeights:
    """``levels`` [kinds x ranges, ratios] weigh the tempograms, ``prior`` [hats] the tempo itself."""

    levels: Matrix
    prior: Matrix


@dataclass(frozen=True, slots=True, eq=False)
class KeyWeights:
    """``profiles`` [2 modes, registers, 12], major first, from the tonic up, and what is added for minor."""

    profiles: Matrix
    minor: float


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Everything that ``python -m training rhythm --fit`` fits."""

    tempo: TempoWeights
    key: KeyWeights

    @classmethod
    def read(cls, path: Path = _FILE) -> "Weights":
        """Return what ``write`` wrote."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        tempo, key = stored["tempo"], stored["key"]
        return cls(
            TempoWeights(np.array(tempo["levels"]), np.array(tempo["prior"])),
            KeyWeights(np.array(key["profiles"]), float(key["minor"])),
        )

    def write(self, path: Path = _FILE) -> None:
        """Write the numbers as JSON."""
        path.write_text(self.as_text(), encoding="utf-8")

    def as_text(self) -> str:
        """Return the numbers as JSON, four decimals each."""
        tempo = {"levels": _rounded(self.tempo.levels), "prior": _rounded(self.tempo.prior)}
        key = {"profiles": _rounded(self.key.profiles), "minor": round(self.key.minor, 4)}
        return json.dumps({"tempo": tempo, "key": key}, indent=1) + "\n"


@cache
def shipped_weights() -> Weights:
    """Return the numbers that come with the code."""
    return Weights.read()


def _rounded(values: Matrix) -> Any:
    return np.round(values, 4).tolist()
