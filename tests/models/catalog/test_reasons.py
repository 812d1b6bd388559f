"""Why songs are recommended, on the shipped catalogue."""

from collections import Counter
from functools import cache

import numpy as np

from models.analysis import Origin
from models.catalog.catalog import Catalog
from models.catalog.external_candidates import ExternalCandidates
from models.catalog.reasons import ASPECTS, Reasons
from models.catalog.tracks import Track
from models.manifest import open_artifacts


@cache
def _catalog() -> Catalog:
    return Catalog.load(open_artifacts())


def _reasons() -> Reasons:
    reasons = _catalog().reasons
    assert reasons is not None
    return reasons


def test_a_song_is_as_close_to_itself_as_can_be_in_at_most_two_aspects() -> None:
    segments = _catalog().segments(_catalog().tracks[0].track_id)
    (found,) = _reasons().alike_in(segments, segments[None])
    assert len(found) == 2
    assert set(found) <= set(ASPECTS)


def test_songs_that_sound_alike_share_more_aspects_than_songs_drawn_at_random() -> None:
    catalog, random = _catalog(), np.random.default_rng(4)
    alike, drawn = 0, 0
    for track in catalog.tracks[::200]:
        ours = catalog.segments(track.track_id)
        alike += sum(len(song.alike_in) for song in catalog.like(track.track_id, 5))
        strangers = random.choice(len(catalog), 5, replace=False)
        drawn += sum(map(len, _reasons().alike_in(ours, catalog.index.segments[strangers])))
    assert alike > 2 * drawn


def test_nearly_every_recommendation_has_a_reason_and_reasons_differ() -> None:
    found = [song for track in _catalog().tracks[::200] for song in _catalog().like(track.track_id, 5)]
    said = [song for song in found if song.alike_in or song.corner]
    assert len(said) > 0.8 * len(found)
    assert max(Counter(song.alike_in for song in said).values()) < 0.5 * len(said)


def test_the_same_corner_is_said_only_of_two_songs_of_that_genre() -> None:
    for track in _catalog().tracks[::400]:
        for song in _catalog().like(track.track_id, 5):
            assert song.corner in (None, track.genre)
            assert song.corner is None or song.genre == track.genre


def test_a_darker_song_with_the_same_pulse_differs_in_brightness_above_all() -> None:
    reasons = _reasons()
    segments = _catalog().segments(_catalog().tracks[0].track_id).astype(np.float32)
    statistics = segments @ reasons.projection.components * reasons.projection.scale + reasons.projection.mean
    tilt = np.concatenate((np.linspace(8, -8, 128), np.zeros(128)))
    tilted = (statistics + tilt - reasons.projection.mean) / reasons.projection.scale @ reasons.projection.components.T
    first = reasons.differences(segments, tilted)[0]
    assert first.aspect == "brightness"
    assert first.deviations > 0
    assert "rhythm" in reasons.alike_in(segments, tilted[None])[0]


def test_an_external_candidate_is_ranked_beside_the_catalogue_or_alone_and_never_twice() -> None:
    catalog = _catalog()
    query = catalog.tracks[40].track_id
    near = catalog.like(query, 1)[0].track_id
    shifted = catalog.vector(near) + 0.3 * catalog.vector(catalog.tracks[900].track_id)
    external_candidates = ExternalCandidates(
        (Track(query, "Ours", "Somebody here", "Rock", "https://example.org/post", origin=Origin.LIBRARY),),
        (shifted / np.linalg.norm(shifted))[None].astype(np.float32),
        catalog.segments(near)[None],
    )
    together = catalog.like(query, 10, external_candidates=external_candidates)
    (same,) = [song for song in together if song.origin is Origin.LIBRARY]
    assert same.track_id == query
    assert any(song.origin is Origin.CATALOG for song in together)
    alone = catalog.like(query, 10, external_candidates=external_candidates, include_catalog=False)
    assert [(song.origin, song.track_id) for song in alone] == [(Origin.LIBRARY, query)]
    assert alone[0].similarity == same.similarity


def test_licences_are_given_where_the_archive_knows_them() -> None:
    known = [track for track in _catalog().tracks if track.licence]
    assert len(known) == 140
    assert _catalog().like(known[0].track_id, 5)


def test_songs_without_an_artist_do_not_count_as_one_artists() -> None:
    catalog = _catalog()
    query = catalog.tracks[40].track_id
    near = [song.track_id for song in catalog.like(query, 6)]
    tracks = tuple(Track(n, "song.mp3", "", "Rock", "https://example.org/", origin=Origin.LIBRARY) for n in range(6))
    vectors = np.stack([catalog.vector(track) for track in near])
    external_candidates = ExternalCandidates(tracks, vectors, np.stack([catalog.segments(track) for track in near]))
    found = catalog.like(query, 6, external_candidates=external_candidates, include_catalog=False)
    assert len(found) == 6


def test_two_songs_share_a_corner_from_the_cosine_of_their_genres_nearest_pairs_on() -> None:
    track = _catalog().tracks[0]
    other = next(genre for genre in _catalog().genres if genre != track.genre)
    shared = [_reasons().in_same_corner(track.genre, track, cosine) for cosine in (-1.0, 0.2, 1.0)]
    assert shared[0] < shared[2]
    assert sorted(shared) == shared
    assert not _reasons().in_same_corner(other, track, 1.0)
    assert not _reasons().in_same_corner(None, track, 1.0)
