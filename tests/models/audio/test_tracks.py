"""Which sound of a file is decoded: tracks, links of a chain, channels."""

import itertools
from pathlib import Path

import av
import numpy as np
import pytest
from av.stream import Disposition

from models.audio import DecodedSong, decode_song
from models.audio.logmel import SAMPLE_RATE
from models.errors import SilentError
from tests.audio_files import Sound, encode, silence, song, tone
from tests.models.audio.ogg_pages import shifted

RATE = 48_000


def frequency_at(decoded: DecodedSong, second: float) -> int:
    """Return the strongest frequency of one second of a song, in Hz."""
    excerpt = next(each for each in decoded.excerpts if each.start_s <= second <= each.end_s - 1)
    at = round((second - excerpt.start_s) * SAMPLE_RATE)
    return int(np.abs(np.fft.rfft(excerpt.samples[at : at + SAMPLE_RATE])).argmax())


def with_tracks(path: Path, tracks: list[tuple[Sound, int]]) -> Path:
    """Write sounds of 48 kHz, each with its disposition, as tracks of one file; return the path."""
    codec = {".mkv": "flac", ".mp4": "aac", ".mov": "alac"}[path.suffix]
    with av.open(str(path), "w") as container:
        streams = []
        for _, disposition in tracks:
            streams.append(container.add_stream(codec, rate=RATE))
            streams[-1].codec_context.layout = "stereo"
            streams[-1].disposition = disposition
        for stream, (sound, _) in zip(streams, tracks, strict=True):
            for start in range(0, sound.shape[1], 4096):
                block = np.ascontiguousarray((sound[:, start : start + 4096].T * 32767).astype(np.int16)).reshape(1, -1)
                frame = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
                frame.sample_rate, frame.pts = RATE, start
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return path


FIRST, SECOND = tone(6.0, RATE, frequency=440.0), tone(6.0, RATE, frequency=880.0)
DEFAULT, NONE, DESCRIPTION = (each.value for each in (Disposition.default, Disposition(0), Disposition.visual_impaired))


@pytest.mark.parametrize("suffix", ["mkv", "mp4", "mov"])
def test_the_default_track_is_decoded(tmp_path: Path, suffix: str) -> None:
    path = with_tracks(tmp_path / f"a.{suffix}", [(FIRST, NONE), (SECOND, DEFAULT)])
    assert frequency_at(decode_song(path), 2) == 880


@pytest.mark.parametrize("suffix", ["mkv", "mov"])
def test_without_a_default_track_the_first_is_decoded(tmp_path: Path, suffix: str) -> None:
    path = with_tracks(tmp_path / f"a.{suffix}", [(FIRST, NONE), (SECOND, NONE)])
    assert frequency_at(decode_song(path), 2) == 440


@pytest.mark.parametrize("dispositions", [(DEFAULT, NONE), (NONE, DEFAULT), (DEFAULT, DEFAULT)])
@pytest.mark.parametrize("silent", [0, 1])
def test_where_a_track_is_silent_the_next_is_decoded(
    tmp_path: Path, dispositions: tuple[int, int], silent: int
) -> None:
    sounds = [FIRST, FIRST]
    sounds[silent] = silence(6.0, RATE)
    path = with_tracks(tmp_path / "a.mkv", list(zip(sounds, dispositions, strict=True)))
    assert frequency_at(decode_song(path), 2) == 440


def test_only_silent_tracks_are_silence(tmp_path: Path) -> None:
    path = with_tracks(tmp_path / "a.mkv", [(silence(6.0, RATE), DEFAULT)] * 6)
    with pytest.raises(SilentError):
        decode_song(path)


def test_a_spoken_description_is_not_taken_for_the_song(tmp_path: Path) -> None:
    path = with_tracks(tmp_path / "a.mkv", [(FIRST, DEFAULT | DESCRIPTION), (SECOND, NONE)])
    assert frequency_at(decode_song(path), 2) == 880


@pytest.mark.parametrize("right", [-1.0, -0.95])
@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "opus", "u8.wav", "float.wav"])
def test_channels_in_opposite_phase_are_as_loud_as_one(tmp_path: Path, kind: str, right: float) -> None:
    left = song()[0, : 6 * RATE]
    sound = np.stack([left, left * np.float32(right)])
    apart = decode_song(encode(tmp_path / f"a.{kind}", sound, RATE, kind=kind)).excerpts[0].samples
    alone = decode_song(encode(tmp_path / f"b.{kind}", np.stack([left, left]), RATE, kind=kind)).excerpts[0].samples
    assert np.std(apart) == pytest.approx(np.std(alone), rel=0.1)


def test_the_middle_of_ordinary_stereo_stays_the_plain_average(tmp_path: Path) -> None:
    sound = song()[:, : 6 * RATE]
    decoded = decode_song(encode(tmp_path / "a.float.wav", sound, RATE, kind="float.wav")).excerpts[0].samples
    middle = decode_song(encode(tmp_path / "b.float.wav", sound.mean(axis=0)[None], RATE, kind="float.wav"))
    assert np.abs(decoded - middle.excerpts[0].samples).max() < 1e-4


@pytest.mark.parametrize("kind", ["opus", "ogg"])
@pytest.mark.parametrize("offsets_s", [(0, 0, 0), (0, 3600, 0), (7200, 50, 3600)])
def test_a_chained_file_is_decoded_whole(tmp_path: Path, kind: str, offsets_s: tuple[int, int, int]) -> None:
    tones = (440.0, 880.0, 1320.0)
    links = [
        shifted(
            encode(tmp_path / "link", tone(40.0, RATE, frequency=each), RATE, kind=kind).read_bytes(), offset * RATE
        )
        for each, offset in zip(tones, offsets_s, strict=True)
    ]
    path = tmp_path / "a"
    path.write_bytes(b"".join(links))
    decoded = decode_song(path)
    assert decoded.duration_s == pytest.approx(120.0, abs=0.5)
    assert [frequency_at(decoded, second) for second in (20, 60, 100)] == [440, 880, 1320]


def test_an_excerpt_reaches_over_the_border_of_links(tmp_path: Path) -> None:
    path = tmp_path / "a"
    parts = [tone(10.0, RATE, frequency=each) for each in (440.0, 880.0)]
    path.write_bytes(b"".join(encode(tmp_path / "link", part, RATE, kind="opus").read_bytes() for part in parts))
    decoded = decode_song(path)
    assert decoded.duration_s == pytest.approx(20.0, abs=0.1)
    assert decoded.excerpts[0].samples.size == pytest.approx(20 * SAMPLE_RATE, rel=0.01)
    assert [frequency_at(decoded, second) for second in (5, 15)] == [440, 880]


@pytest.mark.parametrize("kind", ["opus", "ogg"])
@pytest.mark.parametrize("offset_s", [1, 600])
def test_time_stamps_that_begin_late_are_no_part_of_the_song(tmp_path: Path, kind: str, offset_s: int) -> None:
    path = tmp_path / "a"
    data = encode(path, song()[:, : 20 * RATE], RATE, kind=kind).read_bytes()
    path.write_bytes(shifted(data, offset_s * RATE))
    decoded = decode_song(path)
    assert decoded.duration_s == pytest.approx(20.0, abs=0.2)
    assert sum(each.samples.size for each in decoded.excerpts) == pytest.approx(20 * SAMPLE_RATE, rel=0.02)


@pytest.mark.parametrize(("container", "codec"), list(itertools.product(["mpegts", "matroska"], ["mp2", "aac"])))
def test_other_containers_whose_time_stamps_begin_late_are_decoded(tmp_path: Path, container: str, codec: str) -> None:
    path = tmp_path / "a"
    with av.open(str(path), "w", format=container) as output:
        stream = output.add_stream(codec, rate=RATE)
        stream.codec_context.layout = "stereo"
        sound = tone(20.0, RATE)
        for start in range(0, sound.shape[1], 4096):
            block = np.ascontiguousarray((sound[:, start : start + 4096].T * 32767).astype(np.int16)).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="stereo")
            frame.sample_rate, frame.pts = RATE, start + 900 * RATE
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    decoded = decode_song(path)
    assert decoded.duration_s == pytest.approx(20.0, abs=0.3)
    assert frequency_at(decoded, 10) == 440
