"""Measures tempo and key on annotated clips, beside librosa, and on real music at known changes of speed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.analysis import Key, Tempo
from models.audio.logmel import SAMPLE_RATE
from models.rhythm import tempo_and_key
from models.rhythm.key import key_of
from models.rhythm.tempo import tempo_of
from training.data.folds import artist_folds
from training.rhythm.clips import Clip, song_excerpts
from training.rhythm.fitting import fit_key, fit_tempo
from training.rhythm.metrics import key_name, key_number, key_score, tempo_accuracy
from training.rhythm.reference import librosa_key, librosa_tempo

_FOLDS = 5
# Semitones that a song is played higher, and so much faster too.
_CHANGES = (-2, -1, 1, 2)


@dataclass(frozen=True, slots=True)
class TempoScore:
    """Accuracy 1 and 2 as fractions of all clips, and the share that got no answer."""

    accuracy_1: float
    accuracy_2: float
    unanswered: float


@dataclass(frozen=True, slots=True)
class KeyScore:
    """MIREX's weighted score and the exactly right as fractions of all clips, and the share that got no answer."""

    mirex: float
    exact: float
    unanswered: float


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said of each clip, in their order, by weights that never saw the clip's artist."""

    tempos: tuple[Tempo | None, ...]
    keys: tuple[Key | None, ...]


def cross_fitted(clips: Sequence[Clip]) -> Answers:
    """Return the answers for ``clips`` of weights fitted to other artists' clips."""
    tempos: list[Tempo | None] = [None] * len(clips)
    keys: list[Key | None] = [None] * len(clips)
    for rest, group in artist_folds(np.array([clip.artist for clip in clips]), _FOLDS):
        learnt = [clips[place] for place in rest]
        tempo_weights, key_weights = fit_tempo(learnt), fit_key(learnt)
        for place in group:
            tempos[place] = tempo_of(clips[place].beats[0], tempo_weights)
            keys[place] = key_of(clips[place].pitches, key_weights)
    return Answers(tuple(tempos), tuple(keys))


def measure_tempo(clips: Sequence[Clip], tempos: Sequence[Tempo | None]) -> tuple[TempoScore, TempoScore]:
    """Return the scores of ``tempos``, one a clip, and of librosa on the same clips."""
    truth = [clip.bpm for clip in clips]
    reference = [librosa_tempo(clip.samples, SAMPLE_RATE) or None for clip in clips]
    ours = [tempo.bpm if tempo else None for tempo in tempos]
    return _tempo_score(ours, truth), _tempo_score(reference, truth)


def measure_key(clips: Sequence[Clip], keys: Sequence[Key | None]) -> tuple[KeyScore, KeyScore]:
    """Return the scores of ``keys``, one a clip, and of librosa, over the clips whose key is known."""
    known = [(clip, key) for clip, key in zip(clips, keys, strict=True) if clip.key]
    truth = [clip.key or "" for clip, _ in known]
    reference = [librosa_key(clip.samples, SAMPLE_RATE) for clip, _ in known]
    return _key_score([key_name(key) if key else None for _, key in known], truth), _key_score(reference, truth)


@dataclass(frozen=True, slots=True)
class ChangeScore:
    """How often a song played faster or slower got the tempo and key that follow from the unchanged song's.

    ``tempo``: within 1 %; ``tempo_levels``: or another metrical level of it; ``key``: exactly; of ``songs`` pairs each.
    """

    tempo: float
    tempo_levels: float
    key: float
    songs: int


def measure_changes(paths: Iterable[Path]) -> ChangeScore:
    """Return the score over audio files, each played at each of ``_CHANGES``."""
    tempo, levels, key = [], [], []
    for path in paths:
        excerpts = song_excerpts(path)
        tempo_before, key_before = tempo_and_key(excerpts, SAMPLE_RATE)
        for semitones in _CHANGES:
            factor = 2.0 ** (semitones / 12)
            tempo_after, key_after = tempo_and_key(excerpts, SAMPLE_RATE * factor)
            if tempo_before and tempo_after:
                ratio = tempo_after.bpm / tempo_before.bpm / factor
                tempo.append(abs(ratio - 1) <= 0.01)
                levels.append(any(abs(ratio / level - 1) <= 0.01 for level in (1.0, 0.5, 2.0, 1 / 3, 3.0)))
            if key_before and key_after:
                first, second = key_number(key_name(key_before)), key_number(key_name(key_after))
                key.append(first // 12 == second // 12 and (first + semitones - second) % 12 == 0)
    return ChangeScore(_share(tempo), _share(levels), _share(key), len(tempo))


def _share(right: Sequence[bool]) -> float:
    return float(np.mean(right)) if right else 0.0


def _tempo_score(estimates: Sequence[float | None], truth: Sequence[float]) -> TempoScore:
    return TempoScore(*tempo_accuracy(estimates, truth), _share([estimate is None for estimate in estimates]))


def _key_score(estimates: Sequence[str | None], truth: Sequence[str]) -> KeyScore:
    return KeyScore(*key_score(estimates, truth), _share([estimate is None for estimate in estimates]))
