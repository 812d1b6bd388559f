"""``training headline`` at the command line: fit the headline genre to labelled sound and measure it."""

import json
import sys
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress

from models.analyzer import Analyzer
from models.errors import ArtifactError
from models.genres.ensemble import NETWORK_FILE
from models.genres.headline import save
from models.manifest import DEFAULT_FOLDER, sha256_of
from models.tagger_table import HEADLINE_FILE, PRIMARY
from models.threads import usable_cpus
from training.card.headline import MEASURED, describe
from training.data.clips import LabelledClip, read_clips
from training.evaluate.headline import measure_headline
from training.fit.headline import (
    SoundExamples,
    analyse_clips,
    calibrate,
    cross_fitted,
    spelt,
    tempered,
    transferred,
    wanted_index,
)
from training.fit.manifest import add_optional


def headline(
    clips: Annotated[list[Path], typer.Option("--clips", help="Folders of labelled clips, each with a clips.csv.")],
    artifacts: Annotated[
        Path, typer.Option("--artifacts", help="The trained files to fit it to, and to write into.")
    ] = DEFAULT_FOLDER,
    untrusted: Annotated[
        list[str] | None, typer.Option("--untrusted", help="FOLDER/GENRE labels that are noise, by folder and genre.")
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
    model, fused = cross_fitted(examples, analyzer.genres.labels)
    model = calibrate(model, fused, examples)
    network = analyzer.artifacts.path(NETWORK_FILE)
    fitted_to = {PRIMARY.file: sha256_of(tagger), NETWORK_FILE: sha256_of(network)}
    save(model, fitted_to, artifacts / HEADLINE_FILE)
    add_optional(artifacts, HEADLINE_FILE)
    logs = tempered(fused, examples, model.settings)
    confident = (logs.max(axis=1) >= np.log(model.settings.confident_from)) & ~model.is_far(examples.tagger)
    wanted = wanted_index(model, examples)
    sources = {
        source: measure_headline(logs[chosen], wanted[chosen], confident[chosen], model.labels).as_json()
        for source in sorted(set(examples.source))
        for chosen in [(examples.source == source) & examples.trusted]
    }
    measured = {
        "sources": sources,
        "transfer": transferred(examples, analyzer.genres.labels),
        "settings": {name: getattr(model.settings, name) for name in model.settings.__slots__},
    }
    MEASURED.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    describe(artifacts / "MODEL_CARD.md", measured)
    sys.stdout.write(json.dumps(measured) + "\n")


def _analysed(
    analyzer: Analyzer, clips: list[LabelledClip], noise: frozenset[tuple[str, str]], console: Console
) -> SoundExamples:
    with Progress(console=console) as progress:
        task = progress.add_task("analysing", total=len(clips))
        return analyse_clips(analyzer, clips, untrusted=noise, advance=lambda count: progress.advance(task, count))
