"""What became of a song or a request, as one word for counters and logs."""

from bot.errors import UserError
from bot.fetch.errors import FetchError
from bot.workers.errors import WorkerError
from models.errors import AnalysisError

SPEAKING = (UserError, AnalysisError, FetchError, WorkerError)
"""The errors that people cause or can do something about: each has a code, and words for them."""

UNEXPECTED = "unexpected"


def code_of(error: BaseException) -> str:
    """Return an error's stable code, the same word for all that nobody foresaw."""
    return error.code if isinstance(error, SPEAKING) else UNEXPECTED
