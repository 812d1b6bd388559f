"""Images as other archives would have made them, where music is mastered differently."""

import numpy as np
from numpy.typing import NDArray

from models.audio.logmel import FLOOR_DB
from models.genres.segments import own_maximum

DEPTH_DB = 6.0


def equalised(images: NDArray[np.float32], generator: np.random.Generator) -> NDArray[np.float32]:
    """Return images [n, bands, frames], each with its own smooth curve of -6 to +6 dB over the bands added.

    Four to eight points a curve, joined by half cosines; the result is relative to its own maximum again.
    """
    count, bands, _ = images.shape
    points = int(generator.integers(4, 9))
    gains = generator.uniform(-DEPTH_DB, DEPTH_DB, (count, points))
    place = np.linspace(0, points - 1, bands)
    left = np.minimum(place.astype(int), points - 2)
    share = (1 - np.cos(np.pi * (place - left))) / 2
    curve = gains[:, left] * (1 - share) + gains[:, left + 1] * share
    return own_maximum(images + curve[:, :, None].astype(np.float32))


def augmented(images: NDArray[np.float32], generator: np.random.Generator) -> NDArray[np.float32]:
    """Return images [n, bands, frames] as if another archive had published the music.

    Each has its own equaliser and dynamic range; some lose their top bands to a low sample rate or bit rate, some their
    quietest parts to noise, some are measured against a louder maximum.
    """
    count, bands, _ = images.shape
    changed = equalised(images, generator) * generator.uniform(0.85, 1.15, (count, 1, 1)).astype(np.float32)
    top = generator.integers(int(0.75 * bands), bands, count)
    lost = (np.arange(bands) >= np.reshape(top, (count, 1))) & _chosen(generator, count, 0.3)
    changed = np.where(lost[:, :, None], np.float32(FLOOR_DB), changed)
    noise = generator.uniform(-75, -50, (count, 1, 1)) + 3 * generator.standard_normal(changed.shape, dtype=np.float32)
    changed = np.where(_chosen(generator, count, 0.2)[:, :, None], np.maximum(changed, noise), changed)
    louder = generator.uniform(0, 8, (count, 1)) * _chosen(generator, count, 0.4)
    lowered: NDArray[np.float32] = np.maximum(changed - louder[:, :, None], FLOOR_DB).astype(np.float32)
    return lowered


def in_passages(images: NDArray[np.float32], generator: np.random.Generator) -> NDArray[np.float32]:
    """Return images [n, bands, frames], each a repeated passage of 3 to 15 s, as a short clip is analysed."""
    count, _, frames = images.shape
    length = generator.integers(frames // 10, frames // 2 + 1, (count, 1))
    order = (generator.integers(frames, size=(count, 1)) + np.arange(frames) % length) % frames
    return np.take_along_axis(images, order[:, None, :], axis=2)


def _chosen(generator: np.random.Generator, count: int, probability: float) -> NDArray[np.bool_]:
    return generator.random((count, 1)) < probability
