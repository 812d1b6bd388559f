"""The links of a chained Ogg file: songs written one after another, each with headers and time stamps of its own."""

import mmap
import re
from typing import BinaryIO

_PAGE_HEADER = 27
_SEGMENTS_AT = 26
# The first page of a logical stream (RFC 3533, 6), by its flag, and what it holds of the codecs that Ogg carries.
_FIRST_PAGE = re.compile(rb"OggS\x00[\x02\x03\x06\x07]")
_CODEC_HEADER = re.compile(
    rb"\x01vorbis|OpusHead|\x7fFLAC|fLaC|Speex   |\x80theora|fishead\x00|CELT    |BBCD\x00|\x01video|PCM     |OVP80"
)
_MOST_LINKS = 200


def chain_links(file: BinaryIO, start: int) -> list[tuple[int, int]]:
    """Return where each link of an Ogg file begins and ends, in bytes, ``start`` being where the first does.

    At most 200 links are told apart; what follows is left out.
    """
    begins, after_first_pages = [], -1
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for page in _FIRST_PAGE.finditer(data, start):
            at = page.start()
            body = at + _PAGE_HEADER + (data[at + _SEGMENTS_AT] if at + _SEGMENTS_AT < len(data) else 0)
            if not _CODEC_HEADER.match(data, body):
                continue
            # The streams of one link, such as pictures and sound, begin with one page each, without others between.
            if at != after_first_pages:
                begins.append(at)
            after_first_pages = body + sum(data[at + _PAGE_HEADER : body])
            if len(begins) > _MOST_LINKS:
                break
        begins = begins or [start]
        ends = [*begins[1:], len(data)]
    return list(zip(begins, ends, strict=True))[:_MOST_LINKS]
