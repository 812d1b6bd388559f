"""Files that are damaged, mislabelled, or lie about their length."""

from pathlib import Path

import numpy as np
import pytest

from models.audio import DecodedSong, decode_song
from models.audio.logmel import SAMPLE_RATE
from models.errors import AnalysisError, BrokenAudioError, NotAudioError, UnsupportedAudioError
from tests.audio_files import ENCODINGS, encode, long_song, song, tone

RATE = 48_000
LENGTH_S = 100.0


@pytest.fixture(scope="module")
def music() -> np.ndarray:
    return long_song(LENGTH_S)


@pytest.fixture(scope="module")
def short_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Eight seconds of music in every format."""
    folder = tmp_path_factory.mktemp("short")
    return {
        kind: encode(folder / f"a.{kind}", song()[:, : 8 * RATE], RATE, kind=kind).read_bytes() for kind in ENCODINGS
    }


def decoded_or_error(path: Path) -> DecodedSong | AnalysisError:
    try:
        return decode_song(path)
    except AnalysisError as error:
        return error


def decoded_s(decoded: DecodedSong) -> float:
    return sum(excerpt.samples.size for excerpt in decoded.excerpts) / SAMPLE_RATE


@pytest.mark.parametrize("kind", ["mp3", "flac", "wav", "ogg", "opus", "aac", "webm", "aiff", "wma", "mkv"])
def test_a_cut_off_file_is_decoded_up_to_its_end(tmp_path: Path, music: np.ndarray, kind: str) -> None:
    path = encode(tmp_path / f"a.{kind}", music, RATE)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    decoded = decode_song(path)
    assert decoded_s(decoded) > 50
    assert decoded.duration_s == pytest.approx(0.6 * LENGTH_S, abs=8)
    assert decoded.excerpts[-1].end_s <= decoded.duration_s + 1


def test_an_mp4_whose_index_is_cut_off_is_broken(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.m4a", tone(10.0), 44_100)
    path.write_bytes(path.read_bytes()[:-2000])
    with pytest.raises(BrokenAudioError):
        decode_song(path)


@pytest.mark.parametrize("kind", ["mp3", "flac", "ogg", "aac"])
def test_damage_in_the_middle_costs_only_the_middle(tmp_path: Path, music: np.ndarray, kind: str) -> None:
    path = encode(tmp_path / f"a.{kind}", music, RATE)
    data = bytearray(path.read_bytes())
    third = len(data) // 3
    data[third : third + 2000] = np.random.default_rng(0).bytes(2000)
    path.write_bytes(data)
    assert decoded_s(decode_song(path)) > 60


@pytest.mark.parametrize("kind", ENCODINGS)
def test_mutated_files_are_decoded_or_refused_by_name(tmp_path: Path, short_files: dict[str, bytes], kind: str) -> None:
    rng = np.random.default_rng(7)
    path = tmp_path / "mutated"
    for attempt in range(8):
        data = bytearray(short_files[kind])
        # Headers are where damage does most.
        reach = len(data) if attempt % 2 else min(len(data), 600)
        for place in rng.integers(0, reach, 12):
            data[place] = rng.integers(0, 256)
        path.write_bytes(data[: rng.integers(len(data) // 2, len(data))] if attempt % 3 == 0 else data)
        decoded = decoded_or_error(path)
        if isinstance(decoded, DecodedSong):
            assert np.isfinite(decoded.excerpts[0].samples).all()
            assert decoded_s(decoded) >= 1
        else:
            assert decoded.code != AnalysisError.code


@pytest.mark.parametrize("kind", ENCODINGS)
def test_a_few_first_bytes_are_refused_by_name(tmp_path: Path, short_files: dict[str, bytes], kind: str) -> None:
    path = tmp_path / "start"
    for size in (1, 4, 12, 64, 300):
        path.write_bytes(short_files[kind][:size])
        with pytest.raises(AnalysisError):
            decode_song(path)


def test_a_wrong_extension_does_not_matter(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.mp3", tone(5.0), 44_100, kind="flac")
    assert decode_song(path).duration_s == pytest.approx(5.0)


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"hello " * 1000, b"\xff" * 5000, b"RIFF\0\0\0\0ACONLIST"])
def test_what_is_no_audio_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    with pytest.raises(NotAudioError):
        decode_song(path)


def test_tags_without_music_are_no_audio(tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(id3(b"TIT2" + (5).to_bytes(4) + b"\0\0\x03Blue"))
    with pytest.raises(NotAudioError):
        decode_song(path)


def test_a_large_picture_before_the_music_is_stepped_over(tmp_path: Path) -> None:
    picture = b"\0image/png\0\x03\0" + np.random.default_rng(0).bytes(3_000_000)
    path = encode(tmp_path / "song.mp3", tone(5.0), 44_100)
    path.write_bytes(id3(b"APIC" + len(picture).to_bytes(4) + b"\0\0" + picture) + path.read_bytes())
    assert decode_song(path).duration_s == pytest.approx(5.0, abs=0.1)


def test_padding_before_an_mp3_is_stepped_over(tmp_path: Path) -> None:
    path = encode(tmp_path / "song.mp3", tone(5.0), 44_100)
    path.write_bytes(b"\0" * 3000 + path.read_bytes())
    assert decoded_s(decode_song(path)) == pytest.approx(5.0, abs=0.2)


@pytest.mark.parametrize("variable", [True, False])
def test_an_mp3_that_does_not_say_its_length_is_measured(tmp_path: Path, music: np.ndarray, variable: bool) -> None:
    # Loud and silent parts take different bit rates: what the first frames suggest is far off.
    uneven = np.concatenate([music[:, : 30 * RATE] * np.float32(1e-3), music[:, : 60 * RATE]], axis=1)
    encoded = encode(
        tmp_path / "a.mp3",
        uneven,
        RATE,
        container_options={"write_xing": "0"},
        codec_options={"q": "4"} if variable else {},
    )
    assert decode_song(encoded).duration_s == pytest.approx(90.0, abs=1.0)


def test_a_live_webm_without_a_length_is_measured(tmp_path: Path, music: np.ndarray) -> None:
    decoded = decode_song(encode(tmp_path / "a.webm", music, RATE, container_options={"live": "1"}))
    assert decoded.duration_s == pytest.approx(LENGTH_S, abs=0.5)
    assert decoded_s(decoded) == pytest.approx(90, abs=0.1)


def test_a_wav_whose_header_was_never_finished_is_decoded(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.wav", tone(20.0), 44_100)
    data = bytearray(path.read_bytes())
    size_at = data.index(b"data") + 4
    data[4:8] = data[size_at : size_at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    assert decoded_s(decode_song(path)) == pytest.approx(20.0, abs=0.1)


def test_a_rate_that_changes_on_the_way_is_followed(tmp_path: Path) -> None:
    slow = encode(tmp_path / "slow.mp3", tone(10.0, 22_050), 22_050).read_bytes()
    fast = encode(tmp_path / "fast.mp3", tone(10.0), 44_100).read_bytes()
    path = tmp_path / "both.mp3"
    path.write_bytes(slow + fast)
    samples = decode_song(path).excerpts[0].samples
    for second in (5, 15):
        spectrum = np.abs(np.fft.rfft(samples[second * SAMPLE_RATE : (second + 1) * SAMPLE_RATE]))
        assert int(spectrum.argmax()) == 440


def test_a_float_file_with_infinities_gives_finite_samples(tmp_path: Path) -> None:
    sound = tone(5.0)
    sound[:, 1000:2000] = np.nan
    sound[:, 3000:4000] = np.inf
    sound[:, 5000:5100] = 1e30
    decoded = decode_song(encode(tmp_path / "a.wav", sound, 44_100, kind="float.wav"))
    assert np.abs(decoded.excerpts[0].samples).max() <= 8.0


def test_an_unknown_codec_is_unsupported(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mkv", tone(5.0, 48_000), 48_000)
    path.write_bytes(path.read_bytes().replace(b"A_OPUS", b"A_OPUZ"))
    with pytest.raises(UnsupportedAudioError):
        decode_song(path)


def id3(frames: bytes) -> bytes:
    """Return an ID3v2.3 tag."""
    size = len(frames)
    return b"ID3\x03\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + frames
