"""``training links`` at the command line."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from models.errors import ArtifactError
from models.manifest import DEFAULT_FOLDER, read_entries


def links(
    artifacts: Annotated[Path, typer.Option("--artifacts", help="Default: the shipped ones.")] = DEFAULT_FOLDER,
    sample: Annotated[int, typer.Option(min=1, help="How many tracks to check that were not checked before.")] = 100,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between two requests.")] = 1.0,
) -> None:
    """Check on the web which tracks have a page of their own, and keep what is learnt in the catalogue."""
    from models.manifest import write_manifest
    from training.data.links import learn_links

    console = Console(stderr=True)
    try:
        entries = read_entries(artifacts)
        with Progress(console=console) as progress:
            task = progress.add_task("checking", total=sample)
            learnt = learn_links(
                artifacts, sample, pause_s=pause, advance=lambda count: progress.update(task, advance=count)
            )
        write_manifest(artifacts, [entry.file for entry in entries if not entry.optional])
    except (ArtifactError, OSError, KeyError, ValueError) as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    typer.echo(f"{learnt.checked} tracks checked, {learnt.found} have a page of their own")
    if learnt.broken:
        console.print(f"broke off: {learnt.broken}", style="red", highlight=False, markup=False)
        raise typer.Exit(1)
