"""Files that people posted in vain: all are decoded, whole."""

from pathlib import Path

import pytest

from models.audio import decode_song
from models.audio.logmel import SAMPLE_RATE

FOLDER = Path(__file__).parents[3].parent / "shared" / "cases" / "media"
SECONDS = {"chained.opus": 63.7}
NAMES = {
    "id3v1_latin1.mp3": ("Café del Mar", "Björk"),
    "id3v2_utf8.mp3": ("Beyoncé \u2013 Déjà Vu", "Sigur Rós"),
    "id3_plain_size.mp3": ("Real Title", "Real Artist"),
    "zeros_after_tag.mp3": ("Real Title", "Real Artist"),
}


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no {FOLDER}")
def test_every_case_is_decoded_whole_and_named() -> None:
    files = [path for path in FOLDER.iterdir() if path.suffix != ".md"]
    assert len(files) >= 9
    for path in files:
        song = decode_song(path)
        assert song.duration_s == pytest.approx(SECONDS.get(path.name, 32.3), abs=0.5), path.name
        assert sum(each.samples.size for each in song.excerpts) >= 29.9 * SAMPLE_RATE, path.name
        assert (song.title, song.artist) == NAMES.get(path.name, (None, None)), path.name
