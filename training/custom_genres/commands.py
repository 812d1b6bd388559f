"""``training adapt`` at the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from models.errors import ArtifactError
from models.manifest import DEFAULT_FOLDER

if TYPE_CHECKING:
    from training.custom_genres.build import CustomGenresResult

Audio = Annotated[Path, typer.Option("--audio", help="A folder per genre, with clips in it, or artists' folders.")]
ArtifactsFolder = Annotated[Path, typer.Option("--artifacts", help="With tagger.onnx; default: the shipped ones.")]
Folds = Annotated[Path | None, typer.Option("--folds", help="CSV file with file and fold, to validate on.")]
Out = Annotated[Path | None, typer.Option("--out", help="Where adapted.onnx goes; default: the artifacts.")]


def adapt(audio: Audio, artifacts: ArtifactsFolder = DEFAULT_FOLDER, folds: Folds = None, out: Out = None) -> None:
    """Learn your own genres from a few dozen clips of each."""
    from training.custom_genres.build import adapt as learn
    from training.custom_genres.clips import CustomGenresError

    try:
        with Progress(console=Console(stderr=True)) as progress:
            task = progress.add_task("analysing", total=None)
            result = learn(
                audio, artifacts, folds=folds, out=out, advance=lambda count: progress.update(task, advance=count)
            )
    except CustomGenresError as error:
        _say(str(error), error.details)
        raise typer.Exit(1) from error
    except ArtifactError as error:
        _say(str(error))
        raise typer.Exit(1) from error
    _report(result)


def _report(result: "CustomGenresResult") -> None:
    if result.unreadable:
        _say("Not analysed:", [f"{path}: {cause}" for path, cause in result.unreadable])
    _say(f"{sum(result.clips.values())} clips:", [f"{genre}: {count}" for genre, count in result.clips.items()])
    if result.accuracy is None:
        _say("Accuracy unknown: a genre has a single group of clips, so nothing could be held out.")
        return
    by_fold = [f"fold {name}: {accuracy:.1%}" for name, accuracy in sorted(result.accuracy_by_fold.items())]
    _say(f"Right on {result.accuracy:.1%} of the clips that were held out.", by_fold)


def _say(sentence: str, details: Sequence[str] = ()) -> None:
    typer.echo("\n".join([sentence, *(f"  {line}" for line in details)]))
