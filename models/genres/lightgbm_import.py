"""Importing LightGBM without the companions that it would bring along."""

import sys
from types import ModuleType

# LightGBM imports each of them wherever it finds it, for interfaces that are not used here: together over a second of a
# cold start and 100 MiB of a worker. Without them it is the same engine, as in an environment that lacks them.
_COMPANIONS = ("sklearn", "pandas", "pyarrow", "matplotlib", "graphviz", "dask", "cffi")


def import_lightgbm() -> ModuleType:
    """Return the ``lightgbm`` package; its companions stay importable for others afterwards."""
    hidden = [name for name in _COMPANIONS if name not in sys.modules]
    for name in hidden:
        # Python's import system takes None for "does not exist".
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        import lightgbm
    finally:
        for name in hidden:
            del sys.modules[name]
    module: ModuleType = lightgbm
    return module
