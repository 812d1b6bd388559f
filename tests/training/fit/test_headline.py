"""Fitting the headline genre in miniature: made embeddings of three genres from two sources."""

from dataclasses import replace

import numpy as np
import pytest

from models.genres.late_fusion import TAG_GENRES
from models.genres.probabilities import log_softmax
from training.card.headline import describe, headline_section
from training.evaluate.headline import measure_headline
from training.fit.headline import (
    calibrate,
    cross_fit,
    fit_sound_head,
    source_weights,
    tempered,
    wanted_index,
)
from training.fit.headline_checks import ablation, left_out, transferred
from training.fit.sound_examples import JOINED, SoundExamples, joined_examples, spelt

ARCHIVE = ("Experimental", "Folk", "International", "Rock")
GENRES = ("Jazz", "Metal", "Rock")


def made_examples(seed: int = 1, spread: float = 1.0, genres: tuple[str, ...] = GENRES) -> SoundExamples:
    """Return 240 clips whose embeddings lie around their genre's centre, by 60 artists, half of them short."""
    rng = np.random.default_rng(seed)
    number = np.arange(240) % len(genres)
    centres = np.random.default_rng(0).normal(size=(len(genres), 12)) * 2
    embeddings = centres[number] + rng.normal(size=(240, 12)) * spread
    source = np.where(np.arange(240) < 160, "first", "second")
    return SoundExamples(
        tagger=embeddings[:, :8],
        network=embeddings[:, 8:],
        archive=log_softmax(rng.normal(size=(240, 4))),
        tags=np.zeros((240, len(TAG_GENRES))),
        place=rng.normal(size=(240, 6)),
        seconds=np.where(np.arange(240) % 2 == 0, 3.0, 30.0),
        genre=np.array(genres)[number],
        artist=np.array([f"{place // 4}" for place in range(240)]),
        source=source,
        trusted=np.ones(240, dtype=bool),
    )


def test_cross_fitted_answers_are_right_for_artists_that_were_not_seen() -> None:
    examples = made_examples()
    fit = cross_fit(examples, ARCHIVE)
    model, fused = fit.model, fit.fused(examples)
    assert model.labels == ("Experimental", "Folk", "International", "Jazz", "Metal", "Rock")
    wanted = wanted_index(model, examples)
    assert (fused.argmax(axis=1) == wanted).mean() > 0.85


def test_answers_to_noise_are_no_better_than_chance_when_cross_fitted() -> None:
    examples = made_examples()
    noise = np.random.default_rng(5).normal(size=(240, 12))
    shuffled = SoundExamples(
        noise[:, :8], noise[:, 8:], *(getattr(examples, name) for name in SoundExamples.__slots__[2:])
    )
    fit = cross_fit(shuffled, ARCHIVE)
    model, fused = fit.model, fit.fused(shuffled)
    assert (fused.argmax(axis=1) == wanted_index(model, shuffled)).mean() < 0.5


def test_the_threshold_keeps_wrong_answers_from_being_confident() -> None:
    examples = made_examples(spread=3.0)
    fit = cross_fit(examples, ARCHIVE)
    model, fused = fit.model, fit.fused(examples)
    model = calibrate(model, fused, examples)
    logs = tempered(fused, examples, model.settings)
    confident = logs.max(axis=1) >= np.log(model.settings.confident_from)
    measured = measure_headline(logs, wanted_index(model, examples), confident, model.labels)
    assert 0 < measured.confident < 1
    assert measured.right_when_confident > measured.accuracy
    assert measured.calibration_error < 0.2


def test_a_clip_is_answered_by_a_head_that_has_not_seen_its_artist() -> None:
    examples = made_examples()
    fit = cross_fit(examples, ARCHIVE)
    assert len(fit.heads) == 5
    for fold, head in enumerate(fit.heads):
        others = [fit.fold_of_artist[artist] != fold for artist in examples.artist.tolist()]
        np.testing.assert_allclose(head.mean[:8], examples.tagger[others].mean(axis=0))


def test_short_clips_of_an_artist_are_joined_to_longer_songs_to_measure_with() -> None:
    examples = made_examples()
    alone = replace(examples, artist=np.array([f"{place // 24}" for place in range(240)]))
    joined = joined_examples(alone)
    # Half of the clips are short: twelve of an artist, four of each genre.
    assert len(joined) == 120
    assert set(joined.source.tolist()) == {f"first{JOINED}", f"second{JOINED}"}
    assert set(joined.seconds.tolist()) == {12.0}
    fit = cross_fit(alone, ARCHIVE)
    short = alone.chosen(alone.seconds < 10)
    right = [(fit.fused(each).argmax(axis=1) == wanted_index(fit.model, each)).mean() for each in (short, joined)]
    assert right[1] >= right[0]
    assert len(joined_examples(examples)) == 0


def test_what_a_model_loses_without_its_parts_is_measured() -> None:
    examples = made_examples()
    only_tagger = replace(examples, network=np.random.default_rng(2).normal(size=(240, 4)))
    found = ablation(only_tagger, only_tagger, ARCHIVE)
    assert found["the tagger's embedding"]["first"] > 0.9 > 0.6 > found["the CNN's embedding"]["first"]


def test_two_genres_are_too_few_for_a_headline() -> None:
    examples = made_examples()
    with pytest.raises(ValueError, match="2 genres"):
        fit_sound_head(examples.chosen(examples.genre != "Jazz"))


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


def test_a_left_out_genre_is_named_more_often_by_the_distance_than_by_a_constant() -> None:
    examples = made_examples(spread=0.5, genres=(*GENRES, "Reggae"))
    # The archive's models are right about rock, which is all that a head without rock has to go by.
    says = np.where(examples.genre == "Rock", 2.0, -2.0)
    knowing = replace(examples, archive=log_softmax(np.stack([-says, -says, -says, says], axis=1)))
    found = left_out(knowing, knowing, ARCHIVE)
    assert list(found) == ["Rock", "Rock, by a constant"]
    assert found["Rock"]["first"] > found["Rock, by a constant"]["first"] + 0.3


def test_genres_are_spelt_as_people_spell_them() -> None:
    assert [spelt(name) for name in ("hiphop", "blues", "Hip-Hop")] == ["Hip-Hop", "Blues", "Hip-Hop"]


def test_the_model_cards_part_is_renewed_in_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    examples = made_examples(spread=3.0)
    fit = cross_fit(examples, ARCHIVE)
    model, fused = fit.model, fit.fused(examples)
    model = calibrate(model, fused, examples)
    logs = tempered(fused, examples, model.settings)
    measured = measure_headline(logs, wanted_index(model, examples), logs.max(axis=1) > -0.5, model.labels).as_json()
    settings = {name: getattr(model.settings, name) for name in model.settings.__slots__}
    card = tmp_path_factory.mktemp("card") / "MODEL_CARD.md"
    card.write_text("# Model card\n\nBefore.\n", encoding="utf-8")
    for clips in (7, 8):
        measured["clips"] = clips
        describe(
            card,
            {
                "sources": {"first": measured},
                "transfer": {"first": {"Jazz": 0.5}},
                "reliability": {"first": [[7, 0.1, 0.2], [70, 0.5, 0.6]]},
                "ablation": {"everything": {"first": 0.875}},
                "agreement": {"0.2": {"first": 0.25, "cosine": 0.6}},
                "left_out": {"Rock": {"first": 0.375, "second": float("nan")}},
                "settings": settings,
            },
        )
    text = card.read_text(encoding="utf-8")
    assert text.startswith("# Model card\n\nBefore.")
    assert text.count("## The headline genre") == 1
    assert "| first | 8 |" in text
    assert "| first | 70 | 50% | 60% |" in text
    assert "| first | 7 |" not in text
    assert "| everything | 0.875 |" in text
    assert "| Rock | 0.375 |  |" in text
    assert headline_section(card.parent) == ""
