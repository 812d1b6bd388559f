"""From the checkpoint's variables to the few arrays that the network computes with.

Most of the published front end is dead: weight decay took all but 64 of the 561 front-end filters to zero, and
such a filter's output does not depend on the music. Their outputs are folded into the biases of the layers after
them, and the network becomes almost ten times as fast.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Variables = Mapping[str, NDArray[np.float32]]

# tf.layers.batch_normalization's default.
_EPSILON = 1e-3
# Norms of kernels: the smallest live one is 5.6e-3, the largest dead one 1.3e-6.
_ALIVE = 1e-4
_FRONT_CONVOLUTIONS = range(5)
_MIDDLE_CONVOLUTIONS = range(5, 8)


@dataclass(frozen=True, slots=True)
class Convolution:
    """``relu(kernel * x + bias) * scale + shift``; kernel [filters, inputs, time] or [filters, 1, time, bands]."""

    kernel: Array
    bias: Array
    scale: Array
    shift: Array


@dataclass(frozen=True, slots=True)
class Dense:
    """``x @ weight + bias``; weight [inputs, outputs]."""

    weight: Array
    bias: Array


@dataclass(frozen=True, slots=True)
class Folded:
    """The whole network; ``scale`` and ``shift`` go with the input, ``embedding_*`` with the embedding."""

    scale: Array
    shift: Array
    front: tuple[Convolution, ...]
    middle: tuple[Convolution, ...]
    embedding: Dense
    embedding_scale: Array
    embedding_shift: Array
    tags: Dense


def fold(variables: Variables) -> Folded:
    """Return the network's arrays without its dead filters."""
    layers = [_convolution(variables, index) for index in _FRONT_CONVOLUTIONS]
    alive = [np.sqrt((layer.kernel**2).sum(axis=(1, 2, 3))) > _ALIVE for layer in layers]
    mask = np.concatenate(alive)
    constant = np.concatenate([np.maximum(layer.bias, 0) * layer.scale + layer.shift for layer in layers])
    first, *others = [_convolution(variables, index) for index in _MIDDLE_CONVOLUTIONS]
    scale, shift = _normalisation(variables, "batch_normalization")
    embedding_scale, embedding_shift = _normalisation(variables, "batch_normalization_10")
    return Folded(
        scale=scale,
        shift=shift,
        front=tuple(
            Convolution(layer.kernel[keep], layer.bias[keep], layer.scale[keep], layer.shift[keep])
            for layer, keep in zip(layers, alive, strict=True)
        ),
        middle=(_first_middle(first, mask, constant), *(_transposed(layer) for layer in others)),
        embedding=_pooled_dense(variables, mask, constant),
        embedding_scale=embedding_scale,
        embedding_shift=embedding_shift,
        tags=_dense(variables, "dense_1"),
    )


def _numbered(name: str, index: int) -> str:
    return f"{name}_{index}" if index else name


def _convolution(variables: Variables, index: int) -> Convolution:
    """Read convolution ``index`` (kernel [time, bands, 1, filters]) and the normalisation that follows it."""
    name = _numbered("conv2d", index)
    kernel = variables[f"{name}/kernel"].astype(np.float64).transpose(3, 2, 0, 1)
    scale, shift = _normalisation(variables, _numbered("batch_normalization", index + 1))
    return Convolution(kernel, variables[f"{name}/bias"].astype(np.float64), scale, shift)


def _normalisation(variables: Variables, name: str) -> tuple[Array, Array]:
    gamma, beta, mean, variance = (
        variables[f"{name}/{part}"].astype(np.float64) for part in ("gamma", "beta", "moving_mean", "moving_variance")
    )
    scale = gamma / np.sqrt(variance + _EPSILON)
    return scale, beta - mean * scale


def _transposed(layer: Convolution) -> Convolution:
    """Turn kernels [filters, 1, time, inputs] into [filters, inputs, time]."""
    return Convolution(layer.kernel[:, 0].transpose(0, 2, 1), layer.bias, layer.scale, layer.shift)


def _first_middle(layer: Convolution, mask: NDArray[np.bool_], constant: Array) -> Convolution:
    """Keep the live inputs; a last one, always 1, stands for the dead (padding in time makes it more than a bias)."""
    kernel = _transposed(layer).kernel
    dead = (kernel[:, ~mask] * constant[~mask][:, None]).sum(axis=1, keepdims=True)
    return Convolution(np.concatenate([kernel[:, mask], dead], axis=1), layer.bias, layer.scale, layer.shift)


def _dense(variables: Variables, name: str) -> Dense:
    return Dense(variables[f"{name}/kernel"].astype(np.float64), variables[f"{name}/bias"].astype(np.float64))


def _pooled_dense(variables: Variables, mask: NDArray[np.bool_], constant: Array) -> Dense:
    """Fold the normalisation before it into the first dense layer; inputs: all maxima, then all means."""
    scale, shift = _normalisation(variables, "batch_normalization_9")
    dense = _dense(variables, "dense")
    weight = (dense.weight * scale[:, None]).reshape(-1, 2, dense.weight.shape[1])
    front, middle = weight[: len(mask)], weight[len(mask) :]
    bias = dense.bias + shift @ dense.weight + constant[~mask] @ front[~mask].sum(axis=1)
    kept = np.concatenate([front[mask], middle])
    return Dense(kept.transpose(1, 0, 2).reshape(-1, weight.shape[2]), bias)
