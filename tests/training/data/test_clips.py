from pathlib import Path

import pytest

from training.data.clips import LabelledClip, find_audio, read_clips
from training.data.sources import audio_files

TABLE = "file,genre,artist_id,use\njazz/1.opus,jazz,7,held\njazz/2.opus,jazz,,free\nrock/1.OPUS,rock,8,\n"


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    for name in ("jazz/1.opus", "jazz/2.opus", "rock/1.OPUS", "rock/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "clips.csv").write_text(TABLE)
    return tmp_path


def test_held_clips_are_found_neither_from_the_tables_folder_nor_from_a_genres(clips: Path) -> None:
    free = [clips / "jazz" / "2.opus", clips / "rock" / "1.OPUS"]
    assert find_audio(clips) == audio_files(clips) == free
    assert find_audio(clips / "jazz") == free[:1]


def test_without_a_table_or_its_column_every_audio_file_is_found(clips: Path) -> None:
    (clips / "clips.csv").write_text("file,genre\njazz/1.opus,jazz\n")
    assert len(find_audio(clips / "jazz")) == 2
    (clips / "clips.csv").unlink()
    assert len(find_audio(clips)) == 3


def test_the_table_is_read_without_what_it_holds_out(clips: Path) -> None:
    assert read_clips(clips) == (
        LabelledClip(clips / "jazz" / "2.opus", "jazz", ""),
        LabelledClip(clips / "rock" / "1.OPUS", "rock", "8"),
    )
    (clips / "clips.csv").write_text("file,genre,use\njazz/1.opus,jazz,held\n")
    with pytest.raises(ValueError, match="lists no clips"):
        read_clips(clips)
