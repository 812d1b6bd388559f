"""Titles and artists in whatever encoding they were written."""

from pathlib import Path

import pytest

from models.audio import decode_song
from models.audio.tag_encoding import readable
from tests.audio_files import encode, tone

NAMES = {
    "cp1252": ["Café del Mar", "Björk", "Sigur Rós", "Motörhead", "Ágætis byrjun", "Ode à la joie", "Rock ’n’ Roll"],
    "cp1251": ["Кино", "КИНО", "Группа крови", "ДДТ", "Владивосток 2000", "Океан Эльзы – Обійми"],
    "gb18030": ["周杰伦", "青花瓷", "月亮代表我的心", "王菲", "十年", "Beyond - 海阔天空"],
    "cp932": ["宇多田ヒカル", "さくら", "椎名林檎", "残酷な天使のテーゼ", "津軽海峡・冬景色"],
    "big5": ["周杰倫", "鄧麗君"],
    "euc_kr": ["방탄소년단", "강남스타일"],
    "cp1253": ["Μίκης Θεοδωράκης"],
}
CASES = [(encoding, name) for encoding, names in NAMES.items() for name in names]
EVERYTHING = [name for _, name in CASES]


@pytest.mark.parametrize(("encoding", "name"), CASES)
def test_bytes_of_other_encodings_are_read(encoding: str, name: str) -> None:
    assert readable({"title": name.encode(encoding)}) == {"title": name}


@pytest.mark.parametrize(("encoding", "name"), CASES)
def test_other_encodings_that_were_read_as_latin_1_are_put_right(encoding: str, name: str) -> None:
    assert readable({"title": name.encode(encoding).decode("latin-1")}) == {"title": name}


@pytest.mark.parametrize("name", EVERYTHING)
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_that_was_read_as_latin_1_is_put_right(name: str, wrong: str, times: int) -> None:
    text = name
    for _ in range(times):
        # Windows' Latin-1 has no character for five of the bytes, which the programs leave as they are.
        text = "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())
    assert readable({"title": text}) == {"title": name}
    assert readable({"title": text.encode()}) == {"title": name}


@pytest.mark.parametrize("name", [*EVERYTHING, "÷", "Ænima", "MØ", "Дельфин & Co.", "Dvořák", "أم كلثوم", "🎵 Blue"])
def test_text_that_is_right_stays(name: str) -> None:
    assert readable({"title": name}) == {"title": name}
    assert readable({"title": name.encode()}) == {"title": name}


def test_titles_and_artists_of_one_file_are_judged_together() -> None:
    tags = {"title": "Ария".encode("cp1251"), "artist": "Иван Петров".encode("cp1251")}
    assert readable(tags) == {"title": "Ария", "artist": "Иван Петров"}


@pytest.mark.parametrize("content", [b"\x81\xff\x90\xfe\x8d", b"Blue \xff\xfe\x80", "Bl\ufffde".encode()])
def test_text_whose_encoding_cannot_be_told_is_left_out(content: bytes) -> None:
    assert readable({"title": content, "artist": b"Me"}) == {"artist": "Me"}


def test_text_cut_off_within_a_character_keeps_the_rest() -> None:
    assert readable({"title": "Группа кр".encode()[:-1]}) == {"title": "Группа к"}


@pytest.mark.parametrize(("kind", "title"), [("wav", "Café del Mar"), ("wav", "Группа крови"), ("flac", "周杰伦")])
def test_containers_with_other_encodings_name_their_song(tmp_path: Path, kind: str, title: str) -> None:
    encoding = {"Café del Mar": "cp1252", "Группа крови": "cp1251", "周杰伦": "gb18030"}[title]
    written = title.encode(encoding)
    path = encode(tmp_path / f"a.{kind}", tone(5.0), 44_100, tags={"title": "#" * len(written)})
    path.write_bytes(path.read_bytes().replace(b"#" * len(written), written))
    assert decode_song(path).title == title
