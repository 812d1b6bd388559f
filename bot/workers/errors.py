"""What can go wrong with a worker process, as one song's failure: a code for tools and a sentence for people."""

from bot.errors import CodedError


class WorkerError(CodedError):
    """A song that its worker could not finish."""

    code = "worker_failed"
    message = "Something went wrong while I listened to that file."

    def __init__(self, cause: str = "", *, costly: bool = False) -> None:
        """Keep ``cause`` for the log; ``costly``: the same bytes would use up the same budget again."""
        super().__init__(cause)
        self.costly = costly


class CrashedError(WorkerError):
    """The worker died, ran out of memory, or answered with something that is no answer."""

    code = "crashed"
    message = "My listener crashed on that file. Other songs are not affected."


class DeadlineError(WorkerError):
    """The worker needed longer than a song may take, by the clock or by the processor, and was killed."""

    code = "timeout"
    message = "Listening to that file took too long, so I stopped."


class RepeatedCrashError(WorkerError):
    """The same bytes have brought workers down before and are not tried again."""

    code = "poisoned"
    message = "That file has brought my listener down before, so I leave it alone."


class UnavailableError(WorkerError):
    """No worker could be started."""

    code = "unavailable"
    message = "I cannot listen to anything right now. Please try again later."
