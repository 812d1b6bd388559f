"""The base of errors with a code and a sentence, and what users and operators can put right themselves."""


class CodedError(Exception):
    """An error that people cause or can mend: ``code`` is stable and documented, ``message`` safe to show."""

    code: str
    message: str

    def __init__(self, cause: str = "") -> None:
        """Keep ``cause``, the technical reason, for the log; people read ``message`` only."""
        super().__init__(cause or self.message)
        self.cause = cause


class StartError(Exception):
    """Something without which the bot cannot start; the message says what, and what to do.

    ``status`` is the process's exit status: 2 where a setting is wrong, so that a restart cannot help.
    """

    def __init__(self, message: str, status: int = 1) -> None:
        """Keep the message and the status."""
        super().__init__(message)
        self.status = status


class UserError(CodedError):
    """Something that its causer can put right."""

    code = "user_error"
    message = "I cannot do that."


class NothingGivenError(UserError):
    """A command without a file and without a link."""

    code = "nothing_given"
    message = "Give me a song: attach a `file` or paste a `url`."


class BothGivenError(UserError):
    """A command with a file and a link."""

    code = "both_given"
    message = "Give me either a `file` or a `url`, not both."


class NoSongInMessageError(UserError):
    """A context menu used on a message without audio."""

    code = "no_song"
    message = "I see no song in that message: no audio file, no video and no direct link to one."


class VoiceMessageError(UserError):
    """A context menu used on a voice message."""

    code = "voice_message"
    message = "That is a voice message. Those are private speech, so I leave them alone."


class UnknownTitleError(UserError):
    """A title that the catalogue does not hold."""

    code = "unknown_title"
    message = "I know no song by that name. Type a few letters and pick one from the list."


class UnknownGenreError(UserError):
    """A genre that the catalogue does not hold, or that the present models do not tell apart."""

    code = "unknown_genre"
    message = "I do not know that genre. Pick one from the list."


class NoSongsOfGenreError(UserError):
    """A headline genre that neither the catalogue nor the server's library has songs of."""

    code = "no_songs_of_genre"
    message = "I know no songs of that genre yet: the archive has hardly any, and nobody posted one here."


class UnknownTagError(UserError):
    """A tag that no song has which the requester may see."""

    code = "unknown_tag"
    message = "I know no song that sounds like that word. Pick one from the list."


class UnknownKeyError(UserError):
    """A musical key that there is not."""

    code = "unknown_key"
    message = "I do not know that key. Pick one from the list, or type one like 8A or F# minor."


class UnknownTempoError(UserError):
    """A tempo that is no number of beats per minute, nor two of them."""

    code = "unknown_tempo"
    message = "I do not know that tempo. Type beats per minute from 30 to 300, as 124 or 120-128."


class AttachmentGoneError(UserError):
    """An attachment that Discord no longer serves."""

    code = "attachment_gone"
    message = "Discord no longer has that file. Please post it again."


class AttachmentUnreachableError(UserError):
    """An attachment that Discord would not serve just now."""

    code = "attachment_unreachable"
    message = "Discord did not hand me that file. Please try again in a moment."


class PagesOffError(UserError):
    """A link to a page of a site that is off, here or everywhere."""

    code = "pages_off"
    message = "Links to that site are not switched on here. Attach the file, or paste a direct link to one."


class ClosingError(UserError):
    """A command that came while the bot was stopping."""

    code = "closing"
    message = "I am being restarted. Please try again in a minute."


class RestartedError(UserError):
    """A post that a restart left unanswered."""

    code = "interrupted"
    message = "I was restarted before I could answer this. Please post it again."


class ForgottenSongError(UserError):
    """A button on a reply about a song that the present models have not analysed."""

    code = "forgotten_song"
    message = "I no longer remember that song. Please post it again."


class NotYoursError(UserError):
    """A private button pressed by somebody else."""

    code = "not_yours"
    message = "Only the person who asked for this reply, or a moderator, can do that."


class OnlyInServersError(UserError):
    """A server's command used in private."""

    code = "only_in_servers"
    message = "That works in servers only."


class MessagesClosedError(UserError):
    """Somebody who takes no private messages from the bot."""

    code = "messages_closed"
    message = "I cannot send you a private message. Please allow them from members of this server and try again."


class NotAdminError(UserError):
    """The settings panel used by somebody who does not manage the server."""

    code = "not_admin"
    message = "Only people who may manage this server can change its settings."


class NoTempoError(UserError):
    """A wish for a mix by somebody fewer than two of whose songs have a tempo."""

    code = "no_tempo"
    message = "I know no two songs of yours with a beat. Post a few, or save some with the button under a reply."


class NoTasteError(UserError):
    """A wish for songs like one's own by somebody who has none yet."""

    code = "no_taste"
    message = "I know no song of yours yet. Post a few, or save some with the button under a reply."


class NoLibraryError(UserError):
    """The server's own songs wanted where no library is kept."""

    code = "no_library"
    message = "This server keeps no library. Its admins can switch it on with `/settings`."


class TasteOffError(UserError):
    """Tastes in a server whose admins did not switch them on."""

    code = "taste_off"
    message = "Tastes are not compared here. Admins can switch that on with `/settings`."


class NotFindableError(UserError):
    """A member who does not want to be found by their taste, or of whom nothing is known."""

    code = "not_findable"
    message = "I can compare you only with members who want to be found and have posted songs here."


class NoLeaderboardError(UserError):
    """A leaderboard in a server whose admins switched it off."""

    code = "no_leaderboard"
    message = "The admins of this server want no leaderboard."


class NotInLibraryError(UserError):
    """A song that the requester does not find in the library, or may not take out of it."""

    code = "not_in_library"
    message = "I find no such song of yours in this server's library."


class TooFewSongsError(UserError):
    """Fewer songs than lie between or at the ends of something."""

    code = "too_few_songs"
    message = "I need at least two songs for that: attach files, or pick titles from the lists."


class BothWaysError(UserError):
    """The same option of a command filled with a file and with a title."""

    code = "both_ways"
    message = "Give me a file or a title for each song, not both."


class ForgottenListError(UserError):
    """A page of a list that was kept too long ago, or deleted with its owner's data."""

    code = "forgotten_list"
    message = "I no longer have that list. Please ask for it again."
