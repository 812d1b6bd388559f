import json
import logging
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from models.analysis import Analysis, TagScore
from models.analyzer import Analyzer
from models.audio import Excerpt
from models.manifest import DEFAULT_FOLDER, MANIFEST, open_artifacts, read_entries
from models.taggers.tagger import TAGGER, Tagged
from models.taggers.taggram import taggram
from tests.audio_files import encode, long_song, silence, song
from tests.shipped import with_tagger
from training.fit.manifest import add_optional

SECONDS = 150.0


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    with_tagger()
    return Analyzer.load(threads=1)


@pytest.fixture(scope="module")
def analysis(analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    path = encode(tmp_path_factory.mktemp("songs") / "song.mp3", long_song(SECONDS), 48_000)
    return analyzer.analyze(path)


def shipped_into(folder: Path) -> Path:
    """Copy the shipped artifacts without the optional ones."""
    for entry in read_entries(DEFAULT_FOLDER):
        if not entry.optional:
            (folder / entry.file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(DEFAULT_FOLDER / entry.file, folder / entry.file)
    rows = [asdict(entry) for entry in read_entries(DEFAULT_FOLDER) if not entry.optional]
    (folder / MANIFEST).write_text(json.dumps({"files": rows}))
    return folder


def test_the_tags_run_over_the_heard_parts_only_and_in_order(analysis: Analysis) -> None:
    assert analysis.taggram is not None
    starts, ends = analysis.taggram.starts_s, analysis.taggram.ends_s
    assert 2 <= len(starts) <= 10
    assert list(starts) == sorted(starts)
    assert all(0 < end - start < 3.01 for start, end in zip(starts, ends, strict=True))
    heard = [(passage.start_s - 0.01, passage.end_s + 0.01) for passage in analysis.timeline]
    for start, end in zip(starts, ends, strict=True):
        assert any(first <= start and end <= last for first, last in heard)


def test_the_course_of_a_tag_has_a_score_a_part_and_runs_round_its_mean(analysis: Analysis) -> None:
    assert analysis.taggram is not None
    scores = {tag.tag: tag.score for tag in analysis.tags}
    for course in analysis.taggram.courses:
        assert len(course.scores) == len(analysis.taggram.starts_s)
        assert min(course.scores) - 0.05 <= scores[course.tag] <= max(course.scores) + 0.05


def test_the_course_of_the_tags_adds_little_to_what_is_printed(analysis: Analysis) -> None:
    printed = json.dumps(analysis.to_json("song")["taggram"], allow_nan=False)
    assert 0 < len(printed) < 2000


def test_silent_stretches_have_no_part_in_it(analyzer: Analyzer, tmp_path: Path) -> None:
    sound = np.concatenate([song()[:, : 12 * 48_000], silence(18, 48_000)], axis=1)
    found = analyzer.analyze(encode(tmp_path / "half.flac", sound, 48_000))
    assert found.tags
    if found.taggram is not None:
        assert max(found.taggram.starts_s) < 12


def test_a_clip_of_one_part_has_tags_and_no_course(analyzer: Analyzer, tmp_path: Path) -> None:
    found = analyzer.analyze(encode(tmp_path / "brief.wav", song()[:, : 2 * 48_000], 48_000))
    assert found.uncertain
    assert len(found.tags) == 50
    assert found.taggram is None


@pytest.mark.parametrize(
    ("tags", "parts"),
    [((), ((0, 0.0), (0, 3.0))), ((TagScore("jazz", "genre", 0.5),), ((0, 0.0), (0, 3.0)))],
    ids=["silence", "nothing worth saying"],
)
def test_where_no_tag_is_said_there_is_no_course(
    tags: tuple[TagScore, ...], parts: tuple[tuple[int, float], ...]
) -> None:
    excerpt = Excerpt(0, 30, np.zeros(0, np.float32))
    assert taggram(Tagged(tags, None, parts, np.full((2, 1), 0.5)), ("jazz",), [excerpt]) is None


def test_without_its_file_the_rest_works_and_the_log_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shipped_into(tmp_path)
    (folder / TAGGER).write_bytes(b"here for a moment")
    add_optional(folder, TAGGER)
    (folder / TAGGER).unlink()
    with caplog.at_level(logging.INFO):
        analyzer = Analyzer.load(folder, threads=1)
    found = analyzer.analyze(encode(tmp_path / "song.flac", song(), 48_000))
    assert (found.tags, found.taggram) == ((), None)
    assert found.vectors is not None
    assert found.vectors.tagger is None
    assert "tagger" not in found.timings_s
    assert [TAGGER in record.getMessage() for record in caplog.records].count(True) == 1


def test_switched_off_it_neither_runs_nor_shares_a_version_with_what_was_heard_with_it(analysis: Analysis) -> None:
    plain = Analyzer.load(threads=1, tagger=False)
    assert plain.tagger is None
    assert plain.artifacts.version != analysis.model_version
    assert plain.artifacts.version == open_artifacts(tagger=False).version
