"""What became of a song or a request, as one word for counters and logs."""

from bot.errors import CodedError
from models.errors import AnalysisError

CODED_ERRORS = (CodedError, AnalysisError)
"""The errors that people cause or can do something about: each has a code, and words for them."""

UNEXPECTED = "unexpected"


def code_of(error: BaseException) -> str:
    """Return an error's stable code, the same word for all that nobody foresaw."""
    return error.code if isinstance(error, CODED_ERRORS) else UNEXPECTED
