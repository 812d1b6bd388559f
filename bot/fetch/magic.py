"""File kinds by their first bytes: names for what people post instead of a song.

What is known not to be audio is refused with its name. Everything else goes to the decoder in the sandbox, which
accepts only the containers that it knows.
"""

import re

from bot.fetch.errors import EmptyFileError, OtherFileError

HEAD_BYTES = 4096
"""How many first bytes are looked at."""

_SIGNATURES: tuple[tuple[str, bytes, int], ...] = (
    ("a ZIP archive", b"PK\x03\x04", 0),
    ("a ZIP archive", b"PK\x05\x06", 0),
    ("a ZIP archive", b"PK\x07\x08", 0),
    ("a gzip archive", b"\x1f\x8b", 0),
    ("a bzip2 archive", b"BZh", 0),
    ("an xz archive", b"\xfd7zXZ\x00", 0),
    ("a Zstandard archive", b"\x28\xb5\x2f\xfd", 0),
    ("an LZ4 archive", b"\x04\x22\x4d\x18", 0),
    ("a RAR archive", b"Rar!\x1a\x07", 0),
    ("a 7-Zip archive", b"7z\xbc\xaf\x27\x1c", 0),
    ("a tar archive", b"ustar", 257),
    ("a cabinet archive", b"MSCF\x00\x00\x00\x00", 0),
    ("an ar archive", b"!<arch>\n", 0),
    ("a PDF document", b"%PDF-", 0),
    ("a PostScript document", b"%!PS", 0),
    ("an Office document", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0),
    ("a PNG picture", b"\x89PNG\r\n\x1a\n", 0),
    ("a JPEG picture", b"\xff\xd8\xff", 0),
    ("a GIF picture", b"GIF8", 0),
    ("a TIFF picture", b"II*\x00", 0),
    ("a TIFF picture", b"MM\x00*", 0),
    ("a WebP picture", b"WEBP", 8),
    ("an AVIF picture", b"ftypavif", 4),
    ("a HEIC picture", b"ftyphei", 4),
    ("a program", b"\x7fELF", 0),
    ("a program", b"MZ", 0),
    ("a program", b"\xca\xfe\xba\xbe", 0),
    ("a program", b"\xcf\xfa\xed\xfe", 0),
    ("a WebAssembly program", b"\x00asm", 0),
    ("a database", b"SQLite format 3\x00", 0),
    ("a MIDI file, which holds notes and no sound", b"MThd", 0),
    ("a font", b"\x00\x01\x00\x00\x00", 0),
    ("a font", b"wOF", 0),
    ("a font", b"OTTO", 0),
)

# Matched against lower-case text without byte order mark, white space and XML prologue; first match wins.
_TEXTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a playlist", re.compile(r"#extm3u|#extinf|\[playlist\]|\[reference\]|ffconcat version|file '")),
    ("a playlist", re.compile(r"<(?:playlist|asx|smil|mpd|smoothstreamingmedia)\b|<\?wpl\b")),
    ("an SVG picture", re.compile(r"(?:<!doctype svg[^>]*>\s*)?<svg\b")),
    ("a web page", re.compile(r"<(?:!doctype html|html|head|body|script|iframe|title)\b")),
    ("an XML document", re.compile(r"<\?xml\b|<!doctype\b|<[a-z][\w:.-]*[\s>/]")),
    ("a session description", re.compile(r"v=0\r?\no=")),
)
TEXT_KINDS = frozenset({"a web page", "an XML document", "a text file"})
"""The kinds of texts that people write and read, unlike playlists."""

_XML_PROLOGUE = re.compile(r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->)\s*", re.DOTALL)
_TEXT_BYTES = frozenset(range(0x20, 0x7F)) | frozenset(b"\t\n\r\f\x1b") | frozenset(range(0x80, 0x100))
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def refuse_what_is_no_audio(head: bytes) -> None:
    """Raise :class:`OtherFileError` with the kind of a file that is certainly not audio."""
    if not head:
        raise EmptyFileError
    kind = name_of(head)
    if kind is not None:
        raise OtherFileError(kind)


def name_of(head: bytes) -> str | None:
    """Return the kind of a file that is certainly not audio, with its article, or None."""
    for kind, signature, offset in _SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    text = _as_text(head[:HEAD_BYTES])
    if text is None:
        return None
    start = text.lstrip("\ufeff \t\r\n\f").lower()
    found = next((kind for kind, pattern in _TEXTS if pattern.match(_after_prologue(start))), "a text file")
    return "an XML document" if found == "a text file" and start.startswith("<?xml") else found


def _after_prologue(text: str) -> str:
    while (prologue := _XML_PROLOGUE.match(text)) is not None:
        text = text[prologue.end() :]
    return text


def _as_text(head: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        # MPEG audio may begin with FF FE too, so what follows a byte order mark must be readable text.
        if head.startswith(mark):
            text = head[: len(head) & ~1].decode(encoding, "replace")
            return text if _is_readable(text) else None
    if not _TEXT_BYTES.issuperset(head):
        return None
    text = head.decode("utf-8", "ignore")
    # The last character may be cut in two; a file with other bytes that are not UTF-8 is not text.
    return text if len(text.encode()) >= len(head) - 3 else None


def _is_readable(text: str) -> bool:
    strange = sum(character == "\ufffd" or not (character.isprintable() or character.isspace()) for character in text)
    latin = sum(character < "\u0250" for character in text)
    return strange == 0 and latin * 2 >= len(text)
