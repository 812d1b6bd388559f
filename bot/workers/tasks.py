"""The tasks of worker processes: everything that reads untrusted audio, with models loaded once a process."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.sandbox.confine import processor_time_watchdog
from bot.workers.task_registry import worker_task
from models.analysis import Analysis
from models.audio import Limits
from models.codec import decode

if TYPE_CHECKING:
    from models.analyzer import Analyzer


def load_analyzer(folder: str | None = None, threads: int | None = None, tagger: bool = True) -> None:
    """Load the models of this process from ``folder``, or from beside the code; a pool's initializer."""
    _choices.update(artifacts_folder=Path(folder) if folder else None, threads=threads, tagger=tagger)
    _analyzer()


@worker_task
def analyze_file(path: str, top: int = 10) -> Analysis:
    """Analyse the file at ``path`` and return the result with ``top`` recommendations.

    Raises :class:`models.errors.AnalysisError` for files that cannot be analysed.
    """
    return _analyzer().analyze(Path(path), top=top)


@worker_task
def reanalyse(known: Analysis, top: int = 10) -> Analysis:
    """Classify a song by the present models from its stored images, and return the new analysis.

    Raises :class:`models.codec.DecodeError` for what is no analysis.
    """
    # Between processes it is a plain dictionary.
    return _analyzer().reanalyse(decode(Analysis, known) if isinstance(known, dict) else known, top=top)


@worker_task
def are_you_there() -> bool:
    """Answer, which only a worker can do whose models are loaded."""
    return True


_choices: dict[str, Any] = {}


@cache
def _analyzer() -> "Analyzer":
    # The bot's process names these tasks without running them: only a worker loads the models.
    from models.analyzer import Analyzer

    return Analyzer.load(**_choices, limits=Limits(watchdog=processor_time_watchdog))
