"""``python -m training``: builds the artifacts, measures them, reports on them."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import Progress
from rich.table import Table

from models.errors import ArtifactError
from models.threads import usable_cpus
from training.card.inputs import ReportInputs
from training.commands.constants import content, repeats
from training.commands.headline import headline
from training.commands.links import links
from training.commands.rhythm import rhythm
from training.commands.tagger import tagger, tagger_card, tagger_levels, tagger_similarity
from training.custom_genres.commands import adapt
from training.data.dataset import Dataset, DatasetError, load
from training.data.features import Advance
from training.data.feedback import FeedbackError
from training.data.fetch import ADDRESS, FetchError, known_archive
from training.data.fetch import fetch as fetch_archive
from training.data.parallel import dask_cluster, local_processes
from training.data.sources import FOLDERS, audio_files, sources
from training.fit import cnn
from training.fit.tuning import TreeSettingsError, read_settings
from training.runs import RunMismatchError, recorded_cost

app = typer.Typer(help="Train, measure and describe Cratedigger's models.", no_args_is_help=True, add_completion=False)
# Standard output belongs to results; everything said on the way goes to standard error.
_console = Console(stderr=True)
app.command()(tagger)
app.command()(tagger_levels)
app.command()(tagger_card)
app.command()(tagger_similarity)
app.command()(content)
app.command()(headline)
app.command()(repeats)
app.command()(adapt)
app.command()(rhythm)
app.command()(links)


class Recipe(StrEnum):
    """The input of the trees: the shipped song statistics, or the original project's segments."""

    SHIPPED = "shipped"
    ORIGINAL = "original"


class Split(StrEnum):
    """The split that genres are measured on."""

    VALIDATION = "validation"
    TEST = "test"


Data = Annotated[Path, typer.Option("--data", help="Folder with tracks.csv, logmel128.npz and perhaps vggish128.npz.")]
Epochs = Annotated[int | None, typer.Option(min=1, help="Passes of the network over the training split.")]
Members = Annotated[int | None, typer.Option(min=1, help="How many networks the ensemble has, at most.")]
Trees = Annotated[
    Path | None,
    typer.Option("--trees", exists=True, dir_okay=False, help="Grow trees by what tune found: trees-settings.json."),
]
ArtifactsFolder = Annotated[Path | None, typer.Option("--artifacts", help="Default: the shipped ones.")]


@app.command("all")
def build_all(
    data: Data,
    out: Annotated[Path, typer.Option("--out", help="Where the artifacts go.")],
    seed: Annotated[int, typer.Option(min=0)] = 1,
    recipe: Recipe = Recipe.SHIPPED,
    run: Annotated[Path | None, typer.Option("--run", help="Run folder; default runs/RECIPE-SEED.")] = None,
    network: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Take this ONNX network instead of training one.")
    ] = None,
    epochs: Epochs = None,
    members: Members = None,
    trees: Trees = None,
) -> None:
    """Build every artifact that is not optional, resuming what an interrupted run left."""
    began = time.monotonic()
    from training.pipeline import Pipeline, Plan

    run = run or Path("runs") / f"{recipe}-{seed}"
    with _plain_errors():
        settings = read_settings(trees) if trees else None
        plan = Plan(out, run, seed, str(recipe), network, _learning(seed, epochs, members), trees=settings)
        pipeline = Pipeline(_load(data), plan, _console)
        pipeline.begin()
        with recorded_cost(run, began, _console.print):
            pipeline.build()
            _report(data, out, ReportInputs(run))


@app.command("seed-variance")
def seed_variance(
    data: Data,
    run: Annotated[Path, typer.Option("--run", help="Run folder; what is trained in it already is kept.")],
    seeds: Annotated[int, typer.Option(min=2, help="How many seeds, from 1 on.")] = 3,
    recipe: Recipe = Recipe.SHIPPED,
    network: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Take this ONNX network for all, train none.")
    ] = None,
    epochs: Epochs = None,
    members: Members = None,
    trees: Trees = None,
) -> None:
    """Train a recipe from several seeds, and show how far its figures vary."""
    from training.experiments.seed_variance import SEED_VARIANCE_FILE, describe_seed_variance, measure_seed_variance
    from training.pipeline import Plan

    with _plain_errors():
        settings = read_settings(trees) if trees else None
        plan = Plan(run / "artifacts", run, 1, str(recipe), network, _learning(1, epochs, members), trees=settings)
        measure_seed_variance(_load(data), plan, range(1, seeds + 1), _console)
    Console().print(Markdown(describe_seed_variance(run / SEED_VARIANCE_FILE)))


@app.command()
def ablate(
    data: Data,
    run: Annotated[Path, typer.Option("--run", help="Run folder; what is trained in it already is kept.")],
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the training split, for each change.")] = 8,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    outputs: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="A finished run's outputs.npz: learn from its predictions too."),
    ] = None,
) -> None:
    """Train one network without each ingredient of the recipe in turn, and show what that costs."""
    from training.data.features import CachedOutputs
    from training.experiments.ablation import TABLE_FILE, describe_ablations, measure_ablations

    finished = CachedOutputs.load(outputs) if outputs else None
    with _plain_errors():
        measure_ablations(_load(data), run, _learning(seed, epochs, 1), _console.print, usable_cpus(), finished)
    Console().print(Markdown(describe_ablations(run / TABLE_FILE)))


def _learning(seed: int, epochs: int | None, members: int | None) -> cnn.Settings:
    settings = cnn.Settings(seed=seed)
    return replace(settings, epochs=epochs or settings.epochs, members=settings.members[:members])


@app.command()
def tune(
    data: Data,
    run: Annotated[Path, typer.Option("--run", help="Run folder; an earlier search in it goes on.")],
    trials: Annotated[int, typer.Option(min=1, help="How many settings of the trees to try, all in all.")] = 30,
    seed: Annotated[int, typer.Option(min=0)] = 1,
    recipe: Recipe = Recipe.SHIPPED,
) -> None:
    """Search for the trees' settings by their validation log-loss; print the best, and keep them for --trees."""
    from training.pipeline import Pipeline, Plan

    with _plain_errors():
        best = Pipeline(_load(data), Plan(run / "artifacts", run, seed, str(recipe)), _console).tune(trials)
    sys.stdout.write(json.dumps(asdict(best)) + "\n")


@app.command()
def evaluate(
    data: Data,
    split: Split = Split.VALIDATION,
    artifacts: ArtifactsFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Measure genres on a split and recommendations on all validation and test tracks."""
    from training.evaluate.evaluator import Evaluator
    from training.evaluate.evaluator import evaluate as measure

    with _plain_errors():
        dataset = _load(data)
        evaluator = Evaluator.load(dataset, artifacts)
        with _progress("analysing", len(dataset.indices(split))) as advance:
            result = measure(evaluator, split, advance)
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        Console().print(_table(result))


@app.command()
def report(
    data: Data,
    artifacts: ArtifactsFolder = None,
    run: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="The run of the artifacts.")] = None,
    variance: Annotated[
        Path | None,
        typer.Option("--seed-variance", exists=True, dir_okay=False, help="What that command wrote."),
    ] = None,
    ablation: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="What the command ablate wrote: ablation.csv.")
    ] = None,
    cross: Annotated[
        Path | None, typer.Option("--cross-dataset", exists=True, dir_okay=False, help="What that command wrote.")
    ] = None,
) -> None:
    """Write MODEL_CARD.md and its plots beside the artifacts, from what is measured now."""
    _report(data, artifacts, ReportInputs(run, variance, ablation, cross))


@app.command("cross-dataset")
def cross_dataset(
    audio: Annotated[Path, typer.Option("--audio", help="Folder with a folder of clips a genre.")],
    means: Annotated[list[str] | None, typer.Option(help="FOLDER=GENRE: what another folder's clips are.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="A JSON file for the report.")] = None,
    artifacts: ArtifactsFolder = None,
) -> None:
    """Measure how often music of another archive gets the genre that its folder is named after."""
    from models.analyzer import Analyzer
    from training.evaluate.cross_dataset import measure_cross_dataset, write_cross_dataset

    named = dict(each.partition("=")[::2] for each in means or ())
    with _plain_errors(), _progress("analysing", None) as advance:
        results = measure_cross_dataset(audio, Analyzer.load(artifacts), named, advance)
    if out:
        write_cross_dataset(out, results)
    sys.stdout.write(json.dumps([asdict(result) for result in results]) + "\n")


@app.command()
def prepare(
    audio: Annotated[Path, typer.Option("--audio", help="Folder with audio files, at any depth.")],
    out: Annotated[Path, typer.Option("--out", help="Where the data set goes.")],
    metadata: Annotated[str, typer.Option(help="A CSV with track_id and genre, or 'folders': one a genre.")] = FOLDERS,
    artifacts: ArtifactsFolder = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler to work on.")] = None,
) -> None:
    """Turn raw audio into the data set that training reads; what fails is listed in failed.csv."""
    from models.manifest import open_artifacts
    from training.data.prepare import FAILURES_FILE
    from training.data.prepare import prepare as prepare_all

    with _plain_errors():
        found = sources(audio, metadata)
        filterbank = open_artifacts(artifacts).path("mel_filterbank.npz")
        pool = dask_cluster(scheduler) if scheduler else local_processes()
        with pool as executor, _progress("analysing", len(found)) as advance:
            outcome = prepare_all(found, out, filterbank, executor, advance)
    _console.print(f"{outcome.prepared} tracks in {out}, {len(outcome.failures)} failed ({FAILURES_FILE})")


@app.command()
def fetch(
    name: Annotated[str, typer.Argument(help="fma_small, fma_medium or fma_metadata.")],
    out: Annotated[Path, typer.Option("--out", help="Where the archive is kept and unpacked.")] = Path("data"),
    address: Annotated[str, typer.Option(help="Folder on a web server that has the archives.")] = ADDRESS,
) -> None:
    """Download an FMA archive, going on where an earlier try broke off, verify and unpack it."""
    with _plain_errors(), _progress(f"fetching {name}", None) as advance:
        folder = fetch_archive(known_archive(name, address), out, advance)
    _console.print(f"unpacked into {folder}")


@app.command()
def catalog(
    audio: Annotated[Path, typer.Option("--audio", help="Folder with your music, at any depth.")],
    out: Annotated[Path, typer.Option("--out", help="Where the models go with the new catalogue.")],
    artifacts: ArtifactsFolder = None,
    beside: Annotated[bool, typer.Option("--beside", help="Keep the catalogue that the models came with.")] = False,
    add: Annotated[
        bool, typer.Option("--add", help="Add to the catalogue in OUT, which a running bot takes up at once.")
    ] = False,
) -> None:
    """Build a catalogue of your own music, which the bot recommends from, or add to it."""
    from training.custom_catalog.add import add_to_catalog
    from training.custom_catalog.build import build_own_catalog

    if add and (beside or artifacts):
        raise typer.BadParameter("--add analyses with the models in OUT: leave --artifacts and --beside out.")
    with _plain_errors():
        files = audio_files(audio)
        with local_processes() as executor, _progress("analysing", len(files)) as advance:
            if add:
                outcome = add_to_catalog(files, out, executor, advance=advance)
            else:
                outcome = build_own_catalog(files, out, executor, artifacts=artifacts, beside=beside, advance=advance)
    for path, reason in outcome.failures.items():
        _console.print(f"{path}: {reason}", highlight=False, markup=False)
    _console.print(f"{outcome.tracks} tracks in {out}")


@app.command()
def feedback(
    data: Data,
    database: Annotated[str, typer.Option("--database", help="Address of the bot's database, as the bot has it.")],
    out: Annotated[Path, typer.Option("--out", help="Where the data set goes with the members' corrections.")],
    members: Annotated[int, typer.Option(min=1, help="How many members must agree on a song's genre.")] = 1,
    artifacts: ArtifactsFolder = None,
) -> None:
    """Add the songs whose genre members confirmed or corrected to a data set, for the next training run."""
    from models.manifest import open_artifacts
    from training.data.feedback import add_corrections, read_corrections

    with _plain_errors():
        corrections = read_corrections(database, members)
        outcome = add_corrections(_load(data), corrections, open_artifacts(artifacts).path("genre_cnn.onnx"), out)
    for reason, songs in outcome.left_out.items():
        _console.print(f"{songs} left out: {reason}.", highlight=False, markup=False)
    _console.print(f"{outcome.added} songs added in {out}")


def _report(data: Path, artifacts: Path | None, inputs: ReportInputs) -> None:
    from training.card.report import write_report
    from training.evaluate.evaluator import Evaluator

    with _plain_errors():
        dataset = _load(data)
        with _progress("measuring", None) as advance:
            written = write_report(Evaluator.load(dataset, artifacts), inputs, advance)
    _console.print(f"wrote {written}")


def _load(data: Path) -> Dataset:
    with _console.status(f"reading {data}"):
        return load(data)


def _table(result: dict[str, dict[str, float]]) -> Table:
    table = Table("", "measure", "value", title=f"{result['split']}: {result['tracks']} tracks")
    for name in ("cnn", "lgbm", "ensemble", "recommender"):
        for measure, value in result[name].items():
            table.add_row(name, measure, str(value) if isinstance(value, int) else f"{value:.4f}")
    return table


@contextmanager
def _progress(what: str, total: int | None) -> Iterator[Advance]:
    with Progress(console=_console) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.update(task, advance=count)


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except (DatasetError, ArtifactError, RunMismatchError, FetchError, FeedbackError, TreeSettingsError) as error:
        _fail(str(error))


def _fail(sentence: str) -> NoReturn:
    _console.print(sentence, style="red", highlight=False, markup=False)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
