"""Patches of real music as the network's authors' own code made them, to hold our port against.

Written by ``python -m training.tools.musicnn.golden_inputs OUT.npz TRACK...``; ``golden_answers`` then adds the
original network's outputs.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from models.audio import decode_song
from models.audio.logmel import SAMPLE_RATE as ANALYSIS_RATE
from models.taggers.frontend import BANDS, FRAMES, GAIN, HOP, N_FFT, SAMPLE_RATE

# The authors' float16 overflows above 6.5: every track is turned down to this greatest mel power.
_LOUDEST = 6.0
# A patch of 36 kB a track is kept for the network alone, at the music's own level.
_KEPT_PATCH = 4


def _golden_inputs(tracks: Sequence[Path]) -> dict[str, NDArray[Any]]:
    """Return patches for both networks.

    ``patches`` float16 [tracks, 187, 96]: one a track, at its own level; ``names`` of the tracks. ``quiet`` float16
    [n, 187, 96]: all patches of the tracks turned down by ``gains``, as the authors' float16 computes them;
    ``quiet_names``: the track of each.
    """
    from librosa.feature import melspectrogram

    patches, quiet, gains = [], [], []
    for track in tracks:
        samples = soxr.resample(decode_song(track, excerpts=1).excerpts[0].samples, ANALYSIS_RATE, SAMPLE_RATE)
        options = {"sr": SAMPLE_RATE, "n_fft": N_FFT, "hop_length": HOP, "n_mels": BANDS, "pad_mode": "reflect"}
        power = melspectrogram(y=samples, **options).T
        start = _KEPT_PATCH * FRAMES
        patches.append(np.log10(GAIN * power[start : start + FRAMES] + 1).astype(np.float16))
        gain = np.float32(np.sqrt(_LOUDEST / power.max()))
        turned_down = melspectrogram(y=samples * gain, **options).T.astype(np.float16)
        frames = np.log10(np.float16(GAIN) * turned_down + np.float16(1))
        quiet.append(frames[: len(frames) // FRAMES * FRAMES].reshape(-1, FRAMES, BANDS))
        gains.append(gain)
    names = np.repeat([track.stem for track in tracks], [len(part) for part in quiet])
    return {
        "patches": np.array(patches),
        "quiet": np.concatenate(quiet),
        "quiet_names": names,
        "names": np.array([track.stem for track in tracks]),
        "gains": np.array(gains),
    }


if __name__ == "__main__":
    inputs = _golden_inputs([Path(track) for track in sys.argv[2:]])
    np.savez_compressed(sys.argv[1], allow_pickle=False, **inputs)
