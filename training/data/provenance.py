"""What a model card says of the data that its models were made from."""

from itertools import combinations
from pathlib import Path

from training.data.dataset import SPLITS, Dataset

_NOTES_FILE = Path(__file__).parent / "notes.md"
# The data set that the shipped models were made from, and that the notes were measured on.
ARCHIVE_SHA256 = "7e3ef32d19df3d562ed7352ef481258ff9ef4beca7cc86552cca4334ebc495ca"
_ARCHIVE = """of the Free Music Archive, one 30-second excerpt each (Defferrard, Benzi,
  Vandergheynst, Bresson, "FMA: A Dataset for Music Analysis", ISMIR 2017)"""


def describe_data(dataset: Dataset) -> str:
    """Return the model card's beginning: what the data are, and what was fitted on which part of them."""
    counts = ", ".join(f"{len(dataset.indices(split)):,} {split}" for split in SPLITS)
    artists = [set(dataset.artist[dataset.indices(split)].tolist()) for split in SPLITS]
    everyone, twice = set().union(*artists), set().union(*(one & other for one, other in combinations(artists, 2)))
    shared = "no artist in two splits"
    if twice:
        shared = f"{len(twice):,} of {len(everyone):,} artists in more than one split, which flatters the figures"
    source = f" {_ARCHIVE}" if dataset.data_sha256 == ARCHIVE_SHA256 else ""
    return f"""# Model card

Genre models and a catalogue of similar songs, for music posted on Discord.

- **Data**: {len(dataset):,} tracks{source}: {counts}; {shared}. Hash of the data:
  `{dataset.data_sha256[:16]}`.
- **Genres**: {", ".join(dataset.label_names)}.
- **What was fitted where**: the networks, the trees, the scalers and principal components on the training split alone;
  temperatures, weights, thresholds, the search's settings and its similarity curve on validation. Test was only read.
- **Limits**: the genres are those of the data, whoever named them; much music elsewhere sounds like none of it. A song
  is classified by its sound alone. Not for decisions about people or their rights.
"""


def notes(dataset: Dataset) -> str:
    """Return what was tried on the way to the shipped models, or nothing for other data."""
    return _NOTES_FILE.read_text(encoding="utf-8") if dataset.data_sha256 == ARCHIVE_SHA256 else ""
