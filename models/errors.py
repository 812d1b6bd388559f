"""Why a file got no answer: one class a cause, each with the code that tools read and the words that people read."""


class AnalysisError(Exception):
    """A file that cannot be analysed; ``code`` is stable and documented, the message is safe to show to its owner."""

    code = "analysis_failed"
    message = "I could not make sense of that file."
    # Whether finding out took so much processor time that the same bytes are not to be tried again.
    costly = False

    def __init__(self, cause: str = "") -> None:
        """Keep ``cause``, the technical reason, for the log; the user reads ``message`` only."""
        super().__init__(cause or self.message)
        self.cause = cause

    def __reduce__(self) -> tuple[type["AnalysisError"], tuple[str]]:
        """Survive the trip from a worker process with the cause whole."""
        return type(self), (self.cause,)


class NotAudioError(AnalysisError):
    """The bytes are no audio container that we open."""

    code = "not_audio"
    message = "That file is not audio I can read."


class NoAudioStreamError(AnalysisError):
    """A media file without a sound track."""

    code = "no_audio_stream"
    message = "That file has no sound in it."


class BrokenAudioError(AnalysisError):
    """An audio file that breaks before a second of it could be decoded."""

    code = "broken"
    message = "That file is damaged: I could not hear even a second of it."


class TooShortError(AnalysisError):
    """Less than a second of audio."""

    code = "too_short"
    message = "That is shorter than a second, too short to judge."


class SilentError(AnalysisError):
    """Nothing but silence in everything that was decoded."""

    code = "silent"
    message = "I heard only silence in that file."


class TooLongError(AnalysisError):
    """Longer than the configured limit."""

    code = "too_long"
    message = "That file is too long for me."


class EncryptedError(AnalysisError):
    """Audio behind digital rights management."""

    code = "encrypted"
    message = "That file is copy-protected, so I cannot listen to it."


class UnsupportedAudioError(AnalysisError):
    """Audio whose channels, rate or codec are outside what we accept."""

    code = "unsupported"
    message = "That file's audio format is outside what I can read."


class CostlyAudioError(AnalysisError):
    """A file made so that opening it takes more processor time than a song may."""

    code = "too_costly"
    message = "That file holds far more than a song, so reading it would take too long."
    costly = True


class ArtifactError(Exception):
    """A trained artifact is missing or does not match its manifest; the message names the file."""
