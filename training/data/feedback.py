"""Members' corrections of genres: from the bot's database into a data set that training can read."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text
from sqlalchemy.engine import RowMapping
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from models.audio.logmel import EXCERPT_S, dequantise, looped
from models.genres.network import GenreNetwork
from training.data.dataset import (
    IMAGES_FILE,
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    TEACHER_FILE,
    TRACKS_FILE,
    Dataset,
)
from training.tables import write_table

_COLUMNS = REQUIRED_COLUMNS + OPTIONAL_COLUMNS
# The bot's tables are the contract here, not its code: training never needs the bot.
_WORDS = text("SELECT sha256, genre, count(*) AS members FROM feedback GROUP BY sha256, genre")
_SONG = text("SELECT title, artist, duration_s, uncertain, images FROM songs WHERE sha256 = :sha256")


class FeedbackError(Exception):
    """Corrections that cannot be used; the message is one sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Correction:
    """A song that members agree about: its image, uint8 [128, 128], is the middle one of those kept."""

    sha256: str
    title: str
    artist: str
    genre: str
    image: NDArray[np.uint8]

    @property
    def row(self) -> dict[str, str]:
        """The song's row in ``tracks.csv``, without its number."""
        return {"title": self.title, "artist": self.artist, "genre": self.genre, "split": "training"}


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """How many songs were added, and why others were not: a sentence each, with its number of songs."""

    added: int
    left_out: Mapping[str, int]


def read_corrections(url: str, members: int) -> list[Correction]:
    """Return the songs for which one genre has the most votes, from at least ``members`` members.

    Raises:
        FeedbackError: if the database cannot be read or is not the bot's.

    """
    try:
        return asyncio.run(_read(url, members))
    except (ArgumentError, SQLAlchemyError, OSError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise FeedbackError(f"The database cannot be read: {reason}") from error


async def _read(url: str, members: int) -> list[Correction]:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            agreed = _agreed((await connection.execute(_WORDS)).mappings().all(), members)
            songs = [
                (sha256, genre, (await connection.execute(_SONG, {"sha256": sha256})).mappings().one())
                for sha256, genre in sorted(agreed.items())
            ]
    finally:
        await engine.dispose()
    corrections = []
    for sha256, genre, song in songs:
        images = np.frombuffer(song["images"], np.uint8).reshape(-1, 128, 128)
        # A song of a single excerpt has a single image, unless it was so short that it was repeated to 30 s.
        seconds = EXCERPT_S if song["uncertain"] or len(images) > 1 else song["duration_s"]
        title, image = song["title"] or f"Untitled ({sha256[:12]})", looped(images[len(images) // 2], seconds)
        corrections.append(Correction(sha256, title, song["artist"] or "", genre, image))
    return corrections


def _agreed(votes: Iterable[RowMapping], members: int) -> dict[str, str]:
    """Return the genre of each song that has one with more votes than any other, and with enough of them."""
    by_song: dict[str, Counter[str]] = defaultdict(Counter)
    for vote in votes:
        by_song[vote["sha256"]][vote["genre"]] = vote["members"]
    agreed = {}
    for sha256, counts in by_song.items():
        (genre, most), *rest = counts.most_common(2)
        if most >= members and all(count < most for _, count in rest):
            agreed[sha256] = genre
    return agreed


def add_corrections(dataset: Dataset, corrections: Sequence[Correction], network: Path, out: Path) -> FeedbackSummary:
    """Write ``dataset`` with the corrected songs as training tracks into ``out``, a data folder of its own.

    Left out is what the data set has no genre for, and what is by an artist of its validation or test split: those
    artists must stay out of training. Where the data set has a teacher, the network in the ONNX file ``network``
    guesses its embedding of a new song, so that the song neither pulls nor pushes there.
    """
    kept, left_out = _usable(dataset, corrections)
    out.mkdir(parents=True, exist_ok=True)
    first = int(dataset.track_id.max()) + 1
    numbers = np.arange(first, first + len(kept), dtype=np.int64)
    ids = np.concatenate((dataset.track_id, numbers))
    images = np.stack([one.image for one in kept]) if kept else np.zeros((0, 128, 128), np.uint8)
    np.savez_compressed(out / IMAGES_FILE, track_id=ids, logmel=np.concatenate((dataset.images, images)))
    if dataset.teacher is not None:
        guessed = _guess_teacher(dataset.teacher, dataset.indices("training"), images, network)
        np.savez_compressed(out / TEACHER_FILE, track_id=ids, embedding=np.concatenate((dataset.teacher, guessed)))
    rows = [one.row | {"track_id": str(number)} for one, number in zip(kept, numbers.tolist(), strict=True)]
    write_table(out / TRACKS_FILE, _COLUMNS, (*dataset.rows, *rows))
    return FeedbackSummary(len(kept), left_out)


def _usable(dataset: Dataset, corrections: Sequence[Correction]) -> tuple[list[Correction], Counter[str]]:
    measured = dataset.indices("validation", "test")
    held_out = {artist.casefold() for artist in dataset.artist[measured].tolist()}
    kept, left_out = [], Counter[str]()
    for one in corrections:
        if one.genre not in dataset.label_names:
            left_out[f"The data set has no genre {one.genre!r}"] += 1
        elif one.artist.casefold() in held_out:
            left_out["The artist is in the validation or test split"] += 1
        else:
            kept.append(one)
    return kept, left_out


def _guess_teacher(
    teacher: NDArray[np.float32], training: NDArray[np.int64], images: NDArray[np.uint8], network: Path
) -> NDArray[np.float32]:
    size = teacher.shape[1]
    if not len(images):
        return np.zeros((0, size), np.float32)
    _, embeddings = GenreNetwork.load(network, threads=1).run(dequantise(images))
    if embeddings.shape[1] <= size:
        raise FeedbackError(f"{network.name} does not predict a teacher's embedding of {size} numbers.")
    mean, scale = teacher[training].mean(axis=0), teacher[training].std(axis=0)
    # The network's embedding ends in the teacher's, standardised over the training split.
    guessed: NDArray[np.float32] = (embeddings[:, -size:] * scale + mean).astype(np.float32)
    return guessed
