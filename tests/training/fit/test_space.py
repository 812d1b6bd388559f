"""Fitting the catalogue's space."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from training.fit.space import PartSettings, SpaceSettings, fit_axes, fit_part, fit_space

ROWS = np.random.default_rng(2).normal(size=(200, 12)).astype(np.float32)
ARTISTS = np.array([f"Artist {row // 4}" for row in range(200)])


def test_axes_point_from_the_middle_of_all_songs_to_that_of_a_genre() -> None:
    labels = np.arange(200) % 2
    moved = ROWS + 5 * np.eye(12, dtype=np.float32)[labels]
    axes = fit_axes(moved, labels, ("Drone", "Ticking"))
    assert axes.names == ("Drone", "Ticking")
    np.testing.assert_allclose(np.linalg.norm(axes.axes, axis=1), 1, rtol=1e-5)
    assert axes.axes[0] @ axes.axes[1] == pytest.approx(-1, abs=1e-5)
    assert axes.axes[0].argmax() == 0


def test_a_part_without_components_is_the_view_about_its_mean() -> None:
    part = fit_part(ROWS, ARTISTS, PartSettings(0, 0.0, within=False, weight=2.0), 1)
    np.testing.assert_array_equal(part.components, np.eye(12))
    np.testing.assert_allclose(np.linalg.norm(part.apply(ROWS), axis=1), 2, rtol=1e-5)


def test_directions_in_which_an_artists_songs_differ_count_less() -> None:
    rows = ROWS.copy()
    rows[:, 0] *= 3
    rows[:, 1:] = np.repeat(rows[::4, 1:], 4, axis=0) + 0.1 * rows[:, 1:]
    plain, within = (fit_part(rows, ARTISTS, PartSettings(12, 0.0, within=w, weight=1.0), 1) for w in (False, True))
    share = [np.square(part.components[:, 0]).sum() / np.square(part.components).sum() for part in (plain, within)]
    assert share[1] < share[0] / 2


def test_a_space_joins_its_views_and_is_the_same_for_a_seed() -> None:
    parts = {name: PartSettings(6, 0.5, within=False, weight=1.0) for name in ("one", "other")}
    views = {"one": ROWS, "other": ROWS[:, ::-1].copy()}
    spaces = [fit_space(views, ARTISTS, SpaceSettings(parts, dimensions=5), 1) for _ in range(2)]
    embeddings = [space.embed(views) for space in spaces]
    assert embeddings[0].shape == (200, 5)
    np.testing.assert_allclose(np.linalg.norm(embeddings[0], axis=1), 1, rtol=1e-5)
    np.testing.assert_array_equal(embeddings[0], embeddings[1])
