import json
import logging
from pathlib import Path

import pytest

from models.errors import ArtifactError
from models.manifest import add_optional, open_artifacts, write_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "model.txt").write_text("weights")
    (tmp_path / "catalog" / "tracks.csv").write_text("track_id\n1\n")
    write_manifest(tmp_path, ["model.txt", "catalog/tracks.csv"])
    return tmp_path


def test_matching_files_open_with_a_version_of_twelve_hex_digits(folder: Path) -> None:
    artifacts = open_artifacts(folder)
    assert artifacts.path("catalog/tracks.csv").read_text() == "track_id\n1\n"
    assert len(artifacts.version) == 12
    assert int(artifacts.version, 16) >= 0


def test_a_changed_byte_is_refused_and_the_file_named(folder: Path) -> None:
    (folder / "model.txt").write_text("weightz")
    with pytest.raises(ArtifactError, match=r"model\.txt"):
        open_artifacts(folder)


def test_a_wrong_size_is_refused_and_the_file_named(folder: Path) -> None:
    (folder / "catalog" / "tracks.csv").write_text("track_id\n")
    with pytest.raises(ArtifactError, match=r"tracks\.csv has 9 bytes"):
        open_artifacts(folder)


def test_a_missing_file_is_refused_and_named(folder: Path) -> None:
    (folder / "model.txt").unlink()
    with pytest.raises(ArtifactError, match=r"model\.txt is missing"):
        open_artifacts(folder)


def test_a_missing_manifest_is_refused_and_named(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=r"manifest\.json"):
        open_artifacts(tmp_path)


def test_a_manifest_that_leaves_its_folder_is_refused(folder: Path) -> None:
    listed = [{"file": "../secret", "sha256": "0", "bytes": 1, "optional": False}]
    (folder / "manifest.json").write_text(json.dumps({"files": listed}))
    with pytest.raises(ArtifactError, match="outside"):
        open_artifacts(folder)


def test_an_absent_optional_file_is_said_in_the_log_and_not_offered(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "tagger.onnx").write_bytes(b"net")
    add_optional(folder, "tagger.onnx")
    assert open_artifacts(folder).has("tagger.onnx")
    (folder / "tagger.onnx").unlink()
    with caplog.at_level(logging.INFO):
        assert not open_artifacts(folder).has("tagger.onnx")
    assert "tagger.onnx" in caplog.text


def test_a_new_list_of_required_files_keeps_the_optional_ones(folder: Path) -> None:
    (folder / "tagger.onnx").write_bytes(b"net")
    add_optional(folder, "tagger.onnx")
    write_manifest(folder, ["model.txt"])
    artifacts = open_artifacts(folder)
    assert artifacts.has("tagger.onnx")
    assert not artifacts.has("catalog/tracks.csv")


def test_an_unlisted_file_is_never_handed_out(folder: Path) -> None:
    (folder / "stray.bin").write_bytes(b"?")
    with pytest.raises(ArtifactError, match=r"stray\.bin"):
        open_artifacts(folder).path("stray.bin")
