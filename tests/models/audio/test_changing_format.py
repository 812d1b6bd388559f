"""Sound that changes its shape in the middle."""

from pathlib import Path

import pytest

from models.audio import decode_song
from tests.audio_files import encode, tone


@pytest.mark.parametrize("order", [(2, 1), (1, 2)], ids=["stereo then mono", "mono then stereo"])
def test_an_mp3_that_changes_its_channels_is_decoded_to_its_end(order: tuple[int, int], tmp_path: Path) -> None:
    parts = [encode(tmp_path / f"{n}.mp3", tone(3, channels=n), 44_100).read_bytes() for n in order]
    song = tmp_path / "song.mp3"
    song.write_bytes(parts[0] + parts[1][parts[1].find(b"\xff\xfb") :])
    assert len(decode_song(song).excerpts[0].samples) > 5 * 44_100
