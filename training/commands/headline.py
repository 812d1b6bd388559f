"""``training headline`` at the command line: fit the headline genre to labelled sound and measure it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress

from models.analyzer import Analyzer
from models.catalog.headline_genres import HEADLINE_GENRES_FILE, HeadlineGenres
from models.errors import ArtifactError
from models.genres.ensemble import NETWORK_FILE
from models.genres.headline import Headline, save
from models.genres.probabilities import LogProbabilities
from models.manifest import DEFAULT_FOLDER, add_optional, sha256_of
from models.tagger_table import HEADLINE_FILE, PRIMARY
from models.threads import usable_cpus
from training.card.headline import MEASURED, describe
from training.data.clips import LabelledClip, read_clips
from training.data.dataset import Dataset, load
from training.evaluate.headline import measure_headline
from training.evaluate.metrics import calibration_bins
from training.fit.headline import calibrate, cross_fit, tempered, wanted_index, without_tagger
from training.fit.headline_checks import ablation, left_out, transferred
from training.fit.headline_genres import measure_agreement, predict_headline_genres
from training.fit.sound_examples import SoundExamples, analyse_clips, joined_examples, spelt


def headline(
    clips: Annotated[list[Path], typer.Option("--clips", help="Folders of labelled clips, each with a clips.csv.")],
    artifacts: Annotated[
        Path, typer.Option("--artifacts", help="The trained files to fit it to, and to write into.")
    ] = DEFAULT_FOLDER,
    untrusted: Annotated[
        list[str] | None, typer.Option("--untrusted", help="FOLDER/GENRE labels that are noise, by folder and genre.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", help="The catalogue's images, to predict its tracks' headline genres too.")
    ] = None,
) -> None:
    """Fit the headline genre to folders of labelled sound; rows marked held in their tables are left alone."""
    console = Console(stderr=True)
    try:
        found = [clip for folder in clips for clip in read_clips(folder)]
        analyzer = Analyzer.load(artifacts, threads=usable_cpus())
        tagger = analyzer.artifacts.path(PRIMARY.file)
    except (ArtifactError, OSError, KeyError, ValueError) as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    noise = frozenset((name, spelt(genre)) for name, _, genre in (each.partition("/") for each in untrusted or []))
    examples = _analysed(analyzer, found, noise, console)
    fit = cross_fit(examples, analyzer.genres.labels)
    measured = examples + joined_examples(examples)
    fused = fit.fused(measured)
    model = calibrate(fit.model, fused, measured)
    network = analyzer.artifacts.path(NETWORK_FILE)
    fitted_to = {PRIMARY.file: sha256_of(tagger), NETWORK_FILE: sha256_of(network)}
    save(model, fitted_to, artifacts / HEADLINE_FILE)
    add_optional(artifacts, HEADLINE_FILE)
    if data is not None:
        _write_headline_genres(analyzer, examples, load(data), artifacts, console)
    images = cross_fit(without_tagger(examples), analyzer.genres.labels)
    figures = {
        **_figures(model, fused, measured),
        "agreement": measure_agreement(model, fit, images, examples),
        "transfer": transferred(examples, analyzer.genres.labels),
        "left_out": left_out(examples, measured, analyzer.genres.labels),
        "ablation": ablation(examples, measured, analyzer.genres.labels),
        "settings": {name: getattr(model.settings, name) for name in model.settings.__slots__},
    }
    MEASURED.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    describe(artifacts / "MODEL_CARD.md", figures)
    sys.stdout.write(json.dumps(figures) + "\n")


def _figures(model: Headline, fused: LogProbabilities, examples: SoundExamples) -> dict[str, Any]:
    logs = tempered(fused, examples, model.settings)
    confident = model.is_sure(np.exp(logs), examples.tagger, examples.tags)
    wanted = wanted_index(model, examples)
    of_source = examples.by_source()
    return {
        "sources": {
            name: measure_headline(logs[chosen], wanted[chosen], confident[chosen], model.labels).as_json()
            for name, chosen in of_source.items()
        },
        "reliability": {
            name: calibration_bins(np.exp(logs[chosen]), wanted[chosen]).tolist() for name, chosen in of_source.items()
        },
    }


def _write_headline_genres(
    analyzer: Analyzer, examples: SoundExamples, dataset: Dataset, artifacts: Path, console: Console
) -> None:
    with Progress(console=console) as progress:
        task = progress.add_task("predicting genres of the catalogue", total=len(dataset))
        predicted = predict_headline_genres(
            examples, analyzer.genres.network, dataset, lambda count: progress.advance(task, count)
        )
    of_track = dict(zip(dataset.track_id.tolist(), predicted.probabilities, strict=True))
    rows = np.stack([of_track[track.track_id] for track in analyzer.catalog.tracks])
    HeadlineGenres(predicted.labels, rows).save(artifacts / HEADLINE_GENRES_FILE)
    add_optional(artifacts, HEADLINE_GENRES_FILE)


def _analysed(
    analyzer: Analyzer, clips: list[LabelledClip], noise: frozenset[tuple[str, str]], console: Console
) -> SoundExamples:
    with Progress(console=console) as progress:
        task = progress.add_task("analysing", total=len(clips))
        return analyse_clips(analyzer, clips, untrusted=noise, advance=lambda count: progress.advance(task, count))
