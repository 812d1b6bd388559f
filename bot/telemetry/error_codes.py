"""The stable code of an error, for counters and logs."""

from bot.errors import CodedError
from models.errors import AnalysisError

CODED_ERRORS = (CodedError, AnalysisError)
"""The errors that people cause or can do something about: each has a code and a text."""

_UNEXPECTED = "unexpected"


def code_of(error: BaseException) -> str:
    """Return an error's stable code, ``unexpected`` for all others."""
    return error.code if isinstance(error, CODED_ERRORS) else _UNEXPECTED
