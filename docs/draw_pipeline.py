"""Draw the pictures of "How it listens" from a packaged song: .venv/bin/python docs/draw_pipeline.py [SONG]."""

import sys
from functools import partial
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from immich_memories_music import tracks_dir
from matplotlib.axes import Axes
from numpy.typing import NDArray

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))

from bot.cards import draw_song_card, song_card_content  # noqa: E402
from bot.cards.card_renderer import song_wording  # noqa: E402
from bot.languages import ENGLISH  # noqa: E402
from bot.languages.genre_words import genre_word  # noqa: E402
from bot.languages.tag_words import tag_word  # noqa: E402
from models.analyzer import FILTERBANK_FILE, Analyzer  # noqa: E402
from models.audio import DecodedSong, decode_song  # noqa: E402
from models.audio.logmel import SAMPLE_RATE, LogMel  # noqa: E402
from models.catalog.song_map import SONG_MAP, SongMap  # noqa: E402
from models.genres.segments import PROJECTION_FILE, SEGMENTS, SegmentProjection, own_maximum, segment_statistics  # noqa: E402
from models.manifest import open_artifacts  # noqa: E402

_PICTURES = _ROOT / "docs" / "pictures"
_SONGS = ("energetic_electronic_s411", "tender_acoustic_s411", "happy_electronic_2")
_SECONDS_SHOWN = 2000

_Image = NDArray[np.float32]


def main() -> None:
    """Draw all of them."""
    artifacts = open_artifacts()
    front_end = LogMel.load(artifacts.path(FILTERBANK_FILE))
    projection = SegmentProjection.load(artifacts.path(PROJECTION_FILE))
    songs = [Path(sys.argv[1])] if len(sys.argv) > 1 else [_packaged(name) for name in _SONGS]
    decoded = [decode_song(song) for song in songs]
    images = [front_end.image(each.excerpts[0].samples) for each in decoded]
    _draw_waveform(decoded[0])
    _draw_logmel(images[0])
    _draw_segments(images, [song.stem for song in songs], projection)
    song_map = SongMap.load(artifacts.path(SONG_MAP)) if artifacts.has(SONG_MAP) else None
    name = songs[0].name.replace("_", " ").capitalize()
    analysis = Analyzer.load().analyze(songs[0])
    wording, in_english = song_wording(ENGLISH, len(analysis.genres)), partial(tag_word, language=ENGLISH)
    genre_in_english = partial(genre_word, language=ENGLISH)
    content = song_card_content(
        analysis, song_map, name=name, wording=wording, genre_word=genre_in_english, tag_word=in_english
    )
    (_PICTURES / "card.png").write_bytes(draw_song_card(content))


def _packaged(name: str) -> Path:
    return next(path for path in Path(tracks_dir()).rglob("*.opus") if path.stem == name)


def _draw_waveform(decoded: DecodedSong) -> None:
    figure, axes = plt.subplots(figsize=(10, 2.4))
    for excerpt in decoded.excerpts:
        step = max(1, len(excerpt.samples) // _SECONDS_SHOWN)
        peaks = np.abs(excerpt.samples[: len(excerpt.samples) // step * step]).reshape(-1, step).max(axis=1)
        seconds = excerpt.start_s + np.arange(len(peaks)) * step / SAMPLE_RATE
        axes.fill_between(seconds, -peaks, peaks, linewidth=0, color="#0072b2")
        axes.axvspan(excerpt.start_s, excerpt.end_s, color="#e69f00", alpha=0.15)
    axes.set(xlim=(0, decoded.duration_s), xlabel="seconds", yticks=[])
    _keep(figure, "waveform")


def _draw_logmel(image: _Image) -> None:
    figure, axes = plt.subplots(figsize=(10, 3.4))
    drawn = axes.imshow(
        own_maximum(image[None])[0], origin="lower", aspect="auto", cmap="magma", extent=(0, 30, 0, 128)
    )
    axes.set(xlabel="seconds", ylabel="mel band")
    figure.colorbar(drawn, label="dB below the loudest")
    _keep(figure, "logmel")


def _draw_segments(images: list[_Image], names: list[str], projection: SegmentProjection) -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.8), width_ratios=(3, 2))
    _draw_slices(left, images[0])
    for image, name, marker, colour in zip(images, names, "os^", ("#0072b2", "#d55e00", "#009e73"), strict=False):
        rows = segment_statistics(own_maximum(image[None].copy()))[0]
        points = (rows - projection.mean) / projection.scale @ projection.components.T
        right.scatter(points[:, 0], points[:, 1], marker=marker, color=colour, label=name.replace("_", " "))
    right.set(xlabel="first principal component", ylabel="second")
    right.legend(fontsize=8)
    _keep(figure, "segments")


def _draw_slices(axes: Axes, image: _Image) -> None:
    mean = segment_statistics(own_maximum(image[None].copy()))[0, :, :128]
    axes.imshow(mean.T, origin="lower", aspect="auto", cmap="magma", extent=(0, 30, 0, 128))
    for edge in range(1, SEGMENTS):
        axes.axvline(edge * 30 / SEGMENTS, color="white", linewidth=1)
    axes.set(xlabel="seconds", ylabel="mean of each band")


def _keep(figure: plt.Figure, name: str) -> None:
    figure.tight_layout()
    figure.savefig(_PICTURES / f"{name}.png", dpi=110)
    plt.close(figure)


if __name__ == "__main__":
    main()
