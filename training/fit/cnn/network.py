"""The network: a residual CNN over bands and time that names genres and predicts the teacher's embedding."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from models.audio.logmel import FLOOR_DB
from training.fit.cnn.settings import Settings


def _own_maximum(decibels: Tensor) -> Tensor:
    """Put each image [batch, 1, bands, frames] relative to its own maximum and clip at -80 dB."""
    loudest = decibels.amax(dim=(1, 2, 3), keepdim=True)
    return torch.clamp(decibels - loudest, min=FLOOR_DB)


class _SqueezeExcitation(nn.Module):
    """Scales channels by what the whole image holds (Hu, Shen and Sun, CVPR 2018)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.squeeze = nn.Linear(channels, channels // 4)
        self.excite = nn.Linear(channels // 4, channels)

    def forward(self, features: Tensor) -> Tensor:
        """Map [batch, channels, bands, frames] to the same shape."""
        hidden = functional.relu(self.squeeze(features.mean(dim=(2, 3))))
        return features * torch.sigmoid(self.excite(hidden))[:, :, None, None]


class _ResidualBlock(nn.Module):
    """Two 3 x 3 convolutions beside a shortcut that averages before it projects (ResNet-D, He et al. 2019)."""

    def __init__(self, inputs: int, outputs: int, stride: tuple[int, int]) -> None:
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.attention = _SqueezeExcitation(outputs)
        self.shortcut = nn.Sequential(
            nn.AvgPool2d(stride), nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs)
        )

    def forward(self, features: Tensor) -> Tensor:
        """Map [batch, inputs, bands, frames] to [batch, outputs, bands / stride, frames / stride]."""
        inner = functional.relu(self.first_norm(self.first(features)), inplace=True)
        inner = self.attention(self.second_norm(self.second(inner)))
        return functional.relu(inner + self.shortcut(features), inplace=True)


class _BandFeatures(nn.Module):
    """Three channels a band: level, contrast with the band's own mean over time, position (or nothing)."""

    mean: Tensor
    scale: Tensor
    position: Tensor

    def __init__(self, bands: int, *, positions: bool) -> None:
        super().__init__()
        self.register_buffer("mean", torch.full((bands,), -40.0))
        self.register_buffer("scale", torch.full((bands,), 15.0))
        self.register_buffer("position", torch.linspace(-1.0, 1.0, bands) * positions)

    def fit(self, images: NDArray[np.float32]) -> None:
        """Learn each band's mean and deviation from images [n, bands, frames] in dB, each put to its own maximum."""
        decibels = np.maximum(images - images.max(axis=(1, 2), keepdims=True), FLOOR_DB)
        self.mean.copy_(torch.from_numpy(decibels.mean(axis=(0, 2))))
        self.scale.copy_(torch.from_numpy(decibels.std(axis=(0, 2))).clamp(min=1.0))

    def forward(self, decibels: Tensor) -> Tensor:
        """Map [batch, 1, bands, frames] to [batch, 3, bands, frames]."""
        level = (decibels - self.mean[:, None]) / self.scale[:, None]
        # An equaliser moves a band's level but hardly its contrast: music mastered differently keeps this channel.
        contrast = (decibels - decibels.mean(dim=3, keepdim=True)) / 10.0
        position = torch.zeros_like(level) + self.position[:, None]
        return torch.cat((level, contrast, position), dim=1)


class _AttentiveMean(nn.Module):
    """The mean over time, each step weighted by a score of its own (Okabe, Koshinaka and Shinoda, Interspeech 2018)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.score = nn.Conv2d(channels, 1, 1)

    def forward(self, sequence: Tensor) -> Tensor:
        """Map [batch, channels, 1, frames] to [batch, channels]."""
        weight = torch.softmax(self.score(sequence), dim=3)
        return (sequence * weight).sum(dim=(2, 3))


class GenreNetwork(nn.Module):
    """Images in dB to ``logits`` [batch, labels] and ``embedding`` [batch, 2 * pooled + teacher_size].

    The embedding's first part are the pooled features, its second part the predicted, standardised teacher embedding.
    ``settings.members`` holds this network alone.
    """

    def __init__(self, settings: Settings, labels: int, teacher_size: int, bands: int = 128) -> None:
        super().__init__()
        self.pooled_size = 2 * settings.pooled
        self.teacher_size = teacher_size
        self.front = _BandFeatures(bands, positions=settings.positions)
        (widths,) = settings.members
        self.stem = nn.Conv2d(3, widths[0], (5, 5), (2, 1), (2, 2), bias=False)
        self.stem_norm = nn.BatchNorm2d(widths[0])
        strides = [(2, 1 if stage == 0 else 2) for stage in range(len(widths) - 1)]
        self.stages = nn.Sequential(*map(_ResidualBlock, widths[:-1], widths[1:], strides))
        remaining = bands // 2 ** len(widths)
        self.collapse = nn.Conv2d(widths[-1], settings.pooled, (remaining, 1), bias=False)
        self.collapse_norm = nn.BatchNorm2d(settings.pooled)
        self.attention = _AttentiveMean(settings.pooled) if settings.attention else None
        self.pooled_norm = nn.BatchNorm1d(self.pooled_size)
        self.dropout = nn.Dropout(settings.dropout)
        self.teacher = nn.Linear(self.pooled_size, max(teacher_size, 1))
        self.classifier = nn.Linear(self.pooled_size + teacher_size, labels)

    @property
    def device(self) -> torch.device:
        """Where its weights are."""
        return self.classifier.weight.device

    def forward(self, decibels: Tensor) -> tuple[Tensor, Tensor]:
        """Map float32 [batch, 1, bands, frames] in dB with any constant offset to logits and embedding."""
        features = self.front(_own_maximum(decibels)).contiguous(memory_format=torch.channels_last)
        features = functional.relu(self.stem_norm(self.stem(features)), inplace=True)
        sequence = functional.relu(self.collapse_norm(self.collapse(self.stages(features))))
        mean = self.attention(sequence) if self.attention else sequence.mean(dim=(2, 3))
        pooled = self.pooled_norm(torch.cat((mean, sequence.amax(dim=(2, 3))), dim=1))
        dropped = self.dropout(pooled)
        if not self.teacher_size:
            return self.classifier(dropped), pooled
        predicted = self.teacher(dropped)
        return self.classifier(torch.cat((dropped, predicted), dim=1)), torch.cat((pooled, predicted), dim=1)


class NetworkEnsemble(nn.Module):
    """An ensemble of networks: the mean of their logits, their pooled features side by side.

    The embedding's second part is the mean of their predicted teacher embeddings.
    """

    def __init__(self, members: Sequence[GenreNetwork]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)
        self.pooled_size = sum(member.pooled_size for member in members)
        self.teacher_size = members[0].teacher_size

    def forward(self, decibels: Tensor) -> tuple[Tensor, Tensor]:
        """Map float32 [batch, 1, bands, frames] in dB with any constant offset to logits and embedding."""
        outputs = [member(decibels) for member in self.members]
        logits = torch.stack([logits for logits, _ in outputs]).mean(dim=0)
        pooled = [embedding[:, : embedding.shape[1] - self.teacher_size] for _, embedding in outputs]
        teacher = torch.stack([embedding[:, embedding.shape[1] - self.teacher_size :] for _, embedding in outputs])
        return logits, torch.cat((*pooled, teacher.mean(dim=0)), dim=1)
