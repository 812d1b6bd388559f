"""Reading annotated clips."""

from pathlib import Path

from tests.training.songs import write_song
from training.rhythm.clips import SPEEDS, free_clips


def test_held_clips_are_not_even_opened(tmp_path: Path) -> None:
    write_song(tmp_path / "gtzan_3s" / "a.wav", 2, 1, 3.0)
    (tmp_path / "gtzan_3s" / "clips.csv").write_text("file,artist_id\na.wav,Anna\nabsent.wav,Bo\n")
    (tmp_path / "gtzan_rhythm").mkdir()
    rows = "file,bpm,key,use\na.wav,120.5,,\nabsent.wav,90,A minor,held\n"
    (tmp_path / "gtzan_rhythm" / "rhythm.csv").write_text(rows)
    (clip,) = free_clips(tmp_path)
    assert (clip.file, clip.artist, clip.bpm, clip.key) == ("a.wav", "Anna", 120.5, None)
    assert len(clip.beats) == len(SPEEDS)
    assert clip.beats[0].seconds == 3.0
