"""``training content`` and ``training repeats`` at the command line: the constants that rest on measuring."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from rich.console import Console

from models.audio.logmel import LogMel
from models.content import CONTENT_FILE, NOISE, SPEECH
from models.errors import ArtifactError
from models.manifest import DEFAULT_FOLDER, open_artifacts
from training.data.clips import find_audio
from training.data.dataset import Dataset, DatasetError, load

if TYPE_CHECKING:
    from training.fit.content import FittedClassifier

ArtifactsFolder = Annotated[Path, typer.Option("--artifacts", help="Default: the shipped ones.")]
Folders = list[Path] | None
_SEED = 1


def content(
    data: Annotated[Path, typer.Option("--data", help="Folder with tracks.csv and logmel128.npz: music.")],
    speech: Annotated[Folders, typer.Option(help="Folders of speech, a folder a voice, beside espeak-ng's.")] = None,
    music: Annotated[Folders, typer.Option(help="Folders of more music, to measure false alarms on.")] = None,
    out: Annotated[Path, typer.Option("--out", help="Where content.json goes.")] = CONTENT_FILE,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the classifiers there are, and measure --music again.")
    ] = False,
    artifacts: ArtifactsFolder = DEFAULT_FOLDER,
) -> None:
    """Fit and measure what separates music from speech and noise."""
    from training.fit import content as fitting

    console = Console(stderr=True)
    try:
        dataset = load(data)
        front_end = LogMel.load(open_artifacts(artifacts).path("mel_filterbank.npz"))
    except (DatasetError, ArtifactError) as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    with console.status("analysing"):
        classifiers, counts = fitting.read_classifiers(CONTENT_FILE) if keep else _fitted(front_end, dataset, speech)
        songs = [(path.name, path) for path in _audio(music)]
        more = fitting.file_examples(front_end, songs, lambda _: None) if songs else None
    alarms, highest = {}, {}
    if more:
        counts["other_music"] = len(more.groups)
        for kind, classifier in classifiers.items():
            margins = more.summaries @ np.array(classifier.weights) + classifier.bias - classifier.threshold
            alarms[kind], highest[kind] = int((margins > 0).sum()), round(float(margins.max()), 2)
    described = fitting.as_json(classifiers, counts, alarms, highest)
    fitting.write(out, described)
    sys.stdout.write(json.dumps(described["measured"], indent=1) + "\n")


def _fitted(
    front_end: LogMel, dataset: Dataset, speech: Folders
) -> tuple[dict[str, "FittedClassifier"], dict[str, int]]:
    """Return classifiers that separate a data set's music from speech and noise, and the number of examples of each."""
    from training.fit import content as fitting

    others = {
        SPEECH: fitting.speech_examples(front_end, _audio(speech), lambda _: None),
        NOISE: fitting.noise_examples(front_end, _SEED),
    }
    songs = fitting.summaries_of(dataset, lambda _: None)
    counts = {"music": len(songs.groups), **{kind: len(examples.groups) for kind, examples in others.items()}}
    return {kind: fitting.fit_classifier(songs, examples) for kind, examples in others.items()}, counts


def repeats(
    audio: Annotated[Path, typer.Option("--audio", help="Folder with songs; each is analysed again in other formats.")],
    artifacts: ArtifactsFolder = DEFAULT_FOLDER,
) -> None:
    """Measure how similar a song's own copies are, and how similar different songs."""
    from models.analyzer import Analyzer
    from training.evaluate.same_recording import measure_repeats

    songs = _audio([audio])
    if not songs:
        Console(stderr=True).print(f"{audio} holds no songs", style="red", markup=False)
        raise typer.Exit(1)
    measured = measure_repeats(songs, Analyzer.load(artifacts), lambda _: None)
    sys.stdout.write(json.dumps(measured.as_json(), indent=1) + "\n")


def _audio(folders: Folders) -> list[Path]:
    return [path for folder in folders or () for path in find_audio(folder)]
