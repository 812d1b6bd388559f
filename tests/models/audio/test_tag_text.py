"""ID3 and APE tags of all versions, also those that are written wrongly."""

import io
from pathlib import Path

import pytest

from models.audio import decode_song
from models.audio.tag_text import raw_tags
from tests.audio_files import encode, tone
from tests.models.audio.id3_tags import ape_tag, frame, id3, id3v1

UTF_16_TITLE = b"\x01" + "Ænima ÿ · Tool".encode("utf-16")
FRAMES = frame(b"TIT2", UTF_16_TITLE) + frame(b"TPE1", b"\x00The Artist")


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Five seconds of mp3 without any tag."""
    path = tmp_path_factory.mktemp("mp3") / "a.mp3"
    options = {"id3v2_version": "0", "write_xing": "0"}
    return encode(path, tone(5.0), 44_100, container_options=options).read_bytes()


def named(tmp_path: Path, data: bytes) -> tuple[str | None, str | None]:
    path = tmp_path / "song.mp3"
    path.write_bytes(data)
    song = decode_song(path)
    assert song.duration_s == pytest.approx(5.0, abs=0.1)
    return song.title, song.artist


def test_the_files_here_have_no_tags(tmp_path: Path, mp3: bytes) -> None:
    assert named(tmp_path, mp3) == (None, None)


@pytest.mark.parametrize("version", [3, 4])
def test_unsynchronised_titles_come_out_whole(tmp_path: Path, mp3: bytes, version: int) -> None:
    if version == 3:
        body = FRAMES.replace(b"\xff", b"\xff\x00")
    else:
        body = b"".join(
            frame(name, content.replace(b"\xff", b"\xff\x00"), version=4, flags=b"\x00\x02")
            for name, content in ((b"TIT2", UTF_16_TITLE), (b"TPE1", b"\x00The Artist"))
        )
    assert body.count(b"\xff\x00") >= 2
    assert named(tmp_path, id3(body, version=version, flags=0x80) + mp3) == ("Ænima ÿ · Tool", "The Artist")


def test_names_of_version_2_2_are_read(tmp_path: Path, mp3: bytes) -> None:
    body = b"".join(name + len(text).to_bytes(3) + text for name, text in ((b"TT2", b"\x00Blue"), (b"TP1", b"\x00Me")))
    assert named(tmp_path, id3(body, version=2) + mp3) == ("Blue", "Me")


def test_plain_sizes_in_version_2_4_are_understood(tmp_path: Path, mp3: bytes) -> None:
    body = frame(b"TPE2", b"\x03" + b"x" * 200, version=3) + frame(b"TIT2", b"\x03Blue", version=3)
    assert named(tmp_path, id3(body, version=4) + mp3)[0] == "Blue"


def test_a_title_without_a_byte_order_mark_is_read(tmp_path: Path, mp3: bytes) -> None:
    body = frame(b"TIT2", b"\x01" + "Blue".encode("utf-16-le")) + frame(b"TPE1", b"\x02" + "Me".encode("utf-16-be"))
    assert named(tmp_path, id3(body) + mp3) == ("Blue", "Me")


@pytest.mark.parametrize("written", ["plain", "too small"])
def test_a_tag_whose_size_is_wrong_hides_neither_song_nor_title(tmp_path: Path, mp3: bytes, written: str) -> None:
    tag = id3(FRAMES + frame(b"APIC", b"\x00image/png\x00\x03\x00" + bytes(range(1, 255)) * 500))
    size = len(tag) - 10
    stated = size.to_bytes(4) if written == "plain" else (100).to_bytes(4)
    assert named(tmp_path, tag[:6] + stated + tag[10:] + mp3) == ("Ænima ÿ · Tool", "The Artist")


def test_a_tag_that_claims_to_reach_beyond_the_file_is_stepped_over(tmp_path: Path, mp3: bytes) -> None:
    assert named(tmp_path, id3(FRAMES)[:6] + b"\x7f\x7f\x7f\x7f" + FRAMES + mp3) == ("Ænima ÿ · Tool", "The Artist")


@pytest.mark.parametrize("zeros", [1, 2000, 300_000])
def test_padding_behind_a_tag_is_stepped_over(tmp_path: Path, mp3: bytes, zeros: int) -> None:
    assert named(tmp_path, id3(FRAMES) + bytes(zeros) + mp3) == ("Ænima ÿ · Tool", "The Artist")


@pytest.mark.parametrize("place", ["before", "behind", "between", "before id3v1"])
def test_ape_tags_are_stepped_over_and_read(tmp_path: Path, mp3: bytes, place: str) -> None:
    ape = ape_tag({b"Title": b"Blue", b"ARTIST": "Café".encode()})
    data = {
        "before": ape + mp3,
        "behind": mp3 + ape,
        "between": id3(frame(b"TALB", b"\x00Album")) + ape + mp3,
        "before id3v1": mp3 + ape + id3v1(b"", b""),
    }
    assert named(tmp_path, data[place]) == ("Blue", "Café")


def test_latin_1_in_an_old_tag_is_read(tmp_path: Path, mp3: bytes) -> None:
    assert named(tmp_path, mp3 + id3v1("Café del Mar".encode("latin-1"), "Björk".encode("latin-1"))) == (
        "Café del Mar",
        "Björk",
    )


def test_the_new_tag_is_believed_before_the_old_one(tmp_path: Path, mp3: bytes) -> None:
    data = (
        id3(frame(b"TIT2", b"\x00A much longer title than thirty bytes")) + mp3 + id3v1(b"A much longer title", b"Me")
    )
    assert named(tmp_path, data) == ("A much longer title than thirty bytes", "Me")


def test_compressed_and_encrypted_frames_are_left_out() -> None:
    body = frame(b"TIT2", b"\x00\x00\x00\x05abcde", flags=b"\x00\x80") + frame(b"TPE1", b"\x00Me", flags=b"\x00\x40")
    assert raw_tags(io.BytesIO(id3(body))) == {}


MBID = "2007b5be-2a0f-47fc-8f9b-2965d0156bbb"
OTHERS = frame(b"UFID", b"http://www.cddb.com/id3/taginfo1.html\x003CD3N27Q") + FRAMES


def _mbid_of(path: Path, data: bytes) -> str | None:
    path.write_bytes(data)
    return decode_song(path).mbid


@pytest.mark.parametrize("version", [3, 4])
def test_the_recording_at_musicbrainz_is_read_from_id3(tmp_path: Path, mp3: bytes, version: int) -> None:
    identifier = frame(b"UFID", b"http://musicbrainz.org\0" + MBID.encode(), version=version)
    path = tmp_path / "song.mp3"
    assert _mbid_of(path, id3(identifier, version=version) + mp3) == MBID
    if version == 3:
        assert _mbid_of(path, id3(OTHERS + identifier) + mp3) == MBID
    assert named(tmp_path, id3(OTHERS + frame(b"UFID", b"http://musicbrainz.org\0")) + mp3) == (
        "Ænima ÿ · Tool",
        "The Artist",
    )


def test_the_recording_at_musicbrainz_is_read_from_ape(tmp_path: Path, mp3: bytes) -> None:
    assert _mbid_of(tmp_path / "song.mp3", mp3 + ape_tag({b"MUSICBRAINZ_TRACKID": MBID.upper().encode()})) == MBID


@pytest.mark.parametrize("ending", ["flac", "ogg", "opus"])
def test_the_recording_at_musicbrainz_is_read_from_comments(tmp_path: Path, ending: str) -> None:
    rate = 48_000 if ending == "opus" else 44_100
    for written, read in ((MBID, MBID), (f"{MBID}/x", None), ("[a](https://b.example)", None), ("", None)):
        path = encode(tmp_path / f"song.{ending}", tone(5.0, rate), rate, tags={"MUSICBRAINZ_TRACKID": written})
        assert decode_song(path).mbid == read
