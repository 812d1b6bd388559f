"""The musically motivated network of Pons and Serra ("musicnn", ISMIR 2019 late-breaking).

Timbral filters span seven frames and a share of the bands and keep their loudest place in frequency; temporal filters
span many frames of one band. Three residual convolutions over time follow; all their outputs are pooled over time by
maximum and mean.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.tools.musicnn.folding import Convolution, Dense, Folded


class _FrontFilters(nn.Module):
    """Filters over time and bands, each with its greatest value among the bands.

    The normalisation after the rectifier only scales and shifts: its scale is the kernel's here, and where it is
    negative the least pooled counts instead of the greatest. That leaves nothing to compute on the large map but the
    convolution itself.
    """

    def __init__(self, layer: Convolution) -> None:
        super().__init__()
        length, size = layer.kernel.shape[2], np.abs(layer.scale)
        # TensorFlow's 'same' padding in time: for even lengths, the longer half comes after.
        self.padding = (0, 0, (length - 1) // 2, length // 2)
        self.kernel = _constant(layer.kernel * size.reshape(-1, 1, 1, 1))
        self.bias, self.shift = _constant(layer.bias * size), _constant(layer.shift.reshape(-1, 1))
        self.negative = _constant((layer.scale < 0).astype(np.float64).reshape(-1, 1))
        self.any_negative = bool((layer.scale < 0).any())

    def forward(self, signal: Tensor) -> Tensor:
        """[n, 1, frames, bands] -> [n, filters, frames]."""
        activation = functional.relu(functional.conv2d(functional.pad(signal, self.padding), self.kernel, self.bias))
        pooled: Tensor = activation.amax(dim=3)
        if self.any_negative:
            pooled = torch.where(self.negative > 0, -activation.amin(dim=3), pooled)
        return pooled + self.shift


class _MiddleFilters(nn.Module):
    """A convolution over time, its rectifier and the normalisation after it."""

    def __init__(self, layer: Convolution) -> None:
        super().__init__()
        self.kernel, self.bias = _constant(layer.kernel), _constant(layer.bias)
        self.scale, self.shift = _constant(layer.scale.reshape(-1, 1)), _constant(layer.shift.reshape(-1, 1))

    def forward(self, signal: Tensor) -> Tensor:
        """[n, inputs, frames] -> [n, filters, frames]."""
        margin = self.kernel.shape[2] // 2
        activation: Tensor = functional.relu(functional.conv1d(signal, self.kernel, self.bias, padding=margin))
        return activation * self.scale + self.shift


class Musicnn(nn.Module):
    """Log-mel patches [n, 187 frames, 96 bands] -> tag logits [n, 50] and the embedding [n, 200] before them."""

    def __init__(self, weights: Folded) -> None:
        super().__init__()
        self.scale, self.shift = _constant(weights.scale), _constant(weights.shift)
        self.front = nn.ModuleList(_FrontFilters(layer) for layer in weights.front)
        self.middle = nn.ModuleList(_MiddleFilters(layer) for layer in weights.middle)
        self.embedding, self.tags = _linear(weights.embedding), _linear(weights.tags)
        self.embedding_scale = _constant(weights.embedding_scale)
        self.embedding_shift = _constant(weights.embedding_shift)

    def forward(self, patches: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag logits and embeddings of ``patches``, log10(1 + 10000 * mel power)."""
        signal = (patches * self.scale + self.shift).unsqueeze(1)
        front = torch.cat([filters(signal) for filters in self.front], dim=1)
        first, second, third = self.middle
        one = first(torch.cat([front, torch.ones_like(front[:, :1])], dim=1))
        two = second(one) + one
        three = third(two) + two
        channels = torch.cat([front, one, two, three], dim=1)
        pooled = torch.cat([channels.amax(dim=2), channels.mean(dim=2)], dim=1)
        embedding = functional.relu(self.embedding(pooled)) * self.embedding_scale + self.embedding_shift
        return self.tags(embedding), embedding


def _constant(values: NDArray[np.float64]) -> nn.Parameter:
    return nn.Parameter(torch.from_numpy(np.ascontiguousarray(values, np.float32)), requires_grad=False)


def _linear(layer: Dense) -> nn.Linear:
    linear = nn.Linear(*layer.weight.shape)
    linear.weight = _constant(layer.weight.T)
    linear.bias = _constant(layer.bias)
    return linear
