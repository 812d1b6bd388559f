import io
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

from bot.fetch.errors import NotAudioFileError
from bot.fetch.magic import refuse_what_is_no_audio
from tests.audio_files import ENCODINGS, encode, music_files, tone


def _zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("song.mp3", b"x")
    return data.getvalue()


def _tar() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("song.mp3"))
    return data.getvalue()


REFUSED = [
    (b"#EXTM3U\n#EXTINF:1,x\nfile:///etc/passwd\n", "a playlist"),
    (b"\xef\xbb\xbf#EXTM3U\n", "a playlist"),
    ("#EXTM3U\nhttp://x/".encode("utf-16"), "a playlist"),
    (b"\r\n  #EXTM3U\n", "a playlist"),
    (b"[playlist]\nFile1=http://127.0.0.1/\n", "a playlist"),
    (b"[Reference]\nRef1=http://127.0.0.1/\n", "a playlist"),
    (b"ffconcat version 1.0\nfile /etc/passwd\n", "a playlist"),
    (b"file '/etc/passwd'\n", "a playlist"),
    (b'<?xml version="1.0"?><playlist version="1"/>', "a playlist"),
    (b'<asx version="3.0"><entry/></asx>', "a playlist"),
    (b'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">', "a playlist"),
    (b'<?wpl version="1.0"?><smil>', "a playlist"),
    (b"<!DOCTYPE html><html>", "a web page"),
    (b"\n\n<HTML><BODY>", "a web page"),
    (b"<!-- hello --><html>", "a web page"),
    (b"<!-- a --><!-- b -->" * 100 + b"<script>", "a web page"),
    (b'<svg xmlns="http://www.w3.org/2000/svg">', "an SVG picture"),
    (b'<?xml version="1.0"?><!-- x --><!DOCTYPE svg PUBLIC "x"><svg>', "an SVG picture"),
    (b'<?xml version="1.0"?><!DOCTYPE foo [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>', "an XML document"),
    (b'<?xml version="1.0"?>', "an XML document"),
    (b"<rss version='2.0'>", "an XML document"),
    (b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n", "a session description"),
    (b"just some words", "a text file"),
    ("Wörter in UTF-8, äöü".encode(), "a text file"),
    (b'{"json": true}', "a text file"),
    (b"#!/bin/sh\nrm -rf /\n", "a text file"),
    (_zip(), "a ZIP archive"),
    (_tar(), "a tar archive"),
    (b"\x1f\x8b\x08\x00" + bytes(20), "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd\x00", "a Zstandard archive"),
    (b"Rar!\x1a\x07\x01\x00", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c\x00", "a 7-Zip archive"),
    (b"%PDF-1.7\n", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n" + bytes(9), "a PNG picture"),
    (b"\xff\xd8\xff\xe0", "a JPEG picture"),
    (b"GIF89a", "a GIF picture"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP picture"),
    (b"\x00\x00\x00\x20ftypavif", "an AVIF picture"),
    (b"\x7fELF\x02", "a program"),
    (b"\xcf\xfa\xed\xfe\x07", "a program"),
    (b"\xca\xfe\xba\xbe\x00\x00\x00\x34", "a program"),
    (b"\x00asm\x01\x00", "a WebAssembly program"),
    (b"MSCF\x00\x00\x00\x00", "a cabinet archive"),
    (b"!<arch>\ndebian-binary", "an ar archive"),
    (b"%!PS-Adobe-3.0\n", "a PostScript document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Office document"),
    (b"II*\x00" + bytes(9), "a TIFF picture"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00", "a HEIC picture"),
    (b"\x04\x22\x4d\x18" + bytes(9), "an LZ4 archive"),
    (b"wOF2\x00\x01", "a font"),
    (b"OTTO\x00\x0b", "a font"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"MThd\x00\x00\x00\x06", "a MIDI file"),
]


@pytest.mark.parametrize(
    ("head", "name"), REFUSED, ids=[f"{name} {number}" for number, (_, name) in enumerate(REFUSED)]
)
def test_what_is_no_audio_is_refused_by_its_name(head: bytes, name: str) -> None:
    with pytest.raises(NotAudioFileError) as caught:
        refuse_what_is_no_audio(head)
    assert caught.value.message.startswith(f"That is {name}")
    assert caught.value.code == "not_audio"


def test_an_empty_file_has_its_own_sentence() -> None:
    with pytest.raises(NotAudioFileError) as caught:
        refuse_what_is_no_audio(b"")
    assert caught.value.message == "That file is empty."


def test_many_comments_cost_no_time() -> None:
    with pytest.raises(NotAudioFileError):
        refuse_what_is_no_audio((b"<!---->" * 600 + b"<!--")[:4096])


@pytest.mark.parametrize("path", music_files()[:5], ids=lambda path: path.name)
def test_a_real_song_passes(path: Path) -> None:
    refuse_what_is_no_audio(path.read_bytes()[:4096])


@pytest.mark.parametrize("kind", sorted(ENCODINGS))
def test_every_format_that_people_post_passes(kind: str, tmp_path: Path) -> None:
    refuse_what_is_no_audio(encode(tmp_path / "song", tone(1.5), 44_100, kind=kind).read_bytes()[:4096])


def test_random_bytes_pass_to_the_decoder() -> None:
    numbers = np.random.default_rng(0)
    for _ in range(200):
        refuse_what_is_no_audio(b"\x00\x00" + numbers.bytes(4000))
