"""The model card's part about the headline genre, with figures out of ``headline_measured.json``."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.catalog.headline_genres import AGREEMENT_WEIGHT
from models.tagger_table import HEADLINE_FILE

MEASURED = Path(__file__).parent / "headline_measured.json"
_FEWEST_IN_BIN = 10
BEGIN, END = "<!-- headline -->", "<!-- /headline -->"

_TEXT = """## The headline genre

What a reply is headed by: a linear head on the primary tagger's embedding and the CNN's embedding, the weighted sum
of a logistic regression and a linear discriminant analysis, fitted to labelled sound (clips of GTZAN and of
Magnatune; commercial and artists' recordings, of which only the weights are kept), joined with the archive's genre
models by a logarithmic opinion pool to which the tags that bear genres' names add. Clips that the tables hold out
were not used. Every figure is cross-fitted over artists: a clip is answered by a head that has not seen its artist.
Clips of 3 seconds, as GTZAN's are here, are the hard case; "joined" are the means of up to five of them of one artist
and genre, in the place of songs of 15 seconds. The labels of Magnatune's pop are noise by their own tags and are not
used. Without a tagger the headline is the archive's."""

_LEFT_OUT = """Four of the archive's genres no labelled sound here has: Experimental, Folk, Instrumental and
International. The head gives them more room, the less a song is like its own genres beside how much it is like music
at large (relative Mahalanobis distance of the tagger's embedding). What that is good for is seen on genres that clips
and archive share, each left out of the training in turn: how many of its clips are named so without its tag's help,
and how many if those genres had the same share for every song. The weights were chosen for the highest mean of
this and the accuracy on the other clips, by the number of genres of either kind, among those that cost no more than a
point there:"""

_FAILED = """What was tried and is not used. Another pre-trained tagger of the same package, MSD_vgg, beside this one:
within luck of the same accuracy once the CNN's embedding and the discriminant are there, for two fifths more time.
A classifier that tells the archives apart by their images, to trust one side or the other: it knows GTZAN by its
missing treble, and takes every archive that it has not seen for the Free Music Archive. Tracks of the archive in the
place of sound that its own genres lack, with the tagger's embedding estimated from their images by a ridge regression
(which explains half of its variance): of the archive's validation tracks, estimated as well, 43 % instead of 27 % have
their genre then, and GTZAN's joined clips gain four points, but Magnatune loses five, a head fitted to GTZAN alone
names 6 % of Magnatune's classical clips and 39 % of its rock so (67 % and 61 % before), and left-out genres are named
less often than with the distance above. Such estimates know each other, not sound. Patches made of the images for the
tagger to read: no better to estimate from. As signs of an unknown genre, the head's highest probability, its energy,
the plain Mahalanobis distance, and the nearest clips: areas of 0.74 to 0.79 under the ROC curve for left-out genres,
against 0.85. So **those four genres are still named too seldom**. The tags that bear genres' names cost a little on the
clips of this table, all of whose genres the embeddings know, and are there for the others: without them the packaged
acoustic songs, which the tagger calls folk, are headed "Rock"."""

_AGREEMENT = f"""Recommendations count how far the headline genres of a song and of a track agree. The catalogue's
tracks have theirs from a head of the same kind on their images alone (`catalog/headline.npz`, the row "the CNN's
embedding" above). Of a clip's ten nearest clips by other artists, the share that has its genre, and their mean cosine
to it, by what full agreement adds to a cosine; {AGREEMENT_WEIGHT:g} is used, for more costs closeness:"""


def headline_section(folder: Path, measured: Path = MEASURED) -> str:
    """Return the part, "" for artifacts without a headline model or where nothing was measured."""
    if not (folder / HEADLINE_FILE).is_file() or not measured.is_file():
        return ""
    return _section(json.loads(measured.read_text(encoding="utf-8")))


def describe(card: Path, measured: Mapping[str, Any]) -> None:
    """Put the part into a model card, in the place of an earlier one or at its end."""
    before, begin, rest = (card.read_text(encoding="utf-8") if card.is_file() else "").partition(BEGIN)
    _, end, after = rest.partition(END)
    text = f"{before.rstrip()}\n\n{_section(measured)}" + (after if begin and end else "\n")
    card.write_text(text.lstrip("\n"), encoding="utf-8")


def _section(measured: Mapping[str, Any]) -> str:
    constants = ", ".join(f"{name} {value:.3g}" for name, value in measured["settings"].items())
    reliability = [
        f"| {source} | {count:.0f} | {said:.0%} | {right:.0%} |"
        for source, bins in measured["reliability"].items()
        for count, said, right in bins
        if count >= _FEWEST_IN_BIN
    ]
    transfer = [
        f"{source}: " + ", ".join(f"{genre} {recall:.0%}" for genre, recall in recalls.items())
        for source, recalls in measured["transfer"].items()
    ]
    parts = [
        _TEXT,
        _sources(measured["sources"]),
        _recall(measured["sources"]),
        "\n".join(["| source | clips | mean probability | right |\n| --- | --- | --- | --- |", *reliability]),
        "Accuracy by what is left of the model:",
        _by_source("parts", measured["ablation"]),
        "A head fitted to the other sources alone names " + "; ".join(transfer) + ".",
        _LEFT_OUT,
        _by_source("left-out genre", measured["left_out"]),
        _AGREEMENT,
        _by_source("weight", measured["agreement"]),
        _FAILED,
    ]
    return "\n\n".join([BEGIN, *parts, f"Settings: {constants}.", END])


def _sources(sources: Mapping[str, Any]) -> str:
    head = (
        "| source | clips | right | log-loss | calibration error | confident | right when confident |\n"
        "| --- | --- | --- | --- | --- | --- | --- |"
    )
    rows = [
        f"| {source} | {row['clips']} | {row['accuracy']:.1%} | {row['log_loss']:.3f} | "
        f"{row['calibration_error']:.3f} | {row['confident']:.1%} | {row['right_when_confident']:.1%} |"
        for source, row in sources.items()
    ]
    return "\n".join([head, *rows])


def _recall(sources: Mapping[str, Any]) -> str:
    head = "| source | genre | named so | most often taken for |\n| --- | --- | --- | --- |"
    rows = []
    for source, row in sources.items():
        for genre, recall in row["recall"].items():
            others = [f"{name} {count}" for name, count in row["confusion"][genre].items() if name != genre][:3]
            rows.append(f"| {source} | {genre} | {recall:.0%} | {', '.join(others)} |")
    return "\n".join([head, *rows])


def _by_source(first: str, rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return a table of a row for each of ``rows``, whose names the column ``first`` has, with a column a source."""
    sources = list(next(iter(rows.values())))
    head = f"| {first} | {' | '.join(sources)} |\n| --- |{' --- |' * len(sources)}"
    lines = [f"| {name} | {' | '.join(_share(row[source]) for source in sources)} |" for name, row in rows.items()]
    return "\n".join([head, *lines])


def _share(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.3f}"
