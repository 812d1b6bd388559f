"""Tags put together byte by byte."""


def _seven_bits(size: int) -> bytes:
    """Return ``size`` with seven bits a byte."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def frame(name: bytes, content: bytes, *, version: int = 3, flags: bytes = b"\0\0") -> bytes:
    """Return a frame of an ID3v2.3 or 2.4 tag."""
    size = _seven_bits(len(content)) if version == 4 else len(content).to_bytes(4)
    return name + size + flags + content


def id3(frames: bytes, *, version: int = 3, flags: int = 0) -> bytes:
    """Return an ID3v2 tag."""
    return b"ID3" + bytes((version, 0, flags)) + _seven_bits(len(frames)) + frames


def id3v1(title: bytes, artist: bytes) -> bytes:
    """Return an ID3v1 tag."""
    return b"TAG" + title.ljust(30, b"\0") + artist.ljust(30, b"\0") + bytes(65)


def ape_tag(items: dict[bytes, bytes]) -> bytes:
    """Return an APEv2 tag with header and footer."""
    body = b"".join(len(text).to_bytes(4, "little") + bytes(4) + name + b"\0" + text for name, text in items.items())
    ends = [
        b"APETAGEX"
        + b"".join(part.to_bytes(4, "little") for part in (2000, len(body) + 32, len(items), flags))
        + bytes(8)
        for flags in (0xA000_0000, 0x8000_0000)
    ]
    return ends[0] + body + ends[1]
