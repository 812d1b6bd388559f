"""Stacking against the weighted mean, on songs made up so that the answer is known."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs scikit-learn, which is not installed")

from models.genres.probabilities import log_softmax
from training.evaluate.metrics import measure_genres
from training.fit.ensemble import Examples, fit_average, fit_ensemble
from training.fit.stacking import fit_stacking, stacked

GENRES = ("Ambient", "Bass", "Chiptune")
SONGS = 600


def _examples(swapped: bool) -> Examples:
    """Two noisy models of 600 songs; ``swapped``: both take the second genre for the third and the other way round."""
    generator = np.random.default_rng(3)
    labels = generator.integers(0, 3, SONGS)
    predicted = np.array([0, 2, 1])[labels] if swapped else labels
    logs = {
        name: log_softmax(2 * np.eye(3)[predicted] + generator.normal(0, 1, (SONGS, 3))) for name in ("cnn", "lgbm")
    }
    return Examples(logs, labels, np.array([f"Artist {song // 4}" for song in range(SONGS)]))


def test_stacking_mends_what_a_mean_cannot_the_same_mistake_in_all_models() -> None:
    examples = _examples(swapped=True)
    average = measure_genres(fit_ensemble(examples, GENRES, "statistics").held_out, examples.labels)
    learned = measure_genres(stacked(examples, GENRES, "statistics", 0.001), examples.labels)
    assert learned.accuracy > average.accuracy + 0.3


def test_stacking_that_is_held_to_the_mean_answers_like_it() -> None:
    examples = _examples(swapped=False)
    average = fit_ensemble(examples, GENRES, "statistics").held_out
    np.testing.assert_allclose(stacked(examples, GENRES, "statistics", 1e6), average, atol=1e-4)


def test_what_stacking_says_of_a_song_never_depends_on_its_own_artist() -> None:
    examples = _examples(swapped=False)
    lied = examples.labels.copy()
    mine = examples.artists == "Artist 0"
    lied[mine] = (lied[mine] + 1) % 3
    changed = Examples(examples.logs, lied, examples.artists)
    before, after = (stacked(each, GENRES, "statistics", 0.1)[mine] for each in (examples, changed))
    np.testing.assert_array_equal(before, after)


def test_a_fitted_correction_gives_log_probabilities_of_songs_it_never_saw() -> None:
    examples = _examples(swapped=True)
    seen, unseen = examples.take(np.arange(400)), examples.take(np.arange(400, SONGS))
    logs = fit_stacking(seen, fit_average(seen, GENRES, "statistics"), 0.01)(unseen)
    np.testing.assert_allclose(np.exp(logs).sum(axis=1), 1)
    assert (logs.argmax(axis=1) == unseen.labels).mean() > 0.7
