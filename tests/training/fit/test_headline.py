"""Fitting the headline genre in miniature: made embeddings of three genres from two sources."""

import numpy as np
import pytest

from models.genres.probabilities import log_softmax
from training.card.headline import describe, headline_section
from training.evaluate.headline import measure_headline
from training.fit.headline import (
    SoundExamples,
    calibrate,
    cross_fitted,
    fold_of_artists,
    source_weights,
    spelt,
    tempered,
    transferred,
    wanted_index,
)

ARCHIVE = ("Folk", "Rock")
GENRES = ("Jazz", "Metal", "Rock")


def made_examples(seed: int = 1, spread: float = 1.0) -> SoundExamples:
    """Return 240 clips whose embeddings lie around their genre's centre, by 60 artists, half of them short."""
    rng = np.random.default_rng(seed)
    genre = np.array(GENRES)[np.arange(240) % 3]
    centres = np.random.default_rng(0).normal(size=(3, 12)) * 2
    embeddings = centres[np.arange(240) % 3] + rng.normal(size=(240, 12)) * spread
    source = np.where(np.arange(240) < 160, "first", "second")
    return SoundExamples(
        tagger=embeddings[:, :8],
        network=embeddings[:, 8:],
        archive=log_softmax(rng.normal(size=(240, 2))),
        seconds=np.where(np.arange(240) % 2 == 0, 3.0, 30.0),
        genre=genre,
        artist=np.array([f"{place // 4}" for place in range(240)]),
        source=source,
        trusted=np.ones(240, dtype=bool),
    )


def test_cross_fitted_answers_are_right_for_artists_that_were_not_seen() -> None:
    examples = made_examples()
    model, fused = cross_fitted(examples, ARCHIVE)
    assert model.labels == ("Folk", "Jazz", "Metal", "Rock")
    wanted = wanted_index(model, examples)
    assert (fused.argmax(axis=1) == wanted).mean() > 0.9


def test_answers_to_noise_are_no_better_than_chance_when_cross_fitted() -> None:
    examples = made_examples()
    noise = np.random.default_rng(5).normal(size=(240, 12))
    shuffled = SoundExamples(
        noise[:, :8], noise[:, 8:], *(getattr(examples, name) for name in SoundExamples.__slots__[2:])
    )
    model, fused = cross_fitted(shuffled, ARCHIVE)
    assert (fused.argmax(axis=1) == wanted_index(model, shuffled)).mean() < 0.5


def test_the_threshold_keeps_wrong_answers_from_being_confident() -> None:
    examples = made_examples(spread=3.0)
    model, fused = cross_fitted(examples, ARCHIVE)
    model = calibrate(model, fused, examples)
    logs = tempered(fused, examples, model.settings)
    confident = logs.max(axis=1) >= np.log(model.settings.confident_from)
    measured = measure_headline(logs, wanted_index(model, examples), confident, model.labels)
    assert 0 < measured.confident < 1
    assert measured.right_when_confident > measured.accuracy
    assert measured.calibration_error < 0.12


def test_no_artist_is_on_both_sides_of_a_fold() -> None:
    artists = made_examples().artist
    folds = fold_of_artists(artists)
    assert len(set(folds.tolist())) > 1
    assert all(len(set(folds[artists == artist].tolist())) == 1 for artist in set(artists))


def test_every_source_weighs_the_same_and_noise_nothing() -> None:
    examples = made_examples()
    examples.trusted[:10] = False
    weights = source_weights(examples)
    assert weights[:10].sum() == 0
    assert weights[examples.source == "first"].sum() == pytest.approx(1)
    assert weights[examples.source == "second"].sum() == pytest.approx(1)


def test_what_a_head_of_the_other_sources_knows_is_told_by_genre() -> None:
    recalls = transferred(made_examples(), ARCHIVE)
    assert set(recalls) == {"first", "second"}
    assert set(recalls["first"]) == set(GENRES)
    assert min(recalls["first"].values()) > 0.8


def test_genres_are_spelt_as_people_spell_them() -> None:
    assert [spelt(name) for name in ("hiphop", "blues", "Hip-Hop")] == ["Hip-Hop", "Blues", "Hip-Hop"]


def test_the_model_cards_part_is_renewed_in_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    examples = made_examples(spread=3.0)
    model, fused = cross_fitted(examples, ARCHIVE)
    model = calibrate(model, fused, examples)
    logs = tempered(fused, examples, model.settings)
    measured = measure_headline(logs, wanted_index(model, examples), logs.max(axis=1) > -0.5, model.labels).as_json()
    settings = {name: getattr(model.settings, name) for name in model.settings.__slots__}
    card = tmp_path_factory.mktemp("card") / "MODEL_CARD.md"
    card.write_text("# Model card\n\nBefore.\n", encoding="utf-8")
    for clips in (7, 8):
        measured["clips"] = clips
        describe(card, {"sources": {"first": measured}, "transfer": {"first": {"Jazz": 0.5}}, "settings": settings})
    text = card.read_text(encoding="utf-8")
    assert text.startswith("# Model card\n\nBefore.")
    assert text.count("## The headline genre") == 1
    assert "| first | 8 |" in text
    assert headline_section(card.parent) == ""
