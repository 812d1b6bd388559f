"""Custom genres all the way: clips -> ``adapted.onnx`` -> what the bot answers."""

import shutil
from pathlib import Path

import pytest

from tests.shipped import with_tagger

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from bot.app.analyze._table import console, described
from bot.languages import ENGLISH
from bot.pipeline.analysis import AnalysedSong
from bot.replies.song import song_text
from models.analysis import CUSTOM_MODEL, HEADLINE_MODEL, WORDS_MODEL, Analysis
from models.analyzer import Analyzer
from models.errors import ArtifactError
from models.manifest import DEFAULT_FOLDER, add_optional, open_artifacts, read_entries
from models.tagger_table import CUSTOM_HEAD_FILE, PRIMARY
from tests.audio_files import music_files
from training.custom_genres.build import adapt

KINDS = ("acoustic", "electronic")
CLIPS = 6


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped models, with custom genres learnt from twelve songs beside them."""
    with_tagger()
    folder, audio = tmp_path_factory.mktemp("artifacts") / "artifacts", tmp_path_factory.mktemp("audio")
    shutil.copytree(DEFAULT_FOLDER, folder)
    for kind in KINDS:
        (audio / f"{kind} *music*").mkdir()
        for path in [path for path in music_files() if f"_{kind}_" in path.name][:CLIPS]:
            shutil.copy(path, audio / f"{kind} *music*")
    adapt(audio, folder)
    return folder


@pytest.fixture(scope="module")
def analysis(shipped: Path) -> Analysis:
    unseen = next(path for path in reversed(music_files()) if "_electronic_" in path.name)
    return Analyzer.load(shipped, threads=1).analyze(unseen)


def test_the_analysis_carries_them_under_their_own_name(analysis: Analysis) -> None:
    own = analysis.models[CUSTOM_MODEL]
    assert next(iter(own)) == "electronic *music*"
    assert sum(own.values()) == pytest.approx(1.0, abs=1e-3)
    assert set(analysis.models) == {"cnn", "lgbm", WORDS_MODEL, HEADLINE_MODEL, CUSTOM_MODEL}
    assert analysis.to_json("song")["models"][CUSTOM_MODEL] == own


def test_the_reply_shows_them_with_bars_like_any_other_genres_and_safe(analysis: Analysis) -> None:
    text = song_text(AnalysedSong("song.opus", analysis, 1.0), 4000, ENGLISH)
    assert r"electronic \*music\*" in text
    assert r"**electronic \*music\*** among the genres of your own:" in text
    best = round(100 * analysis.models[CUSTOM_MODEL]["electronic *music*"])
    (line,) = [line for line in text.splitlines() if line.startswith("`") and r"electronic \*music\*" in line]
    assert line.endswith(f"{best}%")


def test_the_terminals_table_shows_them_too(analysis: Analysis) -> None:
    with (printed := console()).capture() as captured:
        printed.print(described("song.opus", analysis))
    assert "Own genres: electronic *music*" in captured.get()


def test_songs_are_analysed_again_when_custom_genres_come(shipped: Path) -> None:
    assert open_artifacts(shipped).version != open_artifacts().version


def test_the_listing_keeps_every_required_file(shipped: Path) -> None:
    entries = {entry.file: entry for entry in read_entries(shipped)}
    assert entries[CUSTOM_HEAD_FILE].optional
    assert {entry.file for entry in read_entries(DEFAULT_FOLDER)} == set(entries) - {CUSTOM_HEAD_FILE}


def test_without_the_tagger_they_are_off_and_the_log_says_so(
    shipped: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "artifacts"
    shutil.copytree(shipped, folder)
    (folder / PRIMARY.file).unlink()
    loaded = Analyzer.load(folder, threads=1)
    assert loaded.custom_head is None
    assert f"{CUSTOM_HEAD_FILE} needs {PRIMARY.file}" in caplog.text


def test_a_broken_file_is_refused_by_name(shipped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "artifacts"
    shutil.copytree(shipped, folder)
    (folder / CUSTOM_HEAD_FILE).write_bytes(b"no network")
    add_optional(folder, CUSTOM_HEAD_FILE)
    with pytest.raises(ArtifactError, match=CUSTOM_HEAD_FILE):
        Analyzer.load(folder, threads=1)
