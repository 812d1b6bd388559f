"""From a data folder to a folder of artifacts: stages that are skipped where nothing changed."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from models.catalog.files import EMBEDDING_FILE, TRACKS_FILE
from models.catalog.search import Index
from models.catalog.song_map import SONG_MAP
from models.catalog.space import song_views
from models.errors import ArtifactError
from models.genres.ensemble import ENSEMBLE_FILE, NETWORK_FILE, TREES_FILE, Ensemble
from models.genres.network import GenreNetwork
from models.genres.probabilities import LogProbabilities, log_softmax
from models.genres.segments import PROJECTION_FILE, SegmentProjection
from models.genres.trees import GenreTrees
from models.manifest import sha256_of, write_manifest
from models.threads import usable_cpus
from training.data.dataset import Dataset
from training.data.features import (
    AUGMENTED_COPIES,
    COPIES_IN_PASSAGES,
    Advance,
    CachedOutputs,
    Features,
    compute_features,
    compute_outputs,
)
from training.evaluate.recommendations import GroundTruth
from training.fit import cnn
from training.fit.catalog import CATALOG_FILES, write_catalog
from training.fit.cnn.targets import SoftLabels, make_targets
from training.fit.ensemble import Examples, fit_ensemble
from training.fit.filterbank import write_filterbank
from training.fit.search import SEARCHED, UNTUNED, hubness_penalty, tune
from training.fit.segments import fit_projection
from training.fit.song_map import fit as fit_map
from training.fit.space import SpaceSettings, fit_axes, fit_space
from training.fit.trees import RECIPES, SOFT_SHARE, TrainingSet, TreeSettings, train_trees
from training.fit.tuning import tune_trees
from training.runs import CURVES_FILE, begin_run, check_run, open_run
from training.stages import Stages

_FILTERBANK_FILE = "mel_filterbank.npz"
_GENRE_FILES = (NETWORK_FILE, TREES_FILE, PROJECTION_FILE, ENSEMBLE_FILE, _FILTERBANK_FILE)
_REQUIRED_FILES = (*_GENRE_FILES, *CATALOG_FILES, SONG_MAP)
_COPIES = (AUGMENTED_COPIES, COPIES_IN_PASSAGES)
_TUNING = "tuning"
_TREES = "trees"
_TREE_PANELS = {"log-loss": ("validation_log_loss",), "accuracy": ("validation_accuracy",)}
_FEATURES_OF_RECIPE = {"shipped": "statistics", "original": "segments"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do.

    ``recipe`` is ``shipped`` or ``original``. ``network``, a finished ONNX file, is taken instead of training one.
    ``trees`` are settings to grow the trees by instead of the recipe's.
    """

    out: Path
    run: Path
    seed: int = 1
    recipe: str = "shipped"
    network: Path | None = None
    learning: cnn.Settings = field(default_factory=cnn.Settings)
    threads: int = 0
    trees: TreeSettings | None = None

    @property
    def tree_settings(self) -> TreeSettings:
        """How the trees are grown."""
        return self.trees or RECIPES[self.features]

    @property
    def soft_settings(self) -> cnn.Settings:
        """The settings that the trees' soft labels are made by."""
        return replace(self.learning, soft_share=SOFT_SHARE)

    @property
    def described(self) -> dict[str, object]:
        """What a run folder holds one of, for good: the trees can be grown anew in it by other settings."""
        network = {"given_sha256": sha256_of(self.network)} if self.network else self.learning.as_json()
        return {"recipe": self.recipe, "network": network}

    @property
    def features(self) -> str:
        """The input of the trees."""
        return _FEATURES_OF_RECIPE[self.recipe]

    @property
    def cpus(self) -> int:
        """How many threads to use."""
        return self.threads or usable_cpus()


class Pipeline:
    """One run over one data set; every stage reads what the earlier ones wrote."""

    def __init__(self, dataset: Dataset, plan: Plan, console: Console) -> None:
        self.dataset = dataset
        self.plan = plan
        self.console = console
        self.stages = Stages(plan.run, console.print)
        self.out = plan.out
        self.features_file = plan.run / "features.npz"
        self.outputs_file = plan.run / "outputs.npz"

    def begin(self) -> None:
        """Create the run's folder and the artifacts'; raise RunMismatchError if the former holds another run."""
        open_run(self.plan.run, self.plan.described, self.plan.seed, self.dataset.data_sha256)
        self.out.mkdir(parents=True, exist_ok=True)

    def build(self) -> None:
        """Begin, run all stages and write the manifest."""
        self.begin()
        data, seed = self.dataset.data_sha256, self.plan.seed
        out, run = self.out, self.stages.run
        run("filterbank", {}, [out / _FILTERBANK_FILE], lambda: write_filterbank(out / _FILTERBANK_FILE))
        given, learning = self.plan.network, self.plan.learning
        network = {"network": given} if given else {"data": data, "settings": learning}
        run("network", network, [out / NETWORK_FILE], self._network)
        outputs = {"data": data, "network": out / NETWORK_FILE}
        run("outputs", outputs, [self.outputs_file], self._outputs)
        features = self._prepare_rows()
        trees = {**features, "recipe": self.plan.recipe, "settings": self.plan.tree_settings, "soft": SOFT_SHARE}
        run("trees", trees, [out / TREES_FILE, self.plan.run / _TREES / CURVES_FILE], self._trees)
        made = {**outputs, "trees": out / TREES_FILE, "projection": out / PROJECTION_FILE}
        run("ensemble", made, [out / ENSEMBLE_FILE], self._ensemble)
        space = {**made, "ensemble": out / ENSEMBLE_FILE, "seed": seed, "space": SpaceSettings(), "search": SEARCHED}
        run("catalogue", space, [out / name for name in CATALOG_FILES], self._catalog)
        catalogue = {"embedding": out / EMBEDDING_FILE, "tracks": out / TRACKS_FILE, "seed": seed}
        run("map", catalogue, [out / SONG_MAP], self._map)
        write_manifest(out, _REQUIRED_FILES)

    def tune(self, trials: int) -> TreeSettings:
        """Search for the trees' settings on this run's features, whatever its network; nothing else is built.

        Raises:
            RunMismatchError: if the run's folder holds one of another recipe, seed or other data.

        """
        plan, data = self.plan, self.dataset.data_sha256
        check_run(plan.run, {"recipe": plan.recipe}, plan.seed, data)
        wanted = plan.soft_settings
        soft = (wanted.soft_share, wanted.soft_temperature, wanted.smoothing)
        search = {"recipe": plan.recipe, "copies": _COPIES, "soft": soft, "start": asdict(plan.tree_settings)}
        folder = open_run(plan.run / _TUNING, search, plan.seed, data).path
        self.out.mkdir(parents=True, exist_ok=True)
        self._prepare_rows()
        return tune_trees(
            self._training_set(),
            folder,
            plan.tree_settings,
            trials=trials,
            seed=plan.seed,
            threads=plan.cpus,
            report=self.console.print,
        )

    def _prepare_rows(self) -> dict[str, object]:
        made_of = {"data": self.dataset.data_sha256, "seed": self.plan.seed, "copies": _COPIES}
        self.stages.run("features", made_of, [self.features_file], self._features)
        self.stages.run("projection", made_of, [self.out / PROJECTION_FILE], self._projection)
        return made_of

    def _network(self) -> None:
        target = self.out / NETWORK_FILE
        if self.plan.network:
            shutil.copyfile(self.plan.network, target)
            return
        settings = replace(self.plan.learning, seed=self.plan.seed)
        checkpoint = cnn.train(self.dataset, self.plan.run / "cnn", settings, self.console.print, self.plan.cpus)
        # Needs PyTorch, which a given network does not.
        from training.fit.cnn.onnx_file import ParityError

        try:
            difference = cnn.export(checkpoint, target, self.dataset)
        except ParityError as error:
            raise ArtifactError(str(error)) from error
        self.console.print(f"network: exported, largest difference {difference:.1e}")

    def _outputs(self) -> None:
        network = GenreNetwork.load(self.out / NETWORK_FILE, self.plan.cpus)
        with self._progress("the network runs", len(self.dataset)) as advance:
            compute_outputs(network, self.dataset, advance).save(self.outputs_file)

    def _features(self) -> None:
        total = len(self.dataset) + AUGMENTED_COPIES * len(self.dataset.indices("training"))
        with self._progress("statistics", total) as advance:
            compute_features(self.dataset, self.plan.seed, advance).save(self.features_file)

    def _projection(self) -> None:
        segments = Features.load(self.features_file).segments[self.dataset.indices("training")]
        fit_projection(segments, self.plan.seed).save(self.out / PROJECTION_FILE)

    def _trees(self) -> None:
        settings, seed = self.plan.tree_settings, self.plan.seed
        folder = begin_run(self.plan.run / _TREES, asdict(settings), seed, self.dataset.data_sha256)
        grown = train_trees(self._training_set(), settings, seed, self.plan.cpus)
        (self.out / TREES_FILE).write_text(grown.text, encoding="utf-8")
        for at in grown.curve:
            measured = {"validation_log_loss": round(at.log_loss, 5), "validation_accuracy": round(at.accuracy, 5)}
            folder.append_curves({"rounds": at.rounds, **measured})
        folder.plot(_TREE_PANELS)
        self.console.print(f"trees: {grown.rounds} rounds, validation log-loss {grown.log_loss:.3f}")

    def _training_set(self) -> TrainingSet:
        features = Features.load(self.features_file)
        training, validation = self.dataset.indices("training"), self.dataset.indices("validation")
        labels, artists = self.dataset.labels, self.dataset.artist[validation]
        targets = make_targets(self.dataset, self.plan.soft_settings, SoftLabels.of(self.dataset)).genres
        if self.plan.features == "segments":
            points = self._points(features)
            votes = points.shape[1]
            hard = np.eye(len(self.dataset.label_names), dtype=np.float32)[labels[training]]
            rows = points[training].reshape(-1, points.shape[2])
            validation_rows = points[validation].reshape(-1, points.shape[2])
            return TrainingSet(
                rows, np.repeat(hard, votes, axis=0), validation_rows, labels[validation], artists, votes
            )
        rows = np.concatenate((features.statistics[training], *features.augmented))
        targets = np.tile(targets[training], (1 + len(features.augmented), 1))
        return TrainingSet(rows, targets, features.statistics[validation], labels[validation], artists, 1)

    def _points(self, features: Features) -> NDArray[np.float32]:
        return SegmentProjection.load(self.out / PROJECTION_FILE).project(features.segments)

    def _ensemble(self) -> None:
        places = self.dataset.indices("validation")
        logs = {name: values[places] for name, values in self._logs().items()}
        examples = Examples(logs, self.dataset.labels[places], self.dataset.artist[places])
        fitted = fit_ensemble(examples, self.dataset.label_names, self.plan.features)
        content = json.dumps(fitted.ensemble.as_json(), indent=2) + "\n"
        (self.out / ENSEMBLE_FILE).write_text(content, encoding="utf-8")
        self.console.print(f"ensemble: {fitted.ensemble.weights}, calibration error {fitted.calibration_error:.3f}")

    def _logs(self) -> dict[str, LogProbabilities]:
        features = Features.load(self.features_file)
        projection = SegmentProjection.load(self.out / PROJECTION_FILE)
        trees = GenreTrees.load(self.out / TREES_FILE, self.plan.features, projection, self.plan.cpus)
        return {
            "cnn": log_softmax(CachedOutputs.load(self.outputs_file).logits),
            "lgbm": trees.of_rows(features.statistics)
            if self.plan.features == "statistics"
            else trees.of_segments(features.segments),
        }

    def _catalog(self) -> None:
        features, seed = Features.load(self.features_file), self.plan.seed
        views = self._views(features)
        training = self.dataset.indices("training")
        fitted_on = {name: rows[training] for name, rows in views.items()}
        space = fit_space(fitted_on, self.dataset.artist[training], SpaceSettings(), seed)
        embeddings = space.embed(views)
        axes = fit_axes(embeddings[training], self.dataset.labels[training], self.dataset.label_names)
        half, segments = embeddings.astype(np.float16), self._points(features).astype(np.float16)
        index = Index(half, segments, hubness_penalty(half, seed).astype(np.float32), UNTUNED)
        index = index.with_genres(axes, (row["genre"] for row in self.dataset.rows))
        truth = GroundTruth.numbered(self.dataset.artist, self.dataset.labels)
        settings, tried = tune(index, truth, self.dataset.indices("validation"))
        write_catalog(self.out, self.dataset.rows, replace(index, settings=settings), replace(space, axes=axes))
        (self.plan.run / "search.json").write_text(json.dumps(tried, indent=2), encoding="utf-8")

    def _views(self, features: Features) -> dict[str, NDArray[np.float32]]:
        embeddings = CachedOutputs.load(self.outputs_file).embeddings
        ensemble = Ensemble.load(self.out / ENSEMBLE_FILE)
        fused = ensemble.join(ensemble.calibrated(self._logs())).astype(np.float32)
        # The embedding's last numbers are the predicted teacher, which adds nothing beside the genres.
        teacher = 0 if self.dataset.teacher is None else self.dataset.teacher.shape[1]
        return song_views(embeddings[:, : embeddings.shape[1] - teacher], fused, features.statistics)

    def _map(self) -> None:
        folder = (self.out / SONG_MAP).parent
        fit_map(folder, self.out / SONG_MAP, self.plan.seed, self.dataset.indices("training"))

    @contextmanager
    def _progress(self, what: str, total: int) -> Iterator[Advance]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, TimeRemainingColumn(), console=self.console) as progress:
            task = progress.add_task(what, total=total)
            yield lambda count: progress.update(task, advance=count)
