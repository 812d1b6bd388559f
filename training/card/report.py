"""The model card: what the artifacts are, how good they were measured to be, and pictures of it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.genres.ensemble import NETWORK_FILE, Ensemble
from training.card.figures import keep_figures
from training.card.headline import headline_section
from training.card.inputs import ReportInputs
from training.card.plots import plot_confusion, plot_coverage, plot_genres, plot_reliability
from training.card.rhythm import rhythm_section
from training.card.tagger import tagger_section
from training.data.augmentation import DEPTH_DB
from training.data.features import Advance
from training.data.provenance import describe_data, notes
from training.evaluate.cost import describe_cost
from training.evaluate.cross_dataset import describe_cross_dataset
from training.evaluate.evaluator import Evaluator, Probabilities
from training.evaluate.metrics import (
    bootstrap_interval,
    calibration_error,
    logarithm,
    measure_genres,
    perfect_calibration_error,
)
from training.evaluate.recommendations import (
    GroundTruth,
    Lists,
    RecommenderMetrics,
    measure_lists,
    measure_replies,
    measure_variety,
    search_all,
)
from training.experiments.ablation import describe_ablations
from training.experiments.seed_variance import describe_seed_variance
from training.fit.ensemble import Examples, Fitted, fit_ensemble
from training.fit.stacking import STRENGTHS, stacked

_CARD_FILE = "MODEL_CARD.md"
_PLOTS = ("reliability.png", "confusion.png", "coverage.png", "genres.png")
_BOOTSTRAP_SEED = 1


def write_report(evaluator: Evaluator, inputs: ReportInputs, advance: Advance) -> Path:
    """Measure everything on validation and test, draw the plots, and write the card beside the artifacts.

    Without a test split the plots show validation, and the figures that the bot shows are left out.
    """
    folder = evaluator.folder
    positions = {split: evaluator.dataset.indices(split) for split in evaluator.splits}
    probabilities = {split: evaluator.genres(places, advance) for split, places in positions.items()}
    labels = {split: evaluator.dataset.labels[places] for split, places in positions.items()}
    last = evaluator.splits[-1]
    _draw(evaluator, probabilities[last]["ensemble"], labels[last])
    truth = GroundTruth.of(evaluator.catalog)
    lists = search_all(evaluator.catalog.index, truth, evaluator.queries())
    seen = measure_replies(evaluator.catalog, truth, lists.queries)
    if "test" in positions:
        keep_figures(evaluator, probabilities["test"], labels["test"], seen)
    parts = [
        describe_data(evaluator.dataset),
        _genres(probabilities, labels),
        describe_cost(folder / NETWORK_FILE) + "\n",
        _confidence(evaluator, probabilities, labels),
        _steadiness(evaluator, probabilities["validation"], advance),
        describe_cross_dataset(inputs.cross_dataset) if inputs.cross_dataset else "",
        _recommendations(evaluator, lists, truth, seen),
        describe_seed_variance(inputs.seed_variance) if inputs.seed_variance else "",
        describe_ablations(inputs.ablation) if inputs.ablation else "",
        _run(inputs.run),
        headline_section(folder),
        rhythm_section(),
        tagger_section(folder),
        notes(evaluator.dataset),
    ]
    card = folder / _CARD_FILE
    card.write_text("\n".join(part for part in parts if part), encoding="utf-8")
    return card


def _draw(evaluator: Evaluator, probabilities: NDArray[np.float64], labels: NDArray[np.int64]) -> None:
    reliability, confusion, coverage, genres = (evaluator.folder / name for name in _PLOTS)
    names = evaluator.models.labels
    plot_reliability(reliability, probabilities, labels)
    plot_confusion(confusion, probabilities, labels, names)
    plot_coverage(coverage, probabilities, labels, evaluator.models.ensemble.confident_from)
    plot_genres(genres, probabilities, labels, names)


def _genres(probabilities: dict[str, Probabilities], labels: dict[str, NDArray[np.int64]]) -> str:
    lines = ["## Genres, track level, one image a track", ""]
    lines += [
        "| split | model | accuracy | macro F1 | log-loss | calibration error |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for split, models in probabilities.items():
        for name, values in models.items():
            m = measure_genres(values, labels[split])
            numbers = f"{m.accuracy:.1%} | {m.macro_f1:.3f} | {m.log_loss:.3f} | {m.calibration_error:.3f}"
            lines.append(f"| {split} | {name} | {numbers} |")
    lines += ["", f"![Confusion]({_PLOTS[1]})", f"![Precision and recall]({_PLOTS[3]})", ""]
    return "\n".join(lines)


def _confidence(
    evaluator: Evaluator, probabilities: dict[str, Probabilities], labels: dict[str, NDArray[np.int64]]
) -> str:
    dataset, ensemble = evaluator.dataset, evaluator.models.ensemble
    positions = dataset.indices("validation")
    logs = {name: logarithm(probabilities["validation"][name]) for name in ensemble.weights}
    examples = Examples(logs, labels["validation"], dataset.artist[positions])
    fitted = fit_ensemble(examples, ensemble.labels, ensemble.features)
    lines = [
        "## Confidence",
        "",
        f"Expected calibration error of the ensemble (15 bins): {fitted.calibration_error:.3f} on validation, "
        "cross-fitted over artists" + (_on_test(probabilities, labels) if "test" in labels else "."),
        "",
        f"A prediction is called confident from a top probability of {ensemble.confident_from:.2f} on:",
        "",
    ]
    for split, models in probabilities.items():
        values = models["ensemble"]
        sure = values.max(axis=1) >= ensemble.confident_from
        right = (values.argmax(axis=1) == labels[split])[sure]
        lines.append(
            f"- {split}: {sure.mean():.1%} of the songs, {right.mean() if len(right) else 0:.1%} of them right"
        )
    lines += ["", f"![Reliability]({_PLOTS[0]})", f"![Accuracy against coverage]({_PLOTS[2]})", ""]
    return "\n".join([*lines, *_stacking(examples, fitted, ensemble)])


def _on_test(probabilities: dict[str, Probabilities], labels: dict[str, NDArray[np.int64]]) -> str:
    answers, truth = probabilities["test"]["ensemble"], labels["test"]
    low, high = bootstrap_interval(answers, truth, _BOOTSTRAP_SEED)
    perfect = perfect_calibration_error(answers, _BOOTSTRAP_SEED)
    return (
        f"; {calibration_error(answers, truth):.3f} on test (95 % bootstrap interval {low:.3f} to {high:.3f}; on "
        f"{len(truth):,} tracks, perfectly calibrated predictions show {perfect:.3f})."
    )


def _stacking(examples: Examples, fitted: Fitted, ensemble: Ensemble) -> list[str]:
    combined = {"the weighted mean": fitted.held_out}
    for strength in STRENGTHS:
        held_out = stacked(examples, ensemble.labels, ensemble.features, strength)
        combined[f"stacking, pulled to the mean with strength {strength:g}"] = held_out
    lines = ["### Averaging or stacking (validation, cross-fitted over artists)", ""]
    lines += ["| how network and trees are joined | accuracy | log-loss |", "| --- | --- | --- |"]
    for name, probabilities in combined.items():
        measured = measure_genres(probabilities, examples.labels)
        lines.append(f"| {name} | {measured.accuracy:.1%} | {measured.log_loss:.3f} |")
    return [*lines, ""]


def _steadiness(evaluator: Evaluator, plain: Probabilities, advance: Advance) -> str:
    positions = evaluator.dataset.indices("validation")
    changed = evaluator.equalised_genres(positions, advance)
    labels = evaluator.dataset.labels[positions]
    lines = [f"## Under a random smooth equaliser of +-{DEPTH_DB:.0f} dB (validation)", ""]
    lines += ["| model | keeps its top genre | accuracy before | accuracy after |", "| --- | --- | --- | --- |"]
    for name, values in changed.items():
        before, after = plain[name].argmax(axis=1), values.argmax(axis=1)
        numbers = f"{(before == after).mean():.1%} | {(before == labels).mean():.1%} | {(after == labels).mean():.1%}"
        lines.append(f"| {name} | {numbers} |")
    return "\n".join([*lines, ""])


def _recommendations(evaluator: Evaluator, lists: Lists, truth: GroundTruth, seen: RecommenderMetrics) -> str:
    measured = measure_lists(lists, truth)
    index, settings = evaluator.catalog.index, evaluator.catalog.index.settings
    variety = measure_variety(lists, index)
    by_sound = replace(index, settings=replace(settings, genre_weight=0.0))
    sound = measure_lists(search_all(by_sound, truth, lists.queries), truth)
    return f"""## Recommendations

Queries are all validation and test tracks, against the whole catalogue, the query left out. Of the tracks that may be
recommended the genre is known, and counts; of the query it is not, and counts nowhere.

| | same artist in the top 10 | genre precision at 10, other artists |
| --- | --- | --- |
| the search itself | {measured.hit_at_10:.3f} | {measured.genre_precision_at_10:.3f} |
| the same by sound alone, without the tracks' genres | {sound.hit_at_10:.3f} | {sound.genre_precision_at_10:.3f} |
| replies as shown (artist cap, no near-duplicates) | {seen.hit_at_10:.3f} | {seen.genre_precision_at_10:.3f} |

- {measured.hit_queries:,} queries have another track by their artist; {measured.precision_queries:,} queries in all.
- Mean cosine distance within a list: {variety.intra_list_distance:.3f}; share of the catalogue that any list shows:
  {variety.coverage:.1%}; the single most recommended track appears in {variety.most_frequent:.2%} of the lists.
- Chosen on validation queries: weight of the segment vote {settings.segment_weight}, of the tracks' genres
  {settings.genre_weight}; {settings.candidates} candidates.
- `similarity` is the chance, measured on validation queries against songs by other artists, that two songs this close
  share their genre.
"""


def _run(run: Path | None) -> str:
    path = (run or Path()) / "run.json"
    if run is None or not path.exists():
        return ""
    described: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    versions = ", ".join(f"{name} {version}" for name, version in described.get("versions", {}).items())
    settings = described["settings"]
    return f"## The run\n\nSeed {described['seed']}, recipe {settings['recipe']}. Versions: {versions}.\n"
