"""How much of a recipe's figures is luck: the whole of it trained from several seeds."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.console import Console

from training.data.dataset import Dataset
from training.evaluate.evaluator import Evaluator, evaluate_genres, evaluate_recommender
from training.pipeline import Pipeline, Plan

SEED_VARIANCE_FILE = "seed-variance.json"
_GENRE_METRICS = ("accuracy", "log_loss")
_LIST_MEASURES = ("hit_at_10", "genre_precision_at_10")

Figures = Mapping[str, Sequence[float]]


def measure_seed_variance(dataset: Dataset, plan: Plan, seeds: Sequence[int], console: Console) -> Figures:
    """Train ``plan`` from every seed, each in a folder of its own below ``plan.run``, and measure them all.

    What is trained already is kept. Returns, by "split model measure", one figure a seed, and writes them to
    ``seed-variance.json`` in ``plan.run``.
    """
    figures: dict[str, list[float]] = {}
    for seed in seeds:
        run = plan.run / f"seed-{seed}"
        learning = replace(plan.learning, seed=seed)
        Pipeline(dataset, replace(plan, out=run / "artifacts", run=run, seed=seed, learning=learning), console).build()
        evaluator = Evaluator.load(dataset, run / "artifacts")
        for name, value in _figures(evaluator):
            figures.setdefault(name, []).append(value)
    content = {"seeds": list(seeds), "members": len(plan.learning.members), "figures": figures}
    (plan.run / SEED_VARIANCE_FILE).write_text(json.dumps(content, indent=2), encoding="utf-8")
    return figures


def _figures(evaluator: Evaluator) -> Iterator[tuple[str, float]]:
    for split in evaluator.splits:
        for model, measured in evaluate_genres(evaluator, split).items():
            yield from ((f"{split} {model} {name}", measured[name]) for name in _GENRE_METRICS)
    measured_lists = evaluate_recommender(evaluator)
    queries = "both" if len(evaluator.splits) > 1 else evaluator.splits[0]
    yield from ((f"{queries} recommender {name}", measured_lists[name]) for name in _LIST_MEASURES)


def describe_seed_variance(path: Path) -> str:
    """Return the model card's section about a ``seed-variance.json``."""
    content = json.loads(path.read_text(encoding="utf-8"))
    seeds, members = content["seeds"], content["members"]
    networks = "one network" if members == 1 else f"{members} networks"
    lines = [
        "## Luck",
        "",
        f"The recipe with {networks}, trained from {len(seeds)} seeds ({', '.join(map(str, seeds))}):",
        "",
        "| split | model | measure | mean | standard deviation | lowest | highest |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, values in content["figures"].items():
        split, model, measure = name.split(" ")
        numbers = (np.mean(values), np.std(values, ddof=1) if len(values) > 1 else 0.0, min(values), max(values))
        lines.append(f"| {split} | {model} | {measure} | {' | '.join(f'{number:.3f}' for number in numbers)} |")
    return "\n".join([*lines, ""])
