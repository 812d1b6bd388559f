"""Where a network is trained."""

import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")

import torch

from training.fit.cnn.device import has_bfloat16, training_device

pytestmark = pytest.mark.training


@pytest.mark.parametrize(("there", "device"), [(True, "cuda"), (False, "cpu")])
def test_a_network_is_trained_on_a_cuda_device_where_there_is_one(
    there: bool, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: there)
    assert training_device().type == device


def test_16_bits_are_left_to_processors_that_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for has in (True, False):
        monkeypatch.setattr(torch.ops.mkldnn, "_is_mkldnn_bf16_supported", lambda has=has: has)
        assert has_bfloat16(torch.device("cpu")) is has
