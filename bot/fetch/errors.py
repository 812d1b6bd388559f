"""Errors of downloads: one class per cause, with a code for tools and a message for people."""

from bot.errors import CodedError


class FetchError(CodedError):
    """A file that could not be downloaded; ``cause`` never contains a full URL."""

    code = "fetch_failed"
    message = "I could not fetch that file."


class BadUrlError(FetchError):
    """Not an http(s) link in an accepted form."""

    code = "bad_url"
    message = "That is not a web link I can use."


class OtherSchemeError(BadUrlError):
    """A link of another kind than http(s)."""

    message = "I can only use links that start with http:// or https://."


class CredentialsInUrlError(BadUrlError):
    """A link with a user name or password in it."""

    message = "I do not use links with a user name or password in them."


class LongUrlError(BadUrlError):
    """A link of more characters than the limit."""

    message = "That link is too long for me."


class RefusedAddressError(FetchError):
    """A host, address or port that is not part of the public web."""

    code = "refused_address"
    message = "I only fetch from public web addresses, and that is not one."


class RefusedPortError(RefusedAddressError):
    """A port that is not one of the web's."""

    message = "I only fetch from the usual web ports, 80 and 443."


class UnreachableError(FetchError):
    """No such host, no answer, a broken connection or a bad certificate."""

    code = "unreachable"
    message = "I could not reach the site behind that link."


class FetchTimeoutError(FetchError):
    """The site was too slow."""

    code = "timeout"
    message = "The site behind that link took too long to send the file."


class HttpStatusError(FetchError):
    """The site answered with something else than the file."""

    code = "http_error"
    message = "The site behind that link did not give me the file."


class GoneError(HttpStatusError):
    """The site no longer has the file or denies access, as it does for an expired link."""


class TooManyRedirectsError(FetchError):
    """More redirects than the limit."""

    code = "too_many_redirects"
    message = "That link sends me from place to place without end."


class TooLargeError(FetchError):
    """More bytes than the limit."""

    code = "too_large"
    message = "That file is too large for me."


class NotAudioFileError(FetchError):
    """The first bytes show that the file is not audio."""

    code = "not_audio"
    message = "That file is not audio I can read."


class OtherFileError(NotAudioFileError):
    """The first bytes show which kind of file it is; ``cause`` names the kind with its article."""

    def __init__(self, cause: str) -> None:
        """Take the kind, for example "a web page"."""
        super().__init__(cause)
        self.message = f"That is {cause}, not audio I can read."


class EmptyFileError(NotAudioFileError):
    """A file of no bytes."""

    message = "That file is empty."


class PageRefusedError(FetchError):
    """A site that gave no audio for a link to one of its pages: private, paid, blocked, or changed."""

    code = "page_refused"
    message = "That site would not give me the song. Try attaching the file instead."


class PageTooLongError(FetchError):
    """A page whose audio is live or longer than the limit."""

    code = "too_long"
    message = "That is a live stream or too long for me."


class StorageFullError(FetchError):
    """No space left in the private temporary folder."""

    code = "storage_full"
    message = "I have no room for that file right now. Please try again later."
