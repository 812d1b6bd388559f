"""Searching for the trees' settings on the validation split."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from training.fit.trees import TrainingSet, TreeSettings, train_trees
from training.tables import write_table

if TYPE_CHECKING:
    import optuna

_TRIALS_FILE = "trees-trials.csv"
_STUDY_FILE = "trees-trials.sqlite3"
_SETTINGS_FILE = "trees-settings.json"
# Slow learning rates need more rounds than the recipe; the best number of them is found on the way.
_MOST_ROUNDS = 600
# The least and the most that LightGBM takes; the other settings are at least 1, and whole numbers.
_FRACTIONS: Mapping[str, tuple[float, float]] = {
    "learning_rate": (1e-6, 1.0),
    "feature_fraction": (1e-6, 1.0),
    "bagging_fraction": (1e-6, 1.0),
    "l2": (0.0, sys.float_info.max),
}


class TreeSettingsError(Exception):
    """A file that is not the settings of trees; the message is one sentence with the file and what is wrong."""


def read_settings(path: Path) -> TreeSettings:
    """Return the settings that a search wrote as ``trees-settings.json``; raise TreeSettingsError if they are none."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TreeSettingsError(f"{path} is not readable as JSON ({error}).") from error
    names = sorted(field.name for field in fields(TreeSettings))
    if not isinstance(values, dict) or sorted(values) != names:
        raise TreeSettingsError(f"{path} is not an object of {', '.join(names)}.")
    for name, value in values.items():
        least, most = _FRACTIONS.get(name, (2 if name == "leaves" else 1, sys.maxsize))
        kinds = (int, float) if name in _FRACTIONS else (int,)
        if type(value) not in kinds or not least <= value <= most:
            raise TreeSettingsError(f"{path} has the impossible {name} {value!r}.")
    return TreeSettings(**values)


def tune_trees(
    training_set: TrainingSet,
    folder: Path,
    start: TreeSettings,
    *,
    trials: int,
    seed: int,
    threads: int,
    report: Callable[[str], None],
) -> TreeSettings:
    """Try ``trials`` settings by Optuna's tree-structured Parzen estimator (Bergstra et al. 2011), ``start`` first.

    An interrupted search goes on where it stopped; ``trees-trials.csv`` in ``folder`` lists what was tried. Returns the
    settings with the lowest log-loss on the training set's validation songs, the rounds for each chosen without its
    artist, and writes them as ``trees-settings.json``.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(
        storage=f"sqlite:///{folder / _STUDY_FILE}",
        study_name="trees",
        sampler=optuna.samplers.TPESampler(seed=seed),
        load_if_exists=True,
    )
    if not study.trials:
        study.enqueue_trial({name: value for name, value in asdict(start).items() if name != "rounds"})

    def report_trial(_: "optuna.Study", trial: "optuna.trial.FrozenTrial") -> None:
        report(f"trial {trial.number + 1}: log-loss {trial.value:.4f} after {trial.user_attrs['rounds']} rounds")

    left = trials - len([trial for trial in study.trials if trial.state.is_finished()])
    study.optimize(
        lambda trial: _try(trial, training_set, seed, threads), n_trials=max(left, 0), callbacks=[report_trial]
    )
    done = [{"log_loss": trial.value, **trial.user_attrs, **trial.params} for trial in study.trials if trial.value]
    write_table(folder / _TRIALS_FILE, list(done[0]), sorted(done, key=lambda row: float(row["log_loss"] or 0)))
    best = TreeSettings(rounds=study.best_trial.user_attrs["rounds"], **study.best_params)
    (folder / _SETTINGS_FILE).write_text(json.dumps(asdict(best), indent=2) + "\n", encoding="utf-8")
    return best


def _try(trial: "optuna.Trial", training_set: TrainingSet, seed: int, threads: int) -> float:
    settings = TreeSettings(
        rounds=_MOST_ROUNDS,
        leaves=trial.suggest_int("leaves", 6, 40, log=True),
        learning_rate=trial.suggest_float("learning_rate", 0.03, 0.12, log=True),
        feature_fraction=trial.suggest_float("feature_fraction", 0.03, 0.4, log=True),
        bagging_fraction=trial.suggest_float("bagging_fraction", 0.4, 1.0),
        least_in_leaf=trial.suggest_int("least_in_leaf", 5, 120, log=True),
        l2=trial.suggest_float("l2", 0.1, 50.0, log=True),
    )
    grown = train_trees(training_set, settings, seed, threads)
    trial.set_user_attr("rounds", grown.rounds)
    return grown.held_out
