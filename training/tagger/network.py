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

from training.tagger.folding import Convolution, Dense, Folded

_MIDDLE_MARGIN = 3


class Filters(nn.Module):
    """A convolution, its rectifier and the normalisation after it; ``padding`` is zeros before and after, in time."""

    def __init__(self, layer: Convolution, padding: tuple[int, int]) -> None:
        super().__init__()
        self.padding = padding
        self.kernel = _constant(layer.kernel)
        self.bias = _constant(layer.bias)
        trailing = (1,) * (layer.kernel.ndim - 2)
        self.scale = _constant(layer.scale.reshape(-1, *trailing))
        self.shift = _constant(layer.shift.reshape(-1, *trailing))

    def forward(self, signal: Tensor) -> Tensor:
        """[n, inputs, frames(, bands)] -> [n, filters, frames(, places)]."""
        flat = self.kernel.ndim == 4
        padded = functional.pad(signal, (0, 0, *self.padding) if flat else self.padding)
        convolve = functional.conv2d if flat else functional.conv1d
        activation: Tensor = functional.relu(convolve(padded, self.kernel, self.bias))
        return activation * self.scale + self.shift


class Musicnn(nn.Module):
    """Log-mel patches [n, 187 frames, 96 bands] -> tag logits [n, 50] and the embedding [n, 200] before them."""

    def __init__(self, weights: Folded) -> None:
        super().__init__()
        self.scale, self.shift = _constant(weights.scale), _constant(weights.shift)
        self.front = nn.ModuleList(Filters(layer, _margins(layer)) for layer in weights.front)
        self.middle = nn.ModuleList(Filters(layer, (_MIDDLE_MARGIN, _MIDDLE_MARGIN)) for layer in weights.middle)
        self.embedding, self.tags = _linear(weights.embedding), _linear(weights.tags)
        self.embedding_scale = _constant(weights.embedding_scale)
        self.embedding_shift = _constant(weights.embedding_shift)

    def forward(self, patches: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag logits and embeddings of ``patches``, log10(1 + 10000 * mel power)."""
        signal = (patches * self.scale + self.shift).unsqueeze(1)
        front = torch.cat([filters(signal).amax(dim=3) for filters in self.front], dim=1)
        first, second, third = self.middle
        one = first(torch.cat([front, torch.ones_like(front[:, :1])], dim=1))
        two = second(one) + one
        three = third(two) + two
        channels = torch.cat([front, one, two, three], dim=1)
        pooled = torch.cat([channels.amax(dim=2), channels.mean(dim=2)], dim=1)
        embedding = functional.relu(self.embedding(pooled)) * self.embedding_scale + self.embedding_shift
        return self.tags(embedding), embedding


def _margins(layer: Convolution) -> tuple[int, int]:
    """Return TensorFlow's 'same' padding: for even lengths, the longer half comes after."""
    length = layer.kernel.shape[2]
    return (length - 1) // 2, length // 2


def _constant(values: NDArray[np.float64]) -> nn.Parameter:
    return nn.Parameter(torch.from_numpy(np.ascontiguousarray(values, np.float32)), requires_grad=False)


def _linear(layer: Dense) -> nn.Linear:
    linear = nn.Linear(*layer.weight.shape)
    linear.weight = _constant(layer.weight.T)
    linear.bias = _constant(layer.bias)
    return linear
