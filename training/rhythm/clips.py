"""GTZAN's clips with their tempo and key, as the models take them in."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio import decode_song
from models.audio.logmel import SAMPLE_RATE
from models.rhythm.chroma import Pitches
from models.rhythm.key import song_pitches
from models.rhythm.signal import prepare
from models.rhythm.tempo import Beats, song_beats
from training.data.clips import CLIPS_TABLE, HELD
from training.tables import read_table

# A clip played a little slower or faster is another clip of known tempo.
SPEEDS = (1.0, 0.92, 0.96, 1.04, 1.08)


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A clip's facts (``key`` is None where it modulates or is unknown), and what the models read of it.

    ``beats`` at each of ``SPEEDS``; ``samples``: mono, 44.1 kHz, as long as the clip is.
    """

    file: str
    artist: str
    bpm: float
    key: str | None
    samples: NDArray[np.float32]
    beats: tuple[Beats, ...]
    pitches: Pitches


def free_clips(data: Path) -> list[Clip]:
    """Return the clips of ``data``/gtzan_3s that may be learnt from; those marked ``held`` are not even opened."""
    artists = {row["file"]: row["artist_id"] for row in read_table(data / "gtzan_3s" / CLIPS_TABLE)}
    clips = []
    for row in read_table(data / "gtzan_rhythm" / "rhythm.csv"):
        if row["use"] != HELD:
            file, bpm, key = row["file"], float(row["bpm"]), row["key"] or None
            excerpts = song_excerpts(data / "gtzan_3s" / file)
            beats = tuple(song_beats(prepare(excerpts, SAMPLE_RATE * speed)) for speed in SPEEDS)
            pitches = song_pitches(prepare(excerpts, SAMPLE_RATE))
            clips.append(Clip(file, artists[file], bpm, key, excerpts[0], beats, pitches))
    return clips


def song_excerpts(path: Path) -> list[NDArray[np.float32]]:
    """Return the excerpts of a file, mono, 44.1 kHz, none repeated to length."""
    return [
        excerpt.samples[: round((excerpt.end_s - excerpt.start_s) * SAMPLE_RATE)]
        for excerpt in decode_song(path).excerpts
    ]
