"""What the workers do where there are no trained models yet: listen, without judging."""

from bot.workers import worker_task
from models.audio import listen


def load() -> None:
    """Have nothing to load."""


@worker_task
def analyse(path: str) -> int:
    """Decode a file's excerpts; return how many samples they have together."""
    return sum(len(excerpt.samples) for excerpt in listen(path).excerpts)
