"""Measures tempo and key on synthetic music, whose truth is certain, and on sounds that have neither."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from models.rhythm import tempo_and_key
from models.rhythm.chroma import PITCH_CLASSES
from models.rhythm.key import MODES, TONICS
from training.rhythm import synthetic
from training.rhythm.metrics import key_name, key_number, key_score, tempo_accuracy
from training.rhythm.synthetic import RATE, Generator, Samples

_TEMPOS = tuple(range(60, 201, 5))
_TRIES = 10
_NEITHER: dict[str, Callable[[float, Generator], Samples]] = {
    "noise": synthetic.noise,
    "speech-like": synthetic.speech,
    "rubato": synthetic.rubato,
    "ambient": synthetic.ambient,
}


@dataclass(frozen=True, slots=True)
class SyntheticScore:
    """A kind of synthetic music of ``seconds``; the shares, or None where the kind has no such truth.

    ``tempo_1`` and ``tempo_2``: accuracy 1 and 2. ``precise``: of accuracy 2, how many are within 1 %. ``key``: exact.
    ``no_tempo`` and ``no_key``: got none.
    """

    kind: str
    seconds: float
    tempo_1: float | None = None
    tempo_2: float | None = None
    precise: float | None = None
    key: float | None = None
    no_tempo: float | None = None
    no_key: float | None = None


def measure_synthetic(seconds: float, seed: int = 1) -> Iterator[SyntheticScore]:
    """Yield the scores of each kind of synthetic music of ``seconds``."""
    generator = np.random.default_rng(seed)
    yield _tempo_score("clicks", seconds, [synthetic.clicks(bpm, seconds) for bpm in _TEMPOS])
    yield _tempo_score("drums", seconds, [synthetic.drums(bpm, seconds, generator) for bpm in _TEMPOS])
    for timbre in synthetic.TIMBRES:
        yield _key_score(timbre, seconds)
    for kind, make in _NEITHER.items():
        answers = [tempo_and_key([make(seconds, generator)], RATE) for _ in range(_TRIES)]
        without = np.mean([[tempo is None, key is None] for tempo, key in answers], axis=0)
        yield SyntheticScore(kind, seconds, no_tempo=float(without[0]), no_key=float(without[1]))


def _tempo_score(kind: str, seconds: float, music: list[Samples]) -> SyntheticScore:
    answers = [tempo_and_key([samples], RATE)[0] for samples in music]
    guesses = [answer.bpm if answer else None for answer in answers]
    off = [
        min(abs(guess / level / bpm - 1) for level in (1.0, 0.5, 2.0, 1 / 3, 3.0))
        for guess, bpm in zip(guesses, _TEMPOS, strict=True)
        if guess
    ]
    first, second = tempo_accuracy(guesses, _TEMPOS)
    precise = float(np.mean([error <= 0.01 for error in off if error <= 0.04] or [False]))
    return SyntheticScore(
        kind, seconds, first, second, precise, no_tempo=float(np.mean([guess is None for guess in guesses]))
    )


def _key_score(timbre: str, seconds: float) -> SyntheticScore:
    truth = [f"{TONICS[mode][tonic]} {name}" for mode, name in enumerate(MODES) for tonic in range(PITCH_CLASSES)]
    music = [synthetic.chords(key_number(key) % PITCH_CLASSES, key.split()[1], seconds, timbre) for key in truth]
    keys = [key for _, key in (tempo_and_key([samples], RATE) for samples in music)]
    _, exact = key_score([key_name(key) if key else None for key in keys], truth)
    return SyntheticScore(f"chords, {timbre}", seconds, key=exact, no_key=float(np.mean([key is None for key in keys])))
