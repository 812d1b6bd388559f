"""Song statistics: the features of the song-level tree model and of the catalogue's mel part.

Most of them do not change when an equaliser adds a constant to a band, because other music is mastered
differently: deviations, ranges, differences over time and over neighbouring bands, correlations, slow modulations.
"""

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.genres.segments import Images, segment_statistics

_COEFFICIENTS = 24
_CORRELATED = 16
_NEIGHBOURS = 4
_WIDE = 12
_OCTAVES = 16
_MODULATION_EDGES = (1, 2, 4, 8, 16, 24, 32, 48, 65)
_AUDIBLE_DB = -60.0

Rows = NDArray[np.float32]


def song_statistics(images: Images) -> Rows:
    """Return float32 [n, 1496] of images [n, 128 bands, 128 frames] that are relative to their own maximum, in dB."""
    parts = [
        _bands(images),
        segment_statistics(images).std(axis=1),
        _peaks(images),
        _cepstrum(images),
        _modulations(images),
        _frames(images),
    ]
    return np.concatenate(parts, axis=1).astype(np.float32)


def _bands(images: Images) -> Rows:
    """Each band: level against its neighbourhood, deviation, range, and how fast it moves."""
    ordered = np.sort(images, axis=2)
    steps = np.diff(images, axis=2)
    mean = images.mean(axis=2)
    return np.concatenate(
        (
            mean - _smooth(mean[:, :, None], _WIDE, 1)[:, :, 0],
            images.std(axis=2),
            ordered[:, :, 115] - ordered[:, :, 12],
            np.abs(steps).mean(axis=2),
            np.maximum(steps, 0).mean(axis=2),
        ),
        axis=1,
    )


def _smooth(images: Images, reach: int, step: int) -> Images:
    """Average over the bands up to ``reach`` away, every ``step``-th of them."""
    padded = np.pad(images, ((0, 0), (reach, reach), (0, 0)), mode="edge")
    shifts = range(0, 2 * reach + 1, step)
    total = np.zeros_like(images)
    for shift in shifts:
        total += padded[:, shift : shift + images.shape[1]]
    return total / np.float32(len(shifts))


def _peaks(images: Images) -> Rows:
    """How far each band stands out among its neighbours: tones against noise."""
    contrast = images - _smooth(images, _NEIGHBOURS, 2)
    return np.concatenate((np.maximum(contrast, 0).mean(axis=2), contrast.std(axis=2)), axis=1)


@cache
def _cosines(count: int, bands: int) -> Rows:
    """Return the orthonormal DCT-II, [count, bands]."""
    basis = np.cos(np.pi / bands * np.outer(np.arange(count), np.arange(bands) + 0.5)) * np.sqrt(2 / bands)
    basis[0] /= np.sqrt(2)
    matrix: Rows = basis.astype(np.float32)
    return matrix


def _cepstrum(images: Images) -> Rows:
    """Mel cepstrum without its mean: deviation, mean step, and the correlations of the first 16 coefficients."""
    frames = images.shape[2]
    coefficients = np.matmul(_cosines(_COEFFICIENTS, images.shape[1]), images)
    centred = coefficients[:, :_CORRELATED] - coefficients[:, :_CORRELATED].mean(axis=2, keepdims=True)
    covariance = np.matmul(centred, centred.transpose(0, 2, 1)) / frames
    deviation = np.sqrt(np.diagonal(covariance, axis1=1, axis2=2)) + 1e-3
    correlation = covariance / deviation[:, :, None] / deviation[:, None, :]
    upper = np.triu_indices(_CORRELATED, 1)
    steps = np.abs(np.diff(coefficients, axis=2)).mean(axis=2)
    means = coefficients.mean(axis=2)
    return np.concatenate((means, coefficients.std(axis=2), steps, correlation[:, upper[0], upper[1]]), axis=1)


def _modulations(images: Images) -> Rows:
    """Slow modulations, up to about 2 Hz, of sixteen groups of bands: eight ranges each, logarithmic."""
    count, bands, frames = images.shape
    groups = images.reshape(count, _OCTAVES, bands // _OCTAVES, frames).mean(axis=2)
    spectrum = np.abs(np.fft.rfft(groups - groups.mean(axis=2, keepdims=True), axis=2))
    ranges = [spectrum[:, :, start:stop].mean(axis=2) for start, stop in pairwise(_MODULATION_EDGES)]
    logarithms: Rows = np.log1p(np.stack(ranges, axis=2)).reshape(count, -1)
    return logarithms


def _frames(images: Images) -> Rows:
    """Loudness, centroid, flatness and width of single frames: level, spread, ends, speed, and drift over the image."""
    power = np.power(np.float32(10), images / np.float32(10))
    total = power.sum(axis=1) + np.float32(1e-9)
    loudness = 10 * np.log10(total)
    centroid = (power * np.arange(images.shape[1], dtype=np.float32)[:, None]).sum(axis=1) / total
    courses = (
        loudness - loudness.max(axis=1, keepdims=True),
        centroid,
        images.mean(axis=1) - loudness,
        (images > _AUDIBLE_DB).mean(axis=1),
    )
    return np.stack([number for course in courses for number in _course(course)], axis=1)


def _course(course: NDArray[np.floating]) -> tuple[NDArray[np.floating], ...]:
    ordered = np.sort(course, axis=1)
    quarter = course.shape[1] // 4
    return (
        course.mean(axis=1),
        course.std(axis=1),
        ordered[:, 12],
        ordered[:, 115],
        np.abs(np.diff(course, axis=1)).mean(axis=1),
        course[:, :quarter].mean(axis=1) - course[:, -quarter:].mean(axis=1),
    )
