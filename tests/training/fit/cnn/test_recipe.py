import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from training.data.dataset import Dataset
from training.fit import cnn
from training.fit.cnn import Settings, train
from training.fit.cnn.checkpoint import read_ensemble
from training.runs import RunMismatchError

pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")
pytest.importorskip("sklearn", reason="training needs scikit-learn, which is not installed")

import torch

pytestmark = pytest.mark.training


def quiet(_: str) -> None:
    return


def weights(checkpoint: Path) -> dict[str, torch.Tensor]:
    members = torch.load(checkpoint, weights_only=True)["members"]
    return {f"{number} {name}": tensor for number, one in enumerate(members) for name, tensor in one["weights"].items()}


@pytest.fixture(scope="module")
def trained(toy: Dataset, tiny: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(toy, tmp_path_factory.mktemp("run"), replace(tiny, epochs=16), quiet)


def test_a_miniature_training_learns_three_genres_and_leaves_its_curves(trained: Path, toy: Dataset) -> None:
    content = torch.load(trained, weights_only=True)
    assert [member["labels"] for member in content["members"]] == [["Ambient", "Bass", "Chiptune"]] * 2
    assert content["validation_accuracy"] >= 0.6
    folder = trained.parent / "member-1"
    described = json.loads((folder / "run.json").read_text())
    assert described["data_sha256"] == toy.data_sha256
    assert described["versions"]["torch"]
    assert len((folder / "curves.csv").read_text().splitlines()) == 17
    assert (folder / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_an_interrupted_training_resumes_to_the_very_same_weights(toy: Dataset, tiny: Settings, tmp_path: Path) -> None:
    through = train(toy, tmp_path / "through", tiny, quiet)

    class PulledPlugError(Exception):
        pass

    def stop_in_the_second_network(line: str) -> None:
        if line.startswith("member-1 epoch 1/"):
            raise PulledPlugError

    with pytest.raises(PulledPlugError):
        train(toy, tmp_path / "resumed", tiny, stop_in_the_second_network)
    lines: list[str] = []
    resumed = train(toy, tmp_path / "resumed", tiny, lines.append)
    assert [line.split(":")[0] for line in lines] == ["member-1 epoch 2/3", "member-1 epoch 3/3", "2 networks together"]
    expected, found = weights(through), weights(resumed)
    assert all(torch.equal(expected[name], found[name]) for name in expected)


def test_networks_trained_side_by_side_are_the_very_same(toy: Dataset, tiny: Settings, tmp_path: Path) -> None:
    short = replace(tiny, epochs=1)
    expected = weights(train(toy, tmp_path / "in-turn", short, quiet))
    found = weights(train(toy, tmp_path / "side-by-side", short, quiet, processes=2))
    assert all(torch.equal(expected[name], found[name]) for name in expected)


ENDLESS = """
import sys
from pathlib import Path
from training.fit.cnn import Settings, train
from training.data.dataset import load

if __name__ == "__main__":
    data, out = map(Path, sys.argv[1:])
    widths = (4, 8, 8, 8, 8)
    train(load(data), out, Settings(epochs=100_000, batch=10, crop=32, members=(widths, widths), pooled=8), processes=2)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_networks_stop_when_the_run_that_wants_them_is_killed(toy_folder: Path, tmp_path: Path) -> None:
    script, out = tmp_path / "endless.py", tmp_path / "run"
    script.write_text(ENDLESS)
    command = [sys.executable, str(script), str(toy_folder), str(out)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[4])}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        curves = [out / f"member-{number}" / "curves.csv" for number in range(2)]
        wait_until(lambda: all(path.exists() for path in curves))
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        run.kill()
    assert len(children) >= 2
    wait_until(lambda: not any(_is_alive(child) for child in children))


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.2)


def _is_alive(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_run_folder_of_other_settings_is_refused(toy: Dataset, tiny: Settings, tmp_path: Path) -> None:
    short = replace(tiny, epochs=1, members=tiny.members[:1])
    train(toy, tmp_path, short, quiet)
    with pytest.raises(RunMismatchError, match="another dropout"):
        train(toy, tmp_path, replace(short, dropout=0.1), quiet)


@pytest.fixture(scope="module")
def exported(trained: Path, toy: Dataset) -> Path:
    pytest.importorskip("onnxscript", reason="export needs onnxscript, which is not installed")
    path = trained.with_name("genre_cnn.onnx")
    assert cnn.export(trained, path, toy) <= 1e-4
    return path


def test_the_exported_file_says_what_it_is(exported: Path, toy: Dataset) -> None:
    session = onnxruntime.InferenceSession(exported)
    assert [(put.name, put.shape[1:]) for put in session.get_inputs()] == [("logmel", [1, 128, 128])]
    facts = session.get_modelmeta().custom_metadata_map
    assert json.loads(facts["labels"]) == list(toy.label_names)
    assert facts["data_sha256"] == toy.data_sha256
    assert json.loads(facts["frontend"])["n_fft"] == 2048
    assert facts["version"]
    parts = {part["name"]: (part["start"], part["end"]) for part in json.loads(facts["embedding_parts"])}
    logits, embedding = session.run(None, {"logmel": toy.decibels(slice(0, 5))[:, None]})
    assert logits.shape == (5, 3)
    assert parts == {"pooled": (0, 32), "teacher": (32, 38)}
    assert embedding.shape == (5, 38)


def test_a_second_network_is_exported_as_the_first_was(
    exported: Path, trained: Path, toy: Dataset, tmp_path: Path
) -> None:
    # By its public name again: the name of a submodule that an export imports would hide it.
    assert cnn.export(trained, tmp_path / "second.onnx", toy) <= 1e-4
    assert (tmp_path / "second.onnx").read_bytes() == exported.read_bytes()


def test_the_exported_file_hears_no_difference_in_gain(exported: Path, toy: Dataset) -> None:
    session = onnxruntime.InferenceSession(exported)
    image = toy.decibels(slice(0, 1))[:, None]
    expected, _ = session.run(None, {"logmel": image})
    for offset in (-120.0, -7.5, 40.0):
        found, _ = session.run(None, {"logmel": image + np.float32(offset)})
        np.testing.assert_allclose(found, expected, atol=1e-3)


def test_a_data_set_without_teacher_trains_on_the_truth_alone(toy: Dataset, tiny: Settings, tmp_path: Path) -> None:
    checkpoint = train(replace(toy, teacher=None), tmp_path, replace(tiny, epochs=1, members=tiny.members[:1]), quiet)
    assert torch.load(checkpoint, weights_only=True)["members"][0]["teacher_size"] == 0


def test_a_joined_checkpoint_says_what_it_was_trained_for(trained: Path, toy: Dataset) -> None:
    read = read_ensemble(trained)
    assert read.labels == toy.label_names
    assert read.data_sha256 == toy.data_sha256
    assert len(read.settings) == len(read.epochs) == 2
    assert not read.network.training
