"""Files made to reach further than their own bytes."""

from pathlib import Path

import numpy as np
import pytest

from models.audio import Limits, decode_song
from models.errors import AnalysisError, EncryptedError, NoAudioStreamError, NotAudioError, SilentError, TooLongError
from tests.audio_files import encode, silence, tone, video_only

HOUR = 3600.0
SLOW_RATE = 8_000


@pytest.mark.parametrize("name", ["song.mp3", "song.wav", "song.m3u8", "song.ffconcat"])
@pytest.mark.parametrize(
    "text",
    [
        "ffconcat version 1.0\nfile '{}'\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:30,\n{}\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n{}\n",
        "[playlist]\nFile1={}\nNumberOfEntries=1\n",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n{}",
        '<?xml version="1.0"?><MPD><Period><AdaptationSet><BaseURL>{}</BaseURL></AdaptationSet></Period></MPD>',
        "# mplayer EDL file, version 2\n{}\n",
    ],
)
def test_a_text_file_named_song_mp3_opens_no_other_file(tmp_path: Path, name: str, text: str) -> None:
    secret = encode(tmp_path / "secret.wav", tone(5.0), 44_100)
    path = tmp_path / name
    for reference in (secret.name, str(secret), f"file:{secret}"):
        path.write_text(text.format(reference), encoding="utf-8")
        with pytest.raises(NotAudioError):
            decode_song(path)


def test_a_playlist_behind_tags_opens_no_other_file(tmp_path: Path) -> None:
    secret = encode(tmp_path / "secret.wav", tone(5.0), 44_100)
    path = tmp_path / "song.mp3"
    path.write_bytes(b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) + f"ffconcat version 1.0\nfile '{secret}'\n".encode())
    with pytest.raises(NotAudioError):
        decode_song(path)


@pytest.mark.parametrize("name", ["concat:a.wav|b.wav", "subfile,,start,0,end,0,,:a.wav", "crypto:a.wav", "-i.wav"])
def test_a_name_that_looks_like_a_protocol_is_only_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name.replace("/", "_")
    path.write_bytes(encode(tmp_path / "a.wav", tone(5.0), 44_100).read_bytes())
    assert decode_song(path).duration_s == pytest.approx(5.0)


def test_hours_of_silence_are_decoded_only_in_part(tmp_path: Path) -> None:
    path = encode(tmp_path / "bomb.flac", silence(2 * HOUR, SLOW_RATE, 1), SLOW_RATE)
    assert path.stat().st_size < 3_000_000
    with pytest.raises(SilentError):
        decode_song(path)
    with pytest.raises(TooLongError):
        decode_song(path, limits=Limits(longest_s=HOUR))


@pytest.mark.parametrize("claimed_s", [0, 10])
def test_a_bomb_that_lies_about_its_length_is_too_long_all_the_same(tmp_path: Path, claimed_s: int) -> None:
    path = encode(tmp_path / "bomb.flac", silence(2 * HOUR, SLOW_RATE, 1), SLOW_RATE)
    data = bytearray(path.read_bytes())
    # STREAMINFO's last 36 bits before the checksum: the number of samples.
    data[21] &= 0xF0
    data[22:26] = (claimed_s * SLOW_RATE).to_bytes(4)
    path.write_bytes(data)
    with pytest.raises(TooLongError):
        decode_song(path, limits=Limits(longest_s=HOUR))


@pytest.mark.parametrize("kind", ["ogg", "opus"])
def test_lossy_silence_is_named_silence(tmp_path: Path, kind: str) -> None:
    path = encode(tmp_path / f"bomb.{kind}", silence(HOUR / 20, SLOW_RATE, 1), SLOW_RATE, bit_rate=16_000)
    with pytest.raises(SilentError):
        decode_song(path)
    with pytest.raises(TooLongError):
        decode_song(path, limits=Limits(longest_s=60.0))


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "mov", "webm"])
def test_a_video_without_sound_has_no_audio_stream(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(NoAudioStreamError):
        decode_song(video_only(tmp_path / f"a.{suffix}"))


@pytest.mark.parametrize("kind", [b"enca", b"drms"])
def test_protected_mp4_is_encrypted(tmp_path: Path, kind: bytes) -> None:
    path = encode(tmp_path / "a.m4a", tone(5.0), 44_100)
    data = path.read_bytes()
    entry = data.index(b"mp4a", data.index(b"stsd"))
    path.write_bytes(data[:entry] + kind + data[entry + 4 :])
    with pytest.raises(EncryptedError):
        decode_song(path)


def test_protected_wma_is_encrypted(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.wma", tone(5.0), 44_100)
    codec_list = bytes.fromhex("4052d1861d31d011a3a400a0c90348f6")
    content_encryption = bytes.fromhex("fbb3112223bdd211b4b700a0c955fc6e")
    data = path.read_bytes()
    assert codec_list in data
    path.write_bytes(data.replace(codec_list, content_encryption))
    with pytest.raises(EncryptedError):
        decode_song(path)


def test_nested_boxes_without_end_are_left(tmp_path: Path) -> None:
    path = tmp_path / "a.m4a"
    path.write_bytes(b"\0\0\0\x10ftypM4A \0\0\0\0" + b"\0\0\0\x08moov" * 20_000)
    with pytest.raises(AnalysisError):
        decode_song(path)


def test_tags_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.flac", tone(5.0), 44_100, tags={"title": "AAAA", "artist": "BBBB"})
    path.write_bytes(path.read_bytes().replace(b"AAAA", b"\xff\xfe\x80A"))
    decoded = decode_song(path)
    assert decoded.artist == "BBBB"
    assert decoded.title is None or decoded.title.isprintable()
    assert np.isfinite(decoded.excerpts[0].samples).all()
