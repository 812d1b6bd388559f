"""Track-level measures of a network's answers."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.data.dataset import Dataset


def predict(
    network: nn.Module, dataset: Dataset, positions: NDArray[np.int64], batch: int = 64
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return probabilities [m, labels] and embeddings [m, d] of the whole images at ``positions``."""
    network.eval()
    device = next(network.parameters()).device
    probabilities, embeddings = [], []
    with torch.inference_mode():
        for start in range(0, len(positions), batch):
            images = torch.from_numpy(dataset.decibels(positions[start : start + batch]))[:, None].to(device)
            logits, embedding = network(images)
            probabilities.append(torch.softmax(logits, dim=1).cpu().numpy())
            embeddings.append(embedding.cpu().numpy())
    return np.concatenate(probabilities), np.concatenate(embeddings)


def accuracy(probabilities: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """Return the share of rows [n, labels] whose largest probability is the label's."""
    return float((probabilities.argmax(axis=1) == labels).mean())


def log_loss(probabilities: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """Return the mean negative logarithm (nats) of the label's probability."""
    chosen = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(chosen, 1e-7)).mean())
