"""What others do with the same file."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np

from models.audio import Excerpt


def decode_with_pyav(path: Path, excerpts: Sequence[Excerpt]) -> int:
    """Seek to and decode the same excerpts with PyAV, and nothing else; return the number of samples."""
    count = 0
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        for excerpt in excerpts:
            container.seek(round(excerpt.start_s * av.time_base))
            blocks = []
            for frame in container.decode(stream):
                if frame.time + frame.samples / frame.sample_rate < excerpt.start_s:
                    continue
                blocks.append(frame.to_ndarray())
                if frame.time >= excerpt.end_s:
                    break
            count += np.concatenate(blocks, axis=1).shape[1]
    return count


def load_with_librosa(path: Path) -> object:
    """Load the whole file as most programs in this field do: mono, 22.05 kHz."""
    import librosa

    return librosa.load(path)


def describe_with_librosa(path: Path) -> list[np.ndarray]:
    """Return the usual statistics: mean and deviation of mel spectrogram, MFCC, chroma and spectral contrast."""
    import librosa

    samples, rate = librosa.load(path)
    features = (
        librosa.power_to_db(librosa.feature.melspectrogram(y=samples, sr=rate)),
        librosa.feature.mfcc(y=samples, sr=rate),
        librosa.feature.chroma_stft(y=samples, sr=rate),
        librosa.feature.spectral_contrast(y=samples, sr=rate),
    )
    return [statistic for values in features for statistic in (values.mean(axis=1), values.std(axis=1))]
