"""Text of tags in whatever encoding it was written: UTF-8, Latin-1, Windows and East Asian code pages.

charset-normalizer rules out the encodings in which the bytes make no text. Of a title's few words it leaves several;
among them the one is taken whose characters are the commonest of their script, in words that do not mix scripts.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from charset_normalizer import from_bytes

_LATIN = "cp1252"
_LEAST_PLAUSIBLE = 0.5
# Text that is valid as it stands is taken for another encoding's only where that is so much likelier.
_CLEARLY = 0.4
# What charset-normalizer rules out is unlikely, but short text in wide letters is ruled out too.
_RULED_OUT = 0.8
_MOST_ROUNDS = 3

_WORD = re.compile(r"[^\W\d_]+")
_ALPHABETS = {
    _LATIN: re.compile(r"[A-ZÀ-ÖØ-ÞŠŽŒŸ]?[a-zß-öø-ÿšžœ]+|[A-ZÀ-ÖØ-ÞŠŽŒŸ]+"),
    "cp1251": re.compile(r"[А-ЯЁІЇЄҐЎ]?[а-яёіїєґў]+|[А-ЯЁІЇЄҐЎ]+"),
    "cp1253": re.compile(r"[Α-ΫΆΈΉΊΌΎΏ]?(?:(?!ς\B)[ά-ώΐΰ])+|[Α-ΫΆΈΉΊΌΎΏ]+"),
    "cp1255": re.compile(r"[א-ת]+"),
    "koi8_r": re.compile(r"[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+"),
}
_VOWELS = re.compile(r"[аеёиоуыэюяіїєαεηιουωάέήίόύώ]", re.IGNORECASE)
_SIGNS = frozenset("‘’“”„–—…«»№")
_LATIN_SIGNS = _SIGNS | frozenset("•¿¡´°©®™ªº€£½·")
# How common a character is by the first byte that it has in a national standard, whose common ones come first.
_STANDARDS: dict[str, tuple[str, tuple[tuple[int, int, float], ...]]] = {
    "gb18030": ("gb2312", ((0xB0, 0xD7, 1.0), (0xD8, 0xF7, 0.5), (0xA1, 0xA3, 0.7), (0xA4, 0xA5, 0.3))),
    "cp932": (
        "cp932",
        (
            (0xA1, 0xDF, 0.15),
            (0x82, 0x83, 1.0),
            (0x88, 0x97, 0.95),
            (0x98, 0x98, 0.6),
            (0x81, 0x81, 0.7),
            (0x99, 0xEA, 0.3),
        ),
    ),
    "big5": ("big5", ((0xA4, 0xC6, 1.0), (0xA1, 0xA3, 0.6), (0xC9, 0xF9, 0.3))),
    "euc_kr": ("euc_kr", ((0xB0, 0xC8, 0.9), (0xA1, 0xA3, 0.5), (0xCA, 0xFD, 0.2))),
    "euc_jp": ("euc_jp", ((0xA4, 0xA5, 1.0), (0xB0, 0xCF, 0.6), (0xA1, 0xA1, 0.7), (0xD0, 0xF4, 0.2))),
}
_RARE = 0.1
# Where several are as plausible, the first is taken.
_ENCODINGS = (_LATIN, "cp1251", *_STANDARDS, "cp1253", "koi8_r", "cp1255")


@dataclass(frozen=True, slots=True)
class _Undecided:
    """Bytes of one tag, and the text that they are if the format's word is true."""

    content: bytes
    declared: str | None


def readable(raw: Mapping[str, bytes | str]) -> dict[str, str]:
    """Return the texts of a file's tags without those whose encoding cannot be told.

    Values are bytes, or text where the format declares an encoding. What one program wrote is in one encoding, so all
    of a file's doubtful texts are judged together.
    """
    judged = {name: _judged(value) for name, value in raw.items()}
    doubtful = {name: each for name, each in judged.items() if isinstance(each, _Undecided)}
    scores = _plausibilities(b" ".join(each.content for each in doubtful.values())) if doubtful else {}
    best = max(scores, key=lambda encoding: scores[encoding], default=_LATIN)
    foreign = sum(byte > 0x7F for each in doubtful.values() for byte in each.content)
    texts = {name: each for name, each in judged.items() if isinstance(each, str)}
    likely, western = scores.get(best, 0.0), scores.get(_LATIN, 0.0)
    for name, each in doubtful.items():
        if likely >= _LEAST_PLAUSIBLE and (each.declared is None or (likely - western >= _CLEARLY and foreign > 1)):
            # The last character may be cut in two.
            texts[name] = each.content.decode(best, "ignore")
        elif each.declared is not None:
            # Where Latin-1 is declared, Windows' superset of it is meant.
            texts[name] = each.content.decode(_LATIN, "ignore")
    return {name: text for name, text in texts.items() if not re.search(r"[\x80-\x9f\ufffd\ud800-\udfff]", text)}


def _judged(value: bytes | str) -> str | _Undecided:
    text = value if isinstance(value, str) else _as_utf8(value)
    if text is None:
        return _Undecided(value, None) if isinstance(value, bytes) else value
    for _ in range(_MOST_ROUNDS):
        content = _as_western(text)
        if content is None or content.isascii():
            return text
        # UTF-8 that was read as Latin-1 is valid UTF-8 again, which other text hardly ever is.
        if (undone := _as_utf8(content)) is None:
            return _Undecided(content, text)
        text = undone
    return text


def _as_utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        # ID3v1 cuts text after 30 bytes, also within a character.
        cut_off = error.reason == "unexpected end of data" and not content[: error.start].isascii()
        return content[: error.start].decode("utf-8") if cut_off else None


def _as_western(text: str) -> bytes | None:
    try:
        # Windows has no characters for five bytes of Latin-1, which programs leave as they are.
        return b"".join(each.encode("latin-1" if each <= "\xff" else _LATIN) for each in text)
    except UnicodeEncodeError:
        return None


def _plausibilities(content: bytes) -> dict[str, float]:
    """Return how plausible the text is in each encoding that charset-normalizer leaves, 0 to about 1."""
    matches = from_bytes(content, cp_isolation=list(_ENCODINGS))
    left = {name for match in matches for name in match.could_be_from_charset}
    scores = {}
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            weights = _letters(text, encoding) if encoding in _ALPHABETS else _characters(text, encoding)
            scores[encoding] = sum(weights) / max(len(weights), 1) * (1.0 if encoding in left else _RULED_OUT)
    return scores


def _letters(text: str, encoding: str) -> list[float]:
    """Return a weight for each character outside ASCII, of text in an alphabet."""
    words = _WORD.findall(text)
    rarer = (0.5 if words else 0.3) if encoding == _LATIN else -1.0
    signs = [sign for sign in _WORD.sub("", text) if not sign.isascii()]
    weights = [1.0 if sign in _SIGNS and words else rarer if sign in _LATIN_SIGNS else -1.0 for sign in signs]
    among_latin = len(words) == 1 or any(word.isascii() for word in words)
    for word in words:
        foreign = sum(not letter.isascii() for letter in word)
        if not _ALPHABETS[encoding].fullmatch(word):
            weight = 0.0
        elif encoding == _LATIN:
            # Accents are few; a word of nothing else is most likely of another alphabet.
            few = foreign * 2 <= len(word) or (len(word) == 1 and among_latin)
            weight = 1.0 if few else 0.7 if foreign < len(word) else 0.5 if foreign == 1 else 0.2
        else:
            weight = (
                1.0 if len(word) < 3 or encoding == "cp1255" or _VOWELS.search(word) else 0.7 if word.isupper() else 0.3
            )
        weights += [weight] * foreign
    return weights


def _characters(text: str, encoding: str) -> list[float]:
    """Return a weight for each character outside ASCII, of text in a script of many characters."""
    standard, ranges = _STANDARDS[encoding]
    weights = []
    for index, character in enumerate(text):
        if character.isascii():
            continue
        first = (character.encode(standard, "ignore") or b"\0")[0]
        weight = next((weight for low, high, weight in ranges if low <= first <= high), _RARE)
        beside = text[max(index - 1, 0) : index] + text[index + 1 : index + 2]
        weights.append(weight * (0.3 if any(each.isascii() and each.isalpha() for each in beside) else 1.0))
    if encoding == "euc_kr" and len(weights) >= 5 and min(weights) >= 0.9:
        # So many syllables in a row are no accident, though each may be a common Chinese character too.
        return [1.01] * len(weights)
    return weights
