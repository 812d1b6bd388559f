"""The model card's part about the tagger: fixed text, and figures from ``tagger_measured.json``."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from models.tagger_table import PRIMARY
from training.evaluate.tagger_genres import SPEAKING

MEASURED = Path(__file__).parent / "tagger_measured.json"
_TEXT = Path(__file__).parent / "tagger.md"
BEGIN, END = "<!-- tagger -->", "<!-- /tagger -->"


def tagger_section(folder: Path, measured: Path = MEASURED) -> str:
    """Return the part, "" for artifacts without a tagger; without figures (``training tagger-card``) it says so."""
    if not (folder / PRIMARY.file).is_file():
        return ""
    text = _TEXT.read_text(encoding="utf-8").strip()
    return "\n\n".join([BEGIN, text, _figures(measured), END, ""])


def write_measured(figures: Mapping[str, Any], path: Path = MEASURED) -> None:
    """Keep the figures for the model card."""
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def put_section(card: str, section: str) -> str:
    """Return the model card with the section between the same first and last line replaced, or with it at its end."""
    first, *_, last = section.strip().splitlines()
    before, begin, rest = card.partition(first)
    _, end, after = rest.partition(last)
    if begin and end:
        return f"{before}{section.rstrip()}{after}"
    return f"{card.rstrip()}\n\n{section}"


def _figures(path: Path) -> str:
    try:
        figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return "\n\n".join([_areas(figures), _similarity(figures), _custom_genres(figures), _precision(figures)])
    except (OSError, ValueError, KeyError) as error:
        return f"Figures are missing: run `python -m training tagger-card --data DIR` ({type(error).__name__})."


def _areas(figures: Mapping[str, Any]) -> str:
    rows = [
        f"| {genre}: {' + '.join(SPEAKING[genre])} | {area:.3f} |" for genre, area in sorted(figures["areas"].items())
    ]
    head = f"| area under the ROC curve, {figures['clips']} clips of 2 to 3 s of ten genres, no training | |"
    return "\n".join(["### How well its own tags rank music", "", head, "| --- | --- |", *rows])


def _similarity(figures: Mapping[str, Any]) -> str:
    alike = figures["alike"]
    return f"""### Similarity with and without it

Share of the same genre among the ten nearest of those clips, clips of the same artist left out (0.10 by chance):

| the catalogue's space alone | the tagger's embedding alone | joined, the tagger's share {alike["share"]} |
| --- | --- | --- |
| {alike["without"]:.3f} | {alike["tagger"]:.3f} | {alike["joined"]:.3f} |

Among analysed songs the bot uses the joined one; of the archive's own songs there was no sound, only
images, so towards them the catalogue's space stands alone. The share was picked on these very clips, where anything
between 0.6 and 0.95 is within two points."""


def _custom_genres(figures: Mapping[str, Any]) -> str:
    by_fold = ", ".join(f"{accuracy:.1%}" for _, accuracy in sorted(figures["adapt"]["by_fold"].items()))
    return f"""### Custom genres (`training adapt`, `adapted.onnx`, optional)

Three linear readings of the mean embedding (discriminants on the fifty tags and on tags and embedding, a logistic
regression on the embedding), added up into one layer, its temperature set on held-out clips. With artists kept apart by
the clips' three given folds it is right on **{figures["adapt"]["accuracy"]:.1%}** of the clips ({by_fold}); MFCC
statistics reach 43 %. The readings and their strengths were chosen by looking at these folds, all candidates lying
between 67 and 73 %; the standard error is 2 points."""


def _precision(figures: Mapping[str, Any]) -> str:
    rows = [
        f"| {row['name']} | {row['bytes'] / 1e6:.2f} MB | {row['milliseconds']:.1f} ms | {row['greatest_loss']:+.4f} | "
        f"{'yes' if row['within'] else 'no'} |"
        for row in figures["precision"]
    ]
    speeds = "; ".join(
        f"{each['batch']} at a time on {each['threads']} thread{'s' if each['threads'] > 1 else ''} "
        f"{each['milliseconds']:.1f} ms"
        for each in figures["batches"]
    )
    return "\n".join(
        [
            "### Fewer bits, batches and threads",
            "",
            "| the file | size | processor time of a patch | greatest loss of an area | within 0.005 |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
            _kept(figures["precision"]),
            f"Processor time of a patch in batches: {speeds}. The bot runs five at a time, which keeps memory low.",
        ]
    )


def _kept(rows: Sequence[Mapping[str, Any]]) -> str:
    faster = [row["name"] for row in rows[1:] if row["within"] and row["milliseconds"] < 0.8 * rows[0]["milliseconds"]]
    if faster:
        return f"Shipped are 32-bit floats; {', '.join(faster)} would save time within what an area may lose."
    return "Shipped are 32-bit floats: the file is small, and nothing that keeps the areas is a fifth faster."
