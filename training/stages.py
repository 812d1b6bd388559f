"""Stages of a run that are skipped when nothing they depend on has changed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.manifest import sha256_of


@dataclass(frozen=True, slots=True)
class Stages:
    """Remembers, in ``folder``, from what each stage was made; ``report`` is called with what happens."""

    folder: Path
    report: Callable[[str], None]

    def run(self, name: str, inputs: Mapping[str, Any], outputs: Iterable[Path], build: Callable[[], None]) -> None:
        """Call ``build``, which writes ``outputs``, unless they are what it wrote before from equal ``inputs``.

        An input that is a path stands for its content.
        """
        outputs = tuple(outputs)
        key = _key(inputs)
        note = self.folder / f"{name}.stage.json"
        # Another run may have written into the same folder since, so that a file's being there proves nothing.
        if all(path.exists() for path in outputs) and _read(note) == _note(key, outputs):
            self.report(f"{name}: unchanged")
            return
        note.unlink(missing_ok=True)
        self.report(f"{name} ...")
        build()
        note.write_text(json.dumps(_note(key, outputs)), encoding="utf-8")


def _key(inputs: Mapping[str, Any]) -> str:
    described = {
        name: sha256_of(value) if isinstance(value, Path) else repr(value) for name, value in sorted(inputs.items())
    }
    return hashlib.sha256(json.dumps(described).encode()).hexdigest()


def _note(key: str, outputs: Iterable[Path]) -> dict[str, Any]:
    return {"made_from": key, "made": [sha256_of(path) for path in outputs]}


def _read(note: Path) -> Any:
    try:
        return json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
