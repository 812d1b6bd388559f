"""Finds the songs in a message."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

import discord

from bot.fetch.errors import FetchError, OtherFileError
from bot.fetch.magic import TEXT_KINDS
from bot.fetch.share_links import is_share_link
from bot.pipeline.sources import AttachmentSource, LinkSource, Source
from models.errors import AnalysisError

AUDIO_SUFFIXES = frozenset(
    {
        ".mp3",
        ".flac",
        ".wav",
        ".wave",
        ".ogg",
        ".oga",
        ".opus",
        ".m4a",
        ".m4b",
        ".aac",
        ".aif",
        ".aiff",
        ".aifc",
        ".wma",
    }
)
_VIDEO_SUFFIXES = frozenset({".webm", ".mp4", ".m4v", ".mov", ".mkv", ".mka", ".avi", ".ogv", ".3gp"})
_MEDIA_SUFFIXES = AUDIO_SUFFIXES | _VIDEO_SUFFIXES

_LINK = re.compile(r"https?://[^\s<>|/]+/[^\s<>|]*", re.IGNORECASE)
# Punctuation after a link is not part of it.
_TRAILING = ".,;:!?'\"*_~`"


IsPage = Callable[[str], bool]


def songs_in(message: discord.Message, is_page: IsPage = lambda _: False) -> list[Source]:
    """Return the songs of a message and of messages that it forwards, in order and without duplicates.

    ``is_page`` returns whether a link leads to a song's page that may be used. Voice messages are private speech and
    never count, forwarded or not.
    """
    parts: Sequence[discord.Message | discord.MessageSnapshot] = (message, *message.message_snapshots)
    found = [source for part in parts if not part.flags.voice for source in _songs_of(part, message, is_page)]
    return list(dict.fromkeys(found))


def is_voice_message(message: discord.Message) -> bool:
    """Return whether a message is a voice message or forwards one."""
    return message.flags.voice or any(part.flags.voice for part in message.message_snapshots)


def _songs_of(
    part: discord.Message | discord.MessageSnapshot, message: discord.Message, is_page: IsPage
) -> Iterator[Source]:
    for attachment in part.attachments:
        kind = (attachment.content_type or "").split("/")[0]
        if kind in {"audio", "video"} or _has_media_suffix(attachment):
            yield AttachmentSource(attachment, message)
    for match in _LINK.finditer(part.content):
        url = match.group().rstrip(_TRAILING)
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(_TRAILING)
        # Other links may lead to anything.
        # A wiki shows each of its files on a page of that name.
        path = re.split("[?#]", url, maxsplit=1)[0]
        names_audio = _suffix(path) in AUDIO_SUFFIXES and "/wiki/" not in path
        if names_audio or is_share_link(url) or is_page(url):
            yield LinkSource(url)


def is_no_song(source: Source, error: Exception) -> bool:
    """Return whether a posted attachment or link failed because it was not meant as a song, so that no reply is due.

    That are pages and texts behind a link, texts that have the content type of a video (TypeScript has that of MPEG
    transport streams), and whatever is no song among files shared without their name.
    """
    is_text = isinstance(error, OtherFileError) and error.cause in TEXT_KINDS
    if isinstance(source, LinkSource):
        return is_text or (is_share_link(source.url) and isinstance(error, FetchError | AnalysisError))
    return is_text and isinstance(source, AttachmentSource) and not _has_media_suffix(source.attachment)


def _has_media_suffix(attachment: discord.Attachment) -> bool:
    return _suffix(attachment.filename) in _MEDIA_SUFFIXES


def _suffix(path: str) -> str:
    return PurePosixPath(unquote(path)).suffix.lower()
