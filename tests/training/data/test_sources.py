"""Which files a data set is made from: tables are checked before anything is analysed."""

from pathlib import Path

import pytest

from tests.training.songs import write_song
from training.data.dataset import DatasetError
from training.data.sources import sources

HEADER = b"track_id,genre,split\n"
ARCHIVE = b",album,artist,set,track,track\n,title,name,split,genre_top,title\ntrack_id,,,,,\n"


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    for number in (1, 2):
        write_song(tmp_path / "audio" / f"{number:06}.wav", 1, number, seconds=1)
    return tmp_path / "audio"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "tracks.csv lacks the column 'track_id' in its first row."),
        (b"\n" + HEADER + b"1,Rock,\n", "tracks.csv lacks the column 'track_id' in its first row."),
        (b"track_id,title\n1,Song\n", "tracks.csv lacks the column 'genre' in its first row."),
        (HEADER, "tracks.csv has no row for any file in "),
        (HEADER + b"1,Rock,\n2,Andr\xe9,\n", "tracks.csv row 3 is not UTF-8 text."),
        (HEADER + b"1,Rock,\n\none,Rock,\n", "tracks.csv row 4 has the track_id 'one', which is not a whole number."),
        (HEADER + b"1\n", "tracks.csv row 2 (track_id 1) has an empty genre."),
        (HEADER + b"1, ,test\n", "tracks.csv row 2 (track_id 1) has an empty genre."),
        (HEADER + b"1,Rock,train\n", "tracks.csv row 2 (track_id 1) has the unknown split 'train', not one of "),
        (HEADER + b"1,Rock,\n01,Folk,\n", "tracks.csv row 3 repeats track_id 1 of row 2."),
        (HEADER + b"1,R" + b"o" * 200_000 + b"ck,\n", "tracks.csv row 2 is not readable as CSV ("),
        (b",track\n", "tracks.csv lacks the column ('track', 'title') of the archive's table."),
        (ARCHIVE + b"1,Album,Band,training,Rock,Song\n2,Al", "tracks.csv row 5 has 2 values for 6 columns."),
        (ARCHIVE + b"1,Album,Band,trial,Rock,Song\n", "tracks.csv row 4 (track_id 1) has the unknown split 'trial'"),
        (ARCHIVE + b"3,Album,Band,training,Rock,Elsewhere\n", "tracks.csv has no row for any file in "),
    ],
)
def test_a_table_with_something_wrong_is_refused_in_one_sentence_with_the_row(
    audio: Path, content: bytes, sentence: str
) -> None:
    table = audio.parent / "tracks.csv"
    table.write_bytes(content)
    with pytest.raises(DatasetError) as refused:
        sources(audio, str(table))
    assert str(refused.value).startswith(sentence)


def test_blank_lines_and_empty_splits_are_allowed(audio: Path) -> None:
    table = audio.parent / "tracks.csv"
    table.write_bytes(b"\xef\xbb\xbf" + HEADER + b"\n001, Rock ,\r\n\r\n2,Folk,test\n\n")
    found = sources(audio, str(table))
    assert [(one.row["track_id"], one.row["genre"], one.row["split"]) for one in found] == [
        ("1", "Rock", ""),
        ("2", "Folk", "test"),
    ]
    assert [one.path for one in found] == [str(audio / "000001.wav"), str(audio / "000002.wav")]


def test_a_table_may_name_files_as_windows_does(audio: Path) -> None:
    write_song(audio / "Drone" / "b.wav", 0, 3, seconds=1)
    table = audio.parent / "tracks.csv"
    table.write_bytes(b"track_id,genre,file\n7,Drone,Drone\\b.wav\n8,Drone,Drone/b.wav\n")
    assert [(one.path, one.name) for one in sources(audio, str(table))] == [
        (str(audio / "Drone" / "b.wav"), "Drone/b.wav")
    ] * 2


def test_a_blank_line_in_the_archives_table_is_passed_over(audio: Path) -> None:
    table = audio.parent / "tracks.csv"
    table.write_bytes(ARCHIVE + b"\n2,Album,Band,,Rock,Song\n")
    assert [(one.row["track_id"], one.row["split"]) for one in sources(audio, str(table))] == [("2", "")]
