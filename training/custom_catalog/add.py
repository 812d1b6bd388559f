"""Adding songs to a catalogue that a bot is using: a shard beside it, while its own files stay as they are."""

import json
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from pathlib import Path

import numpy as np

from models.catalog.files import EMBEDDING_FILE, SEGMENTS_FILE, SPACE_FILE, TAGGERS_FILE, TRACKS_FILE
from models.catalog.shards import SHARD_FILE, SHARDS_FOLDER, shard_folders
from models.manifest import sha256_of
from training.custom_catalog.build import (
    Advance,
    BuildSummary,
    Song,
    all_rows,
    analyse_songs,
    first_free_id,
    own_rows,
    tagger_rows,
)
from training.data.dataset import DatasetError
from training.fit.catalog import COLUMNS
from training.fit.manifest import write_manifest
from training.tables import write_table


def add_to_catalog(
    files: Iterable[Path], artifacts: Path, executor: Executor, *, advance: Advance = lambda _: None
) -> BuildSummary:
    """Add ``files``, analysed by the models of ``artifacts``, to the catalogue there.

    Raise DatasetError if no file could be analysed, or if another process added songs at the same moment.
    """
    songs, outcome = analyse_songs(files, executor, artifacts, advance)
    add_shard(artifacts, songs)
    return outcome


def add_shard(artifacts: Path, songs: Sequence[Song]) -> Path:
    """Write a shard of ``songs`` and return its folder, which appears with all its files at once."""
    shards = artifacts / SHARDS_FOLDER
    shards.mkdir(exist_ok=True)
    folder = shards / f"{1 + max((int(each.name) for each in shard_folders(artifacts)), default=0):06d}"
    with tempfile.TemporaryDirectory(prefix=".", dir=shards) as name:
        partial = Path(name) / folder.name
        write_manifest(partial, _write(partial, artifacts, songs))
        try:
            partial.rename(folder)
        except OSError as error:
            raise DatasetError(f"{folder} could not be added ({error.strerror}); try again.") from error
    return folder


def _write(partial: Path, artifacts: Path, songs: Sequence[Song]) -> list[str]:
    rows, embeddings, segments = own_rows(songs, first_free_id(all_rows(artifacts)))
    taggers = tagger_rows(songs)
    (partial / TRACKS_FILE).parent.mkdir(parents=True)
    write_table(partial / TRACKS_FILE, COLUMNS, rows)
    vectors = {EMBEDDING_FILE: embeddings, SEGMENTS_FILE: segments, TAGGERS_FILE: taggers}
    written = {file: values for file, values in vectors.items() if values is not None}
    for file, values in written.items():
        np.save(partial / file, values, allow_pickle=False)
    space = {"space": sha256_of(artifacts / SPACE_FILE)}
    (partial / SHARD_FILE).write_text(json.dumps(space) + "\n", encoding="utf-8")
    return [TRACKS_FILE, SHARD_FILE, *written]
