"""What the workers do where there are no trained models yet: decode, without classifying."""

from bot.workers import worker_task
from models.audio import decode_song


def load() -> None:
    """Have nothing to load."""


@worker_task
def analyse(path: str) -> int:
    """Decode a file's excerpts; return how many samples they have together."""
    return sum(len(excerpt.samples) for excerpt in decode_song(path).excerpts)
