"""What a worker's answer means: a checked value, or the error that the task raised over there."""

from collections.abc import Iterator
from typing import Any

from bot.workers.errors import CrashedError
from bot.workers.wire import WireError, unpack_analysis
from models.errors import AnalysisError

_MAX_CAUSE = 500


def read_reply(reply: Any) -> Any:
    """Return the value of an answer, an :class:`~models.analysis.Analysis` where it is one.

    Raises the :class:`~models.errors.AnalysisError` that the task raised, or :class:`CrashedError`.
    """
    if not isinstance(reply, dict) or not ("value" in reply or "error" in reply):
        raise CrashedError("an answer that is none")
    if "value" not in reply:
        raise _error(reply["error"], _one_line(reply.get("cause")))
    value = reply["value"]
    try:
        return unpack_analysis(value) if isinstance(value, dict) and "genres" in value else value
    except WireError as error:
        raise CrashedError(f"an answer that is none: {error}") from error


def _error(code: Any, cause: str) -> Exception:
    known = {kind.code: kind for kind in _kinds(AnalysisError)}
    return known[code](cause) if isinstance(code, str) and code in known else CrashedError(cause)


def _kinds(kind: type[AnalysisError]) -> Iterator[type[AnalysisError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)


def _one_line(cause: Any) -> str:
    text = cause if isinstance(cause, str) else ""
    return "".join(character if character.isprintable() else " " for character in text[:_MAX_CAUSE])
