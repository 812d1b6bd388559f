"""Why a song was recommended: what two songs share, measured against two random songs of the catalogue.

Four aspects are read from a song's segments, which hold the mean and the standard deviation of the 128 mel bands in
stretches of three seconds: **rhythm** (how strongly each part of the spectrum pulses), **brightness** (the
spectral centroid), **colour** (the spectrum's shape without its slope) and **dynamics** (how loudness changes over the
song). The images' frames are a quarter of a second apart, so tempo is not among them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.catalog.space import unit
from models.catalog.tracks import Track
from models.genres.segments import SegmentProjection

RHYTHM, BRIGHTNESS, COLOUR, DYNAMICS = ASPECTS = ("rhythm", "brightness", "colour", "dynamics")
_CLOSE = 0.15
"""Two songs are close in an aspect where at most this share of random pairs is closer."""
_CORNER = 0.05
"""Two songs of a genre are in the same corner of it where at most this share of its random pairs is closer."""
_MOST = 2
_SAMPLE = 400
_BANDS = 128
_COARSE = 16

_Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more of an aspect a song has than another, in the catalogue's deviations; less where negative."""

    aspect: str
    deviations: float


@dataclass(frozen=True, eq=False)
class Reasons:
    """Compares songs by their segments; what counts as close is learned from a sample of the catalogue."""

    projection: SegmentProjection
    tracks: Sequence[Track]
    embeddings: NDArray[np.float16]
    segments: NDArray[np.float16]
    _corners: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    def alike_in(self, ours: NDArray[np.floating], theirs: NDArray[np.floating]) -> list[tuple[str, ...]]:
        """Return the aspects, at most two and the closest first, that a song is close to each of n songs in.

        ``ours``: its segments [10, 100]. ``theirs``: [n, 10, 100].
        """
        distances = _distances(self._views(ours[None]), self._views(theirs))
        nearer = np.stack(
            [np.searchsorted(self._usual[name], distances[name]) / len(self._usual[name]) for name in ASPECTS], axis=1
        )
        order = np.argsort(nearer, axis=1, kind="stable")[:, :_MOST]
        return [
            tuple(ASPECTS[aspect] for aspect in closest if shares[aspect] <= _CLOSE)
            for shares, closest in zip(nearer, order, strict=True)
        ]

    def in_same_corner(self, genre: str | None, track: Track, cosine: float) -> bool:
        """Return whether a song of ``genre`` and a track of it are nearer than almost any two songs of that genre."""
        if genre is None or genre != track.genre:
            return False
        if genre not in self._corners:
            members = [position for position, track in enumerate(self.tracks) if track.genre == genre]
            vectors = unit(self.embeddings[members[:: len(members) // _SAMPLE + 1]].astype(np.float32))
            cosines = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
            self._corners[genre] = float(np.quantile(cosines, 1 - _CORNER)) if len(cosines) else np.inf
        return cosine >= self._corners[genre]

    def differences(self, ours: NDArray[np.floating], theirs: NDArray[np.floating]) -> tuple[Difference, ...]:
        """Return how our segments [10, 100] differ from theirs in each aspect that has a direction, most first."""
        mine, others = self._scalars(ours[None]), self._scalars(theirs[None])
        found = [Difference(name, float((mine[name] - others[name])[0] / self._deviations[name])) for name in mine]
        return tuple(sorted(found, key=lambda difference: -abs(difference.deviations)))

    @cached_property
    def _sampled(self) -> NDArray[np.float16]:
        return np.asarray(self.segments[:: len(self.segments) // _SAMPLE + 1])

    @cached_property
    def _usual(self) -> Mapping[str, _Rows]:
        """The sorted distances, by aspect, between songs of the sample and the song half the sample away."""
        views = self._views(self._sampled)
        others = {name: np.roll(rows, len(rows) // 2 + 1, axis=0) for name, rows in views.items()}
        return {name: np.sort(distances) for name, distances in _distances(views, others).items()}

    @cached_property
    def _deviations(self) -> Mapping[str, float]:
        return {name: float(values.std()) or 1.0 for name, values in self._scalars(self._sampled).items()}

    def _bands(self, segments: NDArray[np.floating]) -> tuple[_Rows, _Rows]:
        """Undo the projection: mean and deviation [n, 10, 128] in dB of segments [n, 10, 100]."""
        statistics = (segments.astype(np.float32) @ self.projection.components) * self.projection.scale
        statistics = statistics + self.projection.mean
        return statistics[..., :_BANDS], statistics[..., _BANDS:]

    def _views(self, segments: NDArray[np.floating]) -> dict[str, _Rows]:
        """Return each aspect of n songs as rows [n, k], in dB or bands."""
        mean, deviation = self._bands(segments)
        profile = mean.mean(axis=1)
        # Without the best straight line of each spectrum, so that brightness does not count twice.
        band = np.arange(_BANDS, dtype=np.float32) - (_BANDS - 1) / 2
        level = profile - profile.mean(axis=1, keepdims=True)
        slope = level @ band / (band @ band)
        return {
            RHYTHM: _coarse(deviation.mean(axis=1)),
            BRIGHTNESS: _centroid(profile)[:, None],
            COLOUR: _coarse(level - slope[:, None] * band),
            DYNAMICS: _loudness_change(mean)[:, None],
        }

    def _scalars(self, segments: NDArray[np.floating]) -> dict[str, _Rows]:
        """Return the aspects of n songs that have a direction, as numbers [n]: the more, the more of it."""
        mean, deviation = self._bands(segments)
        return {
            RHYTHM: deviation.mean(axis=(1, 2)),
            BRIGHTNESS: _centroid(mean.mean(axis=1)),
            DYNAMICS: _loudness_change(mean),
        }


def _distances(ours: Mapping[str, _Rows], theirs: Mapping[str, _Rows]) -> dict[str, _Rows]:
    return {name: np.linalg.norm(ours[name] - theirs[name], axis=1) for name in ASPECTS}


def _coarse(rows: _Rows) -> _Rows:
    """Average bands [n, 128] to [n, 16]."""
    averaged: _Rows = rows.reshape(len(rows), _COARSE, -1).mean(axis=2)
    return averaged


def _centroid(profile: _Rows) -> _Rows:
    """Return the centroid of spectra [n, 128] in dB, in bands: each band weighs what it has above the floor."""
    weights = np.maximum(profile + 80, 1e-3)
    centroid: _Rows = (weights * np.arange(_BANDS, dtype=np.float32)).sum(axis=1) / weights.sum(axis=1)
    return centroid


def _loudness_change(mean: _Rows) -> _Rows:
    """Return how much loudness changes, in dB: the deviation over the ten segments of [n, 10, 128]."""
    change: _Rows = mean.mean(axis=2).std(axis=1)
    return change
