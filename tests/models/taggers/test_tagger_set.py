import json
import logging
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import pytest

from models.analysis import Analysis, TagScore
from models.analyzer import Analyzer
from models.audio import Excerpt, decode_song
from models.errors import ArtifactError
from models.manifest import DEFAULT_FOLDER, MANIFEST, add_optional, open_artifacts, read_entries
from models.tagger_table import PRIMARY, TaggerSpec
from models.taggers.metadata import pack_filterbank
from models.taggers.tagger import Tagger
from models.taggers.tagger_set import TaggerSet
from models.taggers.taggram import taggram
from tests.audio_files import encode, long_song, music_files, silence, song
from tests.shipped import with_tagger

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


def test_the_taggram_covers_the_analysed_parts_only_and_in_order(analysis: Analysis) -> None:
    assert analysis.taggram is not None
    starts, ends = analysis.taggram.starts_s, analysis.taggram.ends_s
    assert 2 <= len(starts) <= 10
    assert list(starts) == sorted(starts)
    assert all(0 < end - start < 3.01 for start, end in zip(starts, ends, strict=True))
    analysed = [(passage.start_s - 0.01, passage.end_s + 0.01) for passage in analysis.timeline]
    for start, end in zip(starts, ends, strict=True):
        assert any(first <= start and end <= last for first, last in analysed)


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


@pytest.mark.parametrize("tags", [(), (TagScore("jazz", "genre", 0.5),)], ids=["silence", "nothing worth naming"])
def test_where_no_tag_is_worth_naming_there_is_no_course(tags: tuple[TagScore, ...]) -> None:
    excerpt = Excerpt(0, 30, np.zeros(0, np.float32))
    assert taggram(tags, {"jazz": np.full(2, 0.5)}, ((0, 0.0), (0, 3.0)), [excerpt]) is None


def another_tagger(folder: Path, **properties: str) -> TaggerSpec:
    """Put a copy of the shipped tagger with other properties beside it, and return its row of the table."""
    spec = TaggerSpec("second", "second.onnx", weight=0.5)
    model = onnx.load(with_tagger().path(PRIMARY.file))
    own = {entry.key: entry.value for entry in model.metadata_props} | properties
    onnx.helper.set_model_props(model, own)
    onnx.save(model, folder / spec.file)
    shutil.copy(DEFAULT_FOLDER / PRIMARY.file, folder)
    for file in (PRIMARY.file, spec.file):
        add_optional(folder, file)
    return spec


def test_another_tagger_is_a_file_and_a_row_of_the_table(tmp_path: Path) -> None:
    metadata = Tagger.load(with_tagger()).metadata
    renamed = ["choir" if label == "jazz" else label.upper() for label in metadata.labels]
    levels = {"mean": -3.0, "deviation": 1.0, "level": 1.3}
    spec = another_tagger(tmp_path, labels=json.dumps(renamed), levels=json.dumps(dict.fromkeys(renamed, levels)))
    both = TaggerSet.load(open_artifacts(tmp_path), 1, (PRIMARY, spec))
    alone = TaggerSet.load(open_artifacts(tmp_path), 1, (PRIMARY,))
    excerpts = decode_song(music_files()[0]).excerpts
    found, single = both.tag(excerpts), alone.tag(excerpts)
    assert set(found.embeddings) == {PRIMARY.name, "second"}
    np.testing.assert_array_equal(found.embeddings["second"], single.embeddings[PRIMARY.name])
    np.testing.assert_array_equal(found.embedding, single.embedding)
    # A tag whose name the first tagger knows too, whatever its case, comes from the first alone.
    assert {tag.tag for tag in found.tags} == {tag.tag for tag in single.tags} | {"choir"}
    assert {tag for tag in found.tags if tag.tag != "choir"} == set(single.tags)
    assert both.owner("choir") == (spec, both.loaded[1][1])
    assert both.owner("JAZZ") == (PRIMARY, both.loaded[0][1])


def test_a_tagger_with_another_filterbank_is_refused_by_name(tmp_path: Path) -> None:
    spec = another_tagger(tmp_path, filterbank=pack_filterbank(np.ones((96, 257), np.float32)))
    with pytest.raises(ArtifactError, match=r"second\.onnx"):
        TaggerSet.load(open_artifacts(tmp_path), 1, (PRIMARY, spec))


def test_without_any_tagger_there_are_no_tags() -> None:
    nothing = TaggerSet().tag(decode_song(music_files()[0]).excerpts)
    assert (nothing.tags, nothing.taggram, nothing.embedding, nothing.results) == ((), None, None, {})


def test_without_its_file_the_rest_works_and_the_log_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shipped_into(tmp_path)
    (folder / PRIMARY.file).write_bytes(b"here for a moment")
    add_optional(folder, PRIMARY.file)
    (folder / PRIMARY.file).unlink()
    with caplog.at_level(logging.INFO):
        analyzer = Analyzer.load(folder, threads=1)
    found = analyzer.analyze(encode(tmp_path / "song.flac", song(), 48_000))
    assert (found.tags, found.taggram) == ((), None)
    assert found.vectors is not None
    assert found.vectors.tagger is None
    assert "tagger" not in found.timings_s
    assert [PRIMARY.file in record.getMessage() for record in caplog.records].count(True) == 1


def test_switched_off_no_tagger_runs_and_the_version_is_another(analysis: Analysis) -> None:
    plain = Analyzer.load(threads=1, tagger=False)
    assert not plain.taggers
    assert plain.artifacts.version != analysis.model_version
    assert plain.artifacts.version == open_artifacts(tagger=False).version
