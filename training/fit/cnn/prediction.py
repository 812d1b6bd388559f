"""A network's predictions for whole images."""

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
