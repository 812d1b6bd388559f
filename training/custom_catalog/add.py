"""Adding files of one's own music to a catalogue that a bot is using (``models.catalog.additions``)."""

from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from models.catalog.additions import add_shard
from training.custom_catalog.build import Advance, BuildSummary, analyse_songs


def add_to_catalog(
    files: Iterable[Path], artifacts: Path, executor: Executor, *, advance: Advance = lambda _: None
) -> BuildSummary:
    """Add ``files``, analysed by the models of ``artifacts``, to the catalogue there.

    Raise DatasetError if no file could be analysed, ArtifactError if another process added songs at the same moment.
    """
    songs, outcome = analyse_songs(files, executor, artifacts, advance)
    add_shard(artifacts, songs)
    return outcome
