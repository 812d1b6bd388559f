import json
import zipfile
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from models.errors import ArtifactError
from models.manifest import DEFAULT_FOLDER, add_optional, open_artifacts
from models.tagger_table import PRIMARY
from models.taggers.tagger import Tagger
from tests.audio_files import music_files
from tests.shipped import with_tagger
from training.experiments.tagger_similarity import Library, measure_tagger_similarity
from training.fit.tag_levels import measure_levels, write_levels
from training.tools.musicnn import wheel
from training.tools.musicnn.build import metadata
from training.tools.musicnn.folding import Variables, fold
from training.tools.musicnn.labels import LABELS

KERNELS = [(7, 38, 1, 204), (7, 67, 1, 204), *((length, 1, 1, 51) for length in (128, 64, 32))]
KERNELS += [(7, 561, 1, 64), (7, 64, 1, 64), (7, 64, 1, 64)]
DEAD = 40


def variables(dead_kernels: float) -> Variables:
    """Random weights in which the first filters of each front layer have kernels of one tiny number."""
    random = np.random.default_rng(5)
    made: dict[str, np.ndarray] = {}

    def normalisation(index: int, size: int) -> None:
        name = f"batch_normalization_{index}" if index else "batch_normalization"
        made[f"{name}/gamma"], made[f"{name}/beta"] = random.normal(1, 0.2, size), random.normal(0, 0.2, size)
        made[f"{name}/moving_mean"], made[f"{name}/moving_variance"] = (
            random.normal(0, 1, size),
            random.uniform(1, 2, size),
        )

    for index, shape in enumerate(KERNELS):
        name = f"conv2d_{index}" if index else "conv2d"
        kernel = random.normal(0, 1 / np.sqrt(np.prod(shape[:3])), shape)
        if index < 5:
            kernel[..., :DEAD] = dead_kernels
        made[f"{name}/kernel"], made[f"{name}/bias"] = kernel, random.normal(0, 0.3, shape[-1])
    for index, size in enumerate([1, *(shape[-1] for shape in KERNELS), 1506, 200]):
        normalisation(index, size)
    made["dense/kernel"], made["dense/bias"] = random.normal(0, 0.02, (1506, 200)), random.normal(0, 0.1, 200)
    made["dense_1/kernel"], made["dense_1/bias"] = random.normal(0, 0.05, (200, 50)), random.normal(0, 0.1, 50)
    return {name: value.astype(np.float32) for name, value in made.items()}


@pytest.mark.training
def test_dead_filters_are_folded_away_without_a_trace() -> None:
    torch = pytest.importorskip("torch", reason="the network is rebuilt in PyTorch")
    from training.tools.musicnn.network import Musicnn

    pruned, whole = fold(variables(0.0)), fold(variables(2e-5))
    assert [sum(len(layer.bias) for layer in each.front) for each in (pruned, whole)] == [561 - 5 * DEAD, 561]
    patches = torch.from_numpy(np.random.default_rng(1).uniform(0, 4, (2, 187, 96)).astype(np.float32))
    with torch.no_grad():
        small, large = Musicnn(pruned)(patches), Musicnn(whole)(patches)
    for ours, theirs in zip(small, large, strict=True):
        assert float((ours - theirs).abs().max()) < 0.02
        assert float(theirs.std()) > 0.1


@pytest.mark.training
def test_the_exported_network_answers_as_in_pytorch(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the network is rebuilt in PyTorch")
    from training.tools.musicnn.export import export
    from training.tools.musicnn.network import Musicnn

    weights = fold(variables(0.0))
    export(weights, metadata(), tmp_path / PRIMARY.file)
    patches = np.random.default_rng(2).uniform(0, 4, (3, 187, 96)).astype(np.float32)
    answers = onnxruntime.InferenceSession(tmp_path / PRIMARY.file).run(["tags", "embedding"], {"patches": patches})
    with torch.no_grad():
        expected = Musicnn(weights)(torch.from_numpy(patches))
    for answer, tensor in zip(answers, expected, strict=True):
        np.testing.assert_allclose(answer, tensor.numpy(), atol=1e-4)
    assert Tagger.open(tmp_path / PRIMARY.file).metadata.labels == LABELS


def test_weights_that_cannot_be_downloaded_get_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(wheel.WheelError, match=r"musicnn==0\.1\.0 could not be downloaded"):
        wheel.fetch_checkpoint(tmp_path)


def test_only_the_checkpoint_leaves_the_wheel(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "musicnn.whl", "w") as archive:
        for name, content in ((".index", b"i"), (".data-00000-of-00001", b"d"), ("../../evil.py", b"e")):
            archive.writestr(f"musicnn/MSD_musicnn/{name}", content)
    index, data = wheel.unpack_checkpoint(tmp_path / "musicnn.whl", tmp_path)
    assert (index.read_bytes(), data.read_bytes()) == (b"i", b"d")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checkpoint.data", "checkpoint.index", "musicnn.whl"]


def test_the_file_says_where_its_weights_come_from() -> None:
    said = metadata()
    assert len(json.loads(said["labels"])) == len(json.loads(said["groups"])) == 50
    assert "ISC" in said["licence"]
    assert wheel.SHA256 in said["origin"]


def test_a_shipped_file_is_optional_and_checked(tmp_path: Path) -> None:
    (tmp_path / "extra.onnx").write_bytes(b"1")
    add_optional(tmp_path, "extra.onnx")
    assert open_artifacts(tmp_path).entries["extra.onnx"].optional
    (tmp_path / "extra.onnx").write_bytes(b"2")
    with pytest.raises(ArtifactError, match=r"extra\.onnx"):
        open_artifacts(tmp_path)


def test_levels_are_measured_over_folders_of_music(tmp_path: Path) -> None:
    with_tagger()
    for name, kind in (("country", "acoustic"), ("machines", "electronic")):
        (tmp_path / name).mkdir()
        for path in [path for path in music_files() if f"_{kind}_" in path.name][:5]:
            (tmp_path / name / path.name).symlink_to(path)
    levels = measure_levels(Tagger.open(DEFAULT_FOLDER / PRIMARY.file), [tmp_path / "country", tmp_path / "machines"])
    assert set(levels["tags"]) == set(LABELS)
    assert levels["tags"]["country"]["level"] == 1.0
    assert levels["tags"]["happy"]["level"] == 1.65
    write_levels(levels, tmp_path / "levels.json")
    assert json.loads((tmp_path / "levels.json").read_text())["reference"] == "5 of country, 5 of machines"


def test_neighbours_of_the_same_artist_do_not_count() -> None:
    genres = np.repeat(["jazz", "ska"], 12)
    artists = np.array([str(index) for index in range(24)])
    around = {"jazz": [1.0, 0.0], "ska": [0.0, 1.0]}
    separated = np.array([around[genre] for genre in genres]) + np.random.default_rng(4).normal(0, 0.05, (24, 2))
    noise = np.random.default_rng(4).normal(size=(24, 2))
    apart = measure_tagger_similarity(Library(genres, artists, noise, separated, noise))
    assert apart["tagger"] == 1.0
    assert apart["without"] < 0.8
    # With one artist a genre, all that is left to find is the other genre.
    assert measure_tagger_similarity(Library(genres, genres, noise, separated, noise))["tagger"] == 0.0
