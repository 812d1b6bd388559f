"""File kinds by their first bytes: names for what people post instead of a song.

What is known not to be audio is refused with its name. Everything else goes to the decoder in the sandbox, which
accepts only the containers that it knows. puremagic finds the binary kinds; it knows few of the playlists and other
texts that FFmpeg would open, which are found here.
"""

import re

import puremagic

from bot.fetch.errors import EmptyFileError, OtherFileError

HEAD_BYTES = 4096
"""How many first bytes are looked at."""

# The suffixes of files that are certainly not audio, as puremagic reports them.
_SUFFIXES = {
    "a ZIP archive": ".zip .docx .pptx .xlsx .xlsb .jar .apk .epub",
    "a gzip archive": ".gz",
    "a bzip2 archive": ".bz2 .tar.bz2 .bzip2",
    "an xz archive": ".xz",
    "a Zstandard archive": ".zst",
    "an LZ4 archive": ".lz4",
    "a RAR archive": ".rar",
    "a 7-Zip archive": ".7z",
    "a tar archive": ".tar",
    "a cabinet archive": ".cab",
    "an ar archive": ".ar .lib .deb .udeb",
    "a PDF document": ".pdf",
    "a PostScript document": ".ps .eps",
    "an Office document": ".doc .xls .ppt .msi",
    "a PNG picture": ".png",
    "a JPEG picture": ".jpg .jpeg .jfif",
    "a GIF picture": ".gif",
    "a TIFF picture": ".tif .tiff",
    "a WebP picture": ".webp",
    "an AVIF picture": ".avif",
    "a HEIC picture": ".heic .heif",
    "a program": ".exe .dll .class",
    "a database": ".db .sqlite",
    "a MIDI file, which holds notes and no sound": ".mid .midi",
    "a font": ".ttf .otf .woff .woff2",
}
_KIND_OF = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
# Programs for which puremagic has no suffix.
_PROGRAMS = {b"\x7fELF": "a program", b"\xcf\xfa\xed\xfe": "a program", b"\x00asm": "a WebAssembly program"}

# Matched against lower-case text without byte order mark, white space and XML prologue; first match wins.
_TEXTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a playlist", re.compile(r"#extm3u|#extinf|\[playlist\]|\[reference\]|ffconcat version|file '")),
    ("a playlist", re.compile(r"<(?:playlist|asx|smil|mpd|smoothstreamingmedia)\b|<\?wpl\b")),
    ("an SVG picture", re.compile(r"(?:<!doctype svg[^>]*>\s*)?<svg\b")),
    ("a web page", re.compile(r"<(?:!doctype html|html|head|body|script|iframe|title)\b")),
    ("an XML document", re.compile(r"<\?xml\b|<!doctype\b|<[a-z][\w:.-]*[\s>/]")),
    ("a session description", re.compile(r"v=0\r?\no=")),
)
KINDS = frozenset({*_SUFFIXES, *_PROGRAMS.values(), *(kind for kind, _ in _TEXTS), "a text file", "an XML document"})
"""All kinds of files that are refused by name."""

TEXT_KINDS = frozenset({"a web page", "an XML document", "a text file"})
"""The kinds of texts that people write and read, unlike playlists."""

_XML_PROLOGUE = re.compile(r"(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->)\s*", re.DOTALL)
_TEXT_BYTES = frozenset(range(0x20, 0x7F)) | frozenset(b"\t\n\r\f\x1b") | frozenset(range(0x80, 0x100))
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def refuse_what_is_no_audio(head: bytes) -> None:
    """Raise :class:`OtherFileError` with the kind of a file that is certainly not audio."""
    if not head:
        raise EmptyFileError
    kind = _name_of(head)
    if kind is not None:
        raise OtherFileError(kind)


def _name_of(head: bytes) -> str | None:
    """Return the kind of a file that is certainly not audio, with its article, or None."""
    text = _as_text(head[:HEAD_BYTES])
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        matches = []
    likely = (match.extension for match in matches if match.confidence == matches[0].confidence)
    kind = next((_KIND_OF[suffix] for suffix in likely if suffix in _KIND_OF), None) or _PROGRAMS.get(head[:4])
    if kind is not None or text is None:
        return kind
    start = text.lstrip("\ufeff \t\r\n\f").lower()
    content = start
    while (prologue := _XML_PROLOGUE.match(content)) is not None:
        content = content[prologue.end() :]
    found = next((kind for kind, pattern in _TEXTS if pattern.match(content)), "a text file")
    return "an XML document" if found == "a text file" and start.startswith("<?xml") else found


def _as_text(head: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        # MPEG audio may begin with FF FE too, so what follows a byte order mark must be readable text.
        if head.startswith(mark):
            text = head[: len(head) & ~1].decode(encoding, "replace")
            strange = sum(each == "\ufffd" or not (each.isprintable() or each.isspace()) for each in text)
            latin = sum(each < "\u0250" for each in text)
            return text if strange == 0 and latin * 2 >= len(text) else None
    if not _TEXT_BYTES.issuperset(head):
        return None
    text = head.decode("utf-8", "ignore")
    # The last character may be cut in two; a file with other bytes that are not UTF-8 is not text.
    return text if len(text.encode()) >= len(head) - 3 else None
