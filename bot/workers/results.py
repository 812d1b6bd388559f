"""A worker's reply: a checked value, or the error that the task raised in the worker."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.workers.errors import CrashedError
from models.analysis import Analysis
from models.codec import DecodeError, decode
from models.errors import AnalysisError

_MAX_CAUSE = 500
_OFF_ONE = 0.01


def read_reply(reply: Any, expected: Any) -> Any:
    """Return the value of an answer, checked to be of the type ``expected``.

    Of a task that declares no type, what looks like an :class:`~models.analysis.Analysis` must be one.
    Raises the :class:`~models.errors.AnalysisError` that the task raised, or :class:`CrashedError`.
    """
    if not isinstance(reply, dict) or not ("value" in reply or "error" in reply):
        raise CrashedError("a reply without value or error")
    if "value" not in reply:
        code, text = reply["error"], reply.get("cause")
        text = text[:_MAX_CAUSE] if isinstance(text, str) else ""
        cause = "".join(character if character.isprintable() else " " for character in text)
        known = {each.code: each for each in _error_types(AnalysisError)}
        raise known[code](cause) if isinstance(code, str) and code in known else CrashedError(cause)
    value = reply["value"]
    if expected is Any and isinstance(value, dict) and "genres" in value:
        expected = Analysis
    try:
        return decode(expected, value)
    except DecodeError as error:
        raise CrashedError(f"a reply of another type: {error}") from error


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What every analysis by the present models has in common.

    The archive's genres, all of which are always there, the length of an embedding, and all genres and tags that the
    models can name.
    """

    archive_genres: frozenset[str]
    embedding_size: int
    genres: frozenset[str]
    tags: frozenset[str]


def check_analysis(analysis: Analysis, sha256: str, model_version: str, facts: ModelFacts | None = None) -> None:
    """Raise :class:`CrashedError` where a worker's analysis is not of these bytes by these models, or is empty."""
    if analysis.sha256 != sha256 or analysis.model_version != model_version:
        raise CrashedError("the analysis of another file, or by other models")
    if analysis.vectors is None or abs(sum(each.probability for each in analysis.genres) - 1) > _OFF_ONE:
        raise CrashedError("an analysis without vectors, or with genres that do not sum to 1")
    if facts is None:
        return
    # Where the headline has genres of its own, those of the archive stand beside it.
    if {each.genre for each in analysis.archive or analysis.genres} != facts.archive_genres:
        raise CrashedError("an analysis with other genres than the models have")
    named = {each.genre for each in analysis.genres} | {each.genre for each in analysis.timeline}
    named.update(*analysis.models.values())
    if not named <= facts.genres:
        raise CrashedError("an analysis with a genre that no model names")
    tags = {each.tag for each in analysis.tags}
    tags.update(each.tag for each in (analysis.taggram.courses if analysis.taggram else ()))
    if not tags <= facts.tags:
        raise CrashedError("an analysis with a tag that no model names")
    if analysis.vectors.embedding.size != facts.embedding_size:
        raise CrashedError(f"an embedding of {analysis.vectors.embedding.size} numbers")


def _error_types(base: type[AnalysisError]) -> Iterator[type[AnalysisError]]:
    yield base
    for narrower in base.__subclasses__():
        yield from _error_types(narrower)
