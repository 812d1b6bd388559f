"""The folder for temporary files, without which neither a song nor a worker can begin."""

import tempfile

from bot.errors import StartError


def check_temporary_folder() -> str:
    """Return the folder for temporary files; raise StartError where there is none that can be written to."""
    try:
        with tempfile.TemporaryFile():
            return tempfile.gettempdir()
    except OSError as error:
        raise StartError(
            f"There is no folder for temporary files ({error.strerror or error}). Set TMPDIR to a writable one."
        ) from error
