"""Every format, whole, long and short."""

from pathlib import Path

import numpy as np
import pytest

from models.audio import EXCERPTS, DecodedSong, Limits, decode_song
from models.audio.excerpts import spans
from models.audio.logmel import SAMPLE_RATE
from models.errors import SilentError, TooLongError, TooShortError, UnsupportedAudioError
from tests.audio_files import ENCODINGS, at_rate, encode, long_song, music_files, silence, song, tone

RATE = 48_000
LENGTH_S = 91.0
TAGS = {"title": "Blue", "artist": "Me"}


@pytest.fixture(scope="module")
def original() -> np.ndarray:
    """A minute and a half of stereo music at 48 kHz, just enough for three excerpts."""
    return long_song(LENGTH_S)


def correlation_with(decoded: DecodedSong, original: np.ndarray, rate: int = RATE, index: int = 0) -> float:
    """Return how well one second within an excerpt matches the original where the excerpt says it lies, 0 to 1.

    Encoders and containers may shift it by up to 0.1 s.
    """
    excerpt = decoded.excerpts[index]
    at_s = min(5.0, excerpt.samples.size / SAMPLE_RATE / 2)
    piece = excerpt.samples[round(at_s * SAMPLE_RATE) :][:SAMPLE_RATE]
    start = round((excerpt.start_s + at_s - 0.1) * rate)
    around = at_rate(original[:, max(start, 0) : start + round(1.2 * rate)].mean(axis=0)[None], rate, SAMPLE_RATE)[0]
    running = np.concatenate([[0.0], np.cumsum(np.square(around, dtype=np.float64))])
    energy = np.sqrt((running[piece.size :] - running[: -piece.size]) * np.sum(piece**2))
    size = 1 << (around.size + piece.size).bit_length()
    products = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(piece, size)), size)[: energy.size]
    return float(np.max(products / np.maximum(energy, 1e-9)))


@pytest.mark.parametrize("kind", ENCODINGS)
def test_every_format_is_decoded_where_it_says(tmp_path: Path, original: np.ndarray, kind: str) -> None:
    path = encode(tmp_path / f"song.{kind}", original, RATE, kind=kind)
    decoded = decode_song(path)
    assert decoded.duration_s == pytest.approx(LENGTH_S, abs=0.2)
    assert len(decoded.excerpts) == EXCERPTS
    for index, excerpt in enumerate(decoded.excerpts):
        assert excerpt.samples.dtype == np.float32
        assert excerpt.samples.size == 30 * SAMPLE_RATE
        assert excerpt.end_s - excerpt.start_s == pytest.approx(30.0, abs=0.01)
        assert correlation_with(decoded, original, index=index) > 0.9
    assert not decoded.uncertain


@pytest.mark.parametrize("kind", ["mp4", "mov", "mkv"])
def test_a_video_is_decoded_by_its_sound_track(tmp_path: Path, original: np.ndarray, kind: str) -> None:
    path = encode(tmp_path / f"clip.{kind}", original, RATE, with_video=True)
    decoded = decode_song(path)
    assert min(correlation_with(decoded, original, index=index) for index in range(EXCERPTS)) > 0.9


@pytest.mark.parametrize("channels", [1, 2, 6, 8])
@pytest.mark.parametrize("kind", ["wav", "flac", "m4a"])
def test_channels_are_averaged(tmp_path: Path, kind: str, channels: int) -> None:
    loud = tone(10.0, channels=1)
    one_of_many = np.concatenate([loud, np.zeros((channels - 1, loud.shape[1]), np.float32)])
    decoded = decode_song(encode(tmp_path / f"a.{kind}", one_of_many, 44_100, kind=kind))
    middle = decoded.excerpts[0].samples[SAMPLE_RATE : 9 * SAMPLE_RATE]
    assert np.abs(middle).max() == pytest.approx(0.5 / channels, rel=0.05)


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 32_000, 48_000, 96_000, 192_000, 384_000])
def test_every_rate_comes_out_at_44_1_khz(tmp_path: Path, rate: int) -> None:
    decoded = decode_song(encode(tmp_path / "a.wav", tone(10.0, rate), rate))
    samples = decoded.excerpts[0].samples
    assert samples.size == pytest.approx(10 * SAMPLE_RATE, abs=2)
    spectrum = np.abs(np.fft.rfft(samples[SAMPLE_RATE : 2 * SAMPLE_RATE]))
    assert int(spectrum.argmax()) == 440


@pytest.mark.parametrize("rate", [4_000, 400_000])
def test_rates_beyond_the_limits_are_unsupported(tmp_path: Path, rate: int) -> None:
    with pytest.raises(UnsupportedAudioError):
        decode_song(encode(tmp_path / "a.wav", tone(5.0, rate), rate))


def test_more_than_eight_channels_are_unsupported(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.wav", tone(5.0, channels=8), 44_100)
    with pytest.raises(UnsupportedAudioError):
        decode_song(path, limits=Limits(most_channels=6))


def test_a_mono_file_and_its_stereo_double_sound_the_same(tmp_path: Path) -> None:
    mono, stereo = tone(10.0, channels=1), tone(10.0, channels=2)
    one = decode_song(encode(tmp_path / "one.wav", mono, 44_100)).excerpts[0].samples
    two = decode_song(encode(tmp_path / "two.wav", stereo, 44_100)).excerpts[0].samples
    assert np.abs(one - two).max() < 1e-3


def test_the_packaged_music_is_decoded() -> None:
    decoded = decode_song(music_files()[0])
    assert [excerpt.samples.size for excerpt in decoded.excerpts] == [30 * SAMPLE_RATE]


@pytest.mark.parametrize(
    ("duration_s", "expected"),
    [
        (12.0, [(0, 12)]),
        (30.0, [(0, 30)]),
        (31.0, [(0, 31)]),
        (44.0, [(7, 30)]),
        (50.0, [(0, 25), (25, 25)]),
        (80.0, [(0, 80 / 3), (80 / 3, 80 / 3), (160 / 3, 80 / 3)]),
        (240.0, [(25, 30), (105, 30), (185, 30)]),
        (3600.0, [(585, 30), (1785, 30), (2985, 30)]),
    ],
)
def test_excerpts_are_spread_evenly(duration_s: float, expected: list[tuple[float, float]]) -> None:
    assert spans(duration_s, 3, 30.0) == pytest.approx(np.array(expected))


def test_less_than_a_second_is_too_short(tmp_path: Path) -> None:
    with pytest.raises(TooShortError):
        decode_song(encode(tmp_path / "a.wav", tone(0.9), 44_100))


@pytest.mark.parametrize("kind", ["wav", "mp3", "ogg", "m4a"])
def test_one_to_three_seconds_are_repeated_and_marked_uncertain(tmp_path: Path, kind: str) -> None:
    decoded = decode_song(encode(tmp_path / f"a.{kind}", song()[:, : 2 * RATE], RATE))
    assert decoded.uncertain
    assert decoded.duration_s == pytest.approx(2.0, abs=0.1)
    (excerpt,) = decoded.excerpts
    assert excerpt.samples.size == 30 * SAMPLE_RATE
    assert excerpt.end_s == pytest.approx(2.0, abs=0.1)


def test_a_clip_of_five_seconds_is_decoded_as_it_is(tmp_path: Path) -> None:
    decoded = decode_song(encode(tmp_path / "a.wav", tone(5.0), 44_100))
    assert not decoded.uncertain
    assert decoded.excerpts[0].samples.size == 5 * SAMPLE_RATE


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "ogg", "opus", "m4a", "webm"])
def test_silence_is_named(tmp_path: Path, kind: str) -> None:
    with pytest.raises(SilentError):
        decode_song(encode(tmp_path / f"a.{kind}", silence(40.0), 44_100))


def test_a_silent_stretch_is_left_out(tmp_path: Path) -> None:
    half_silent = np.concatenate([tone(60.0), silence(60.0)], axis=1)
    decoded = decode_song(encode(tmp_path / "a.flac", half_silent, 44_100))
    assert [round(excerpt.start_s) for excerpt in decoded.excerpts] == [5, 45]


def test_a_song_over_the_limit_is_too_long(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.mp3", tone(10.0), 44_100)
    with pytest.raises(TooLongError):
        decode_song(path, limits=Limits(longest_s=9.0))


def test_tags_are_read_and_cleaned(tmp_path: Path) -> None:
    tags = {"title": "Blue\u202egpj\x07 in Green", "artist": "x" * 5000}
    for kind in ("mp3", "flac", "ogg", "m4a"):
        decoded = decode_song(encode(tmp_path / f"a.{kind}", tone(5.0), 44_100, tags=tags))
        assert decoded.title == "Bluegpj in Green"
        assert decoded.artist is not None
        assert len(decoded.artist) <= 200


def test_a_file_without_tags_has_neither_title_nor_artist(tmp_path: Path) -> None:
    decoded = decode_song(encode(tmp_path / "a.wav", tone(5.0), 44_100))
    assert (decoded.title, decoded.artist) == (None, None)
