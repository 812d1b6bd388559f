"""Where a network is trained: on a CUDA device where PyTorch finds one, otherwise on the processor."""

import torch


def training_device() -> torch.device:
    """Return the first CUDA device, or the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def has_bfloat16(device: torch.device) -> bool:
    """Say whether ``device`` computes in bfloat16 itself; emulated, it would be slower than float32."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
