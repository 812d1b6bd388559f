"""How the models do on music of another archive: folders of clips whose names are among the models' genres."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from models.analysis import WORDS_MODEL
from models.analyzer import Analyzer
from models.errors import AnalysisError
from models.text import comparable
from training.data.dataset import DatasetError
from training.data.features import Advance
from training.data.sources import audio_files

_MODELS = ("cnn", "lgbm", "ensemble", "answer")


@dataclass(frozen=True, slots=True)
class FolderResult:
    """One folder: the genre that its name stands for, the number of clips, and each model's accuracy."""

    folder: str
    genre: str
    clips: int
    right: dict[str, float]


def measure_cross_dataset(
    audio: Path, analyzer: Analyzer, means: Mapping[str, str], advance: Advance = lambda _: None
) -> list[FolderResult]:
    """Analyse every folder in ``audio`` that is named like a genre of the models, or that ``means`` says is one.

    Names are compared without case and punctuation, so that hiphop is Hip-Hop. Files that cannot be analysed are left
    out. Raises DatasetError if no folder is meant, or if one has nothing that can be analysed.
    """
    labels = analyzer.genres.labels
    genres = {comparable(label): label for label in labels} | {comparable(name): label for name, label in means.items()}
    unknown = sorted(set(genres.values()) - set(labels))
    if unknown:
        raise DatasetError(f"The models have no genre {unknown[0]!r}.")
    folders = sorted(path for path in audio.iterdir() if path.is_dir()) if audio.is_dir() else []
    meant = [(folder, genres[comparable(folder.name)]) for folder in folders if comparable(folder.name) in genres]
    if not meant:
        raise DatasetError(f"{audio} has no folder that is named like one of {', '.join(labels)}.")
    return [_measure(folder, genre, analyzer, advance) for folder, genre in meant]


def _measure(folder: Path, genre: str, analyzer: Analyzer, advance: Advance) -> FolderResult:
    right = []
    for path in audio_files(folder):
        advance(1)
        with suppress(AnalysisError, OSError):
            analysis = analyzer.analyze(path, top=0)
            answer = {each.genre: each.probability for each in analysis.archive}
            # Dividing by what the tags added leaves the prediction by the images alone.
            tags = analysis.models.get(WORDS_MODEL, dict.fromkeys(answer, 1.0))
            images = {name: probability / tags[name] for name, probability in answer.items()}
            predictions = (analysis.models["cnn"], analysis.models["lgbm"], images, answer)
            right.append([max(one, key=one.__getitem__) == genre for one in predictions])
    if not right:
        raise DatasetError(f"{folder} has nothing that can be analysed.")
    shares = np.mean(right, axis=0).tolist()
    return FolderResult(folder.name, genre, len(right), dict(zip(_MODELS, shares, strict=True)))


def write_cross_dataset(path: Path, results: Sequence[FolderResult]) -> None:
    """Write the results as JSON, for ``describe_cross_dataset``."""
    path.write_text(json.dumps([asdict(result) for result in results], indent=2) + "\n", encoding="utf-8")


def describe_cross_dataset(path: Path) -> str:
    """Return the model card's section about what ``write_cross_dataset`` wrote."""
    results = [FolderResult(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
    lines = [
        "## Music of another archive",
        "",
        "Clips of another collection whose folder is named after a genre, or is a kind of it: the share that gets it.",
        "The answer joins the ensemble with what the tags say of the archive's genres, where a tagger is in use.",
        "",
        "| folder | genre | clips | network | trees | ensemble | answer |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        shares = " | ".join(f"{result.right[name]:.0%}" for name in _MODELS)
        lines.append(f"| {result.folder} | {result.genre} | {result.clips} | {shares} |")
    means = " | ".join(f"{np.mean([result.right[name] for result in results]):.0%}" for name in _MODELS)
    clips = sum(result.clips for result in results)
    return "\n".join([*lines, f"| mean of the folders | | {clips} | {means} |", ""])
