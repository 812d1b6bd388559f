"""Searching for the trees' settings on the validation split."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from training.tables import write_table
from training.trees import Lesson, TreeSettings, train_trees

if TYPE_CHECKING:
    import optuna

TRIALS_FILE = "trees-trials.csv"
STUDY_FILE = "trees-trials.sqlite3"
# Slow learning rates need more rounds than the recipe; the best number of them is found on the way.
MOST_ROUNDS = 600


def tune_trees(
    lesson: Lesson,
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
    settings with the lowest log-loss on the lesson's validation songs, the rounds for each chosen without its artist.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(
        storage=f"sqlite:///{folder / STUDY_FILE}",
        study_name="trees",
        sampler=optuna.samplers.TPESampler(seed=seed),
        load_if_exists=True,
    )
    if not study.trials:
        study.enqueue_trial({name: value for name, value in asdict(start).items() if name != "rounds"})

    def tell(_: "optuna.Study", trial: "optuna.trial.FrozenTrial") -> None:
        report(f"trial {trial.number + 1}: log-loss {trial.value:.4f} after {trial.user_attrs['rounds']} rounds")

    left = trials - len([trial for trial in study.trials if trial.state.is_finished()])
    study.optimize(lambda trial: _try(trial, lesson, seed, threads), n_trials=max(left, 0), callbacks=[tell])
    done = [{"log_loss": trial.value, **trial.user_attrs, **trial.params} for trial in study.trials if trial.value]
    write_table(folder / TRIALS_FILE, list(done[0]), sorted(done, key=lambda row: float(row["log_loss"] or 0)))
    return TreeSettings(rounds=study.best_trial.user_attrs["rounds"], **study.best_params)


def _try(trial: "optuna.Trial", lesson: Lesson, seed: int, threads: int) -> float:
    settings = TreeSettings(
        rounds=MOST_ROUNDS,
        leaves=trial.suggest_int("leaves", 6, 40, log=True),
        learning_rate=trial.suggest_float("learning_rate", 0.03, 0.12, log=True),
        feature_fraction=trial.suggest_float("feature_fraction", 0.03, 0.4, log=True),
        bagging_fraction=trial.suggest_float("bagging_fraction", 0.4, 1.0),
        least_in_leaf=trial.suggest_int("least_in_leaf", 5, 120, log=True),
        l2=trial.suggest_float("l2", 0.1, 50.0, log=True),
    )
    grown = train_trees(lesson, settings, seed, threads)
    trial.set_user_attr("rounds", grown.rounds)
    return grown.held_out
