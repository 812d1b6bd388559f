import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from models.analysis import Origin
from models.catalog.catalog import Catalog
from models.catalog.external_candidates import ExternalCandidates
from models.catalog.genre_axes import GenreAxes
from models.catalog.headline_genres import HeadlineGenres
from models.catalog.query import Query
from models.catalog.search import Index, SearchSettings, segment_votes
from models.catalog.space import Part, Space, unit
from models.catalog.tracks import Track, read_tracks
from models.errors import ArtifactError

DIMENSIONS = 32
SETTINGS = SearchSettings(200, 0.2, (-1.0, 0.0, 1.3), (0.0, 0.2, 1.0))


def _space() -> Space:
    part = Part(np.zeros(4, np.float32), np.ones(4, np.float32), np.eye(4, dtype=np.float32), 1.0)
    return Space({"pooled": part}, np.zeros(4, np.float32), np.eye(4, dtype=np.float32))


def _catalog(tracks: list[Track], vectors: NDArray[np.float32], settings: SearchSettings = SETTINGS) -> Catalog:
    segments = np.random.default_rng(3).normal(size=(len(tracks), 10, 20)).astype(np.float16)
    index = Index(unit(vectors).astype(np.float16), segments, np.zeros(len(tracks), np.float32), settings)
    return Catalog(tuple(tracks), index, _space())


def _track(number: int, artist: str | None = None, title: str | None = None) -> Track:
    return Track(number, title or f"Title {number}", artist or f"Artist {number}", "Rock", "https://example.org/")


@pytest.fixture
def vectors() -> NDArray[np.float32]:
    """Sixty songs around the first axis, each a little farther from it than the one before."""
    noise = np.random.default_rng(1).normal(size=(60, DIMENSIONS)).astype(np.float32)
    noise[:, 0] = 0
    rows = unit(noise) * np.linspace(0.4, 0.9, 60, dtype=np.float32)[:, None]
    rows[:, 0] = 1
    return rows


def _query(**known: Any) -> Query:
    return Query(np.eye(1, DIMENSIONS, dtype=np.float32)[0], **known)


def test_songs_come_best_first_with_a_similarity_between_0_and_1_and_a_link(vectors: NDArray[np.float32]) -> None:
    songs = _catalog([_track(n) for n in range(60)], vectors).recommend(_query(), 10)
    assert [song.track_id for song in songs] == list(range(10))
    similarities = [song.similarity for song in songs]
    assert similarities == sorted(similarities, reverse=True)
    assert all(0 <= value <= 1 for value in similarities)
    assert all(song.url for song in songs)


def test_a_song_is_never_recommended_for_itself(vectors: NDArray[np.float32]) -> None:
    catalog = _catalog([_track(n) for n in range(60)], vectors)
    assert 7 not in [song.track_id for song in catalog.like(7, 20)]


def test_excluded_songs_stay_away(vectors: NDArray[np.float32]) -> None:
    catalog = _catalog([_track(n) for n in range(60)], vectors)
    found = catalog.recommend(_query(exclude=frozenset({(Origin.CATALOG, 0), (Origin.CATALOG, 3)})), 10)
    assert not {0, 3} & {song.track_id for song in found}


def test_one_song_of_an_artist_among_five_and_two_among_ten(vectors: NDArray[np.float32]) -> None:
    tracks = [_track(n, artist="Prolific" if n < 30 else None) for n in range(60)]
    artists = [song.artist for song in _catalog(tracks, vectors).recommend(_query(), 10)]
    assert artists[:5].count("Prolific") == 1
    assert artists.count("Prolific") == 2
    assert len(artists) == 10


def test_an_artist_in_capitals_is_the_same_artist(vectors: NDArray[np.float32]) -> None:
    tracks = [_track(n, artist=("Loud", "LOUD")[n % 2] if n < 30 else None) for n in range(60)]
    artists = [song.artist.casefold() for song in _catalog(tracks, vectors).recommend(_query(), 5)]
    assert artists.count("loud") == 1


def test_the_same_recording_twice_is_recommended_once(vectors: NDArray[np.float32]) -> None:
    vectors[1] = vectors[0]
    found = _catalog([_track(n) for n in range(60)], vectors).recommend(_query(), 10)
    assert [song.track_id for song in found][:2] == [0, 2]


def test_the_same_title_and_artist_twice_is_recommended_once(vectors: NDArray[np.float32]) -> None:
    tracks = [_track(n, artist="Band", title="Song") if n in (0, 9) else _track(n) for n in range(60)]
    found = [song.track_id for song in _catalog(tracks, vectors).recommend(_query(), 15)]
    assert 0 in found
    assert 9 not in found


def test_a_near_duplicate_of_the_song_itself_is_dropped(vectors: NDArray[np.float32]) -> None:
    catalog = _catalog([_track(n) for n in range(60)], vectors)
    assert 5 not in [song.track_id for song in catalog.recommend(Query(vectors[5]), 10)]


def test_the_songs_own_title_and_artist_are_dropped_whatever_it_sounds_like(vectors: NDArray[np.float32]) -> None:
    catalog = _catalog([_track(n) for n in range(60)], vectors)
    found = catalog.recommend(_query(artist="artist 4", title="TITLE 4"), 10)
    assert 4 not in [song.track_id for song in found]


def test_a_catalogue_smaller_than_the_wish_gives_what_it_has(vectors: NDArray[np.float32]) -> None:
    found = _catalog([_track(n) for n in range(3)], vectors[:3]).recommend(_query(), 10)
    assert len(found) == 3


def test_like_segments_lift_a_song(vectors: NDArray[np.float32]) -> None:
    strong = SearchSettings(200, 5.0, (-1.0, 8.0), (0.0, 1.0))
    catalog = _catalog([_track(n) for n in range(60)], vectors, strong)
    found = catalog.recommend(_query(segments=np.asarray(catalog.index.segments[40])), 5)
    assert found[0].track_id == 40


def _with_axis(axis_of: str, genre_weight: float, vectors: NDArray[np.float32]) -> Catalog:
    """Return songs of which every other one is Folk, in a space where the query lies on the axis of ``axis_of``."""
    settings = replace(SETTINGS, segment_weight=0.0, genre_weight=genre_weight)
    tracks = [replace(_track(n), genre=("Rock", "Folk")[n % 2]) for n in range(len(vectors))]
    catalog = _catalog(tracks, vectors, settings)
    axes = GenreAxes((axis_of,), _query().embedding[None])
    return Catalog(catalog.tracks, catalog.index.with_genres(axes, (track.genre for track in tracks)), catalog.space)


@pytest.mark.parametrize("genre", ["Rock", "Folk"])
def test_tracks_of_the_genre_whose_axis_a_song_lies_on_come_first(genre: str, vectors: NDArray[np.float32]) -> None:
    found = _with_axis(genre, 1.0, vectors).recommend(_query(), 10)
    assert {song.genre for song in found} == {genre}
    plain = _with_axis(genre, 0.0, vectors).recommend(_query(), 10)
    assert {song.genre for song in plain} == {"Rock", "Folk"}


def test_a_genre_without_an_axis_neither_gains_nor_loses(vectors: NDArray[np.float32]) -> None:
    plain, found = (_with_axis("Polka", weight, vectors).recommend(_query(), 10) for weight in (0.0, 1.0))
    assert found == plain


def test_external_candidates_are_ranked_by_their_genre_too(vectors: NDArray[np.float32]) -> None:
    catalog = _with_axis("Folk", 1.0, vectors)
    tracks = tuple(replace(_track(n), genre=genre, origin=Origin.LIBRARY) for n, genre in ((1, "Rock"), (2, "Folk")))
    external_candidates = ExternalCandidates(tracks, unit(vectors[58:60]), catalog.index.segments[:2])
    songs = catalog.recommend(_query(), 40, external_candidates=external_candidates)
    found = [song.track_id for song in songs[:31] if song.origin is Origin.LIBRARY]
    assert found == [2]


def test_a_saved_space_keeps_its_genre_axes(tmp_path: Path) -> None:
    axes = GenreAxes(("Drone", "Ticking"), np.eye(2, 4, dtype=np.float32))
    replace(_space(), axes=axes).save(tmp_path / "space.npz")
    kept = Space.load(tmp_path / "space.npz").axes
    assert kept is not None
    assert kept.names == axes.names
    np.testing.assert_array_equal(kept.axes, axes.axes)


def test_a_space_from_before_genres_counted_is_read(tmp_path: Path) -> None:
    _space().save(tmp_path / "space.npz")
    assert Space.load(tmp_path / "space.npz").axes is None


def test_a_search_from_before_genres_counted_is_read(tmp_path: Path) -> None:
    before = {name: value for name, value in SETTINGS.as_json().items() if name != "genre_weight"}
    (tmp_path / "search.json").write_text(json.dumps(before))
    assert SearchSettings.load(tmp_path / "search.json") == SETTINGS


def test_the_vote_of_equal_segments_is_whole_and_of_opposite_ones_nothing() -> None:
    segments = np.tile(np.arange(1, 6, dtype=np.float32), (10, 1))
    assert segment_votes(segments, segments[None]) == pytest.approx([1.0])
    assert segment_votes(segments, -segments[None]) == pytest.approx([0.0])


def test_by_genre_draws_from_that_genre_one_song_of_an_artist(vectors: NDArray[np.float32]) -> None:
    catalog = _catalog([_track(n, artist=f"Artist {n // 3}") for n in range(60)], vectors)
    drawn = catalog.by_genre("Rock", 8, seed=5)
    assert len({song.artist for song in drawn}) == len(drawn) == 8
    assert drawn == catalog.by_genre("Rock", 8, seed=5)
    assert catalog.by_genre("Polka", 8) == ()


def test_by_genre_takes_songs_whose_artist_nobody_knows_for_different_artists(vectors: NDArray[np.float32]) -> None:
    nameless = [Track(n, f"Title {n}", "", "Rock", "https://example.org/") for n in range(60)]
    assert len(_catalog(nameless, vectors).by_genre("Rock", 8, seed=5)) == 8


def test_a_link_is_the_tracks_page_else_a_search_of_the_archive_else_the_artists_page_else_a_search(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tracks.csv"
    path.write_text(
        "track_id,title,artist,genre,artist_url,track_url\n"
        "1,A,X,Rock,https://example.org/x,https://example.org/x/a\n"
        "2,B,X,Rock,https://example.org/x,\n"
        "3,C & D,Y,Rock,javascript:alert(1),\n"
        "4,E & F,Z,Rock,https://freemusicarchive.org/music/Z/,\n"
        "5,G,Z,Rock,https://freemusicarchive.org.example.org/Z/,\n"
    )
    links = [track.url for track in read_tracks(path)]
    assert links[:2] == ["https://example.org/x/a", "https://example.org/x"]
    assert links[2].startswith("https://")
    assert "C+%26+D" in links[2]
    assert links[3] == "https://freemusicarchive.org/search?quicksearch=Z+E+%26+F"
    assert links[4] == "https://freemusicarchive.org.example.org/Z/"


def test_a_list_of_tracks_without_artists_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "tracks.csv"
    path.write_text("track_id,title\n1,A\n")
    with pytest.raises(ArtifactError, match=r"tracks\.csv"):
        read_tracks(path)


def test_a_space_survives_saving(tmp_path: Path) -> None:
    generator = np.random.default_rng(2)
    part = Part(
        generator.normal(size=6).astype(np.float32),
        np.full(6, 2, np.float32),
        generator.normal(size=(3, 6)).astype(np.float32),
        0.7,
    )
    space = Space({"pooled": part}, np.zeros(3, np.float32), np.eye(3, dtype=np.float32))
    space.save(tmp_path / "space.npz")
    rows = generator.normal(size=(5, 6)).astype(np.float32)
    again = Space.load(tmp_path / "space.npz").embed({"pooled": rows})
    np.testing.assert_allclose(again, space.embed({"pooled": rows}), rtol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(again, axis=1), 1, rtol=1e-5)


def test_songs_that_are_likely_of_the_songs_headline_genre_are_ranked_higher(vectors: NDArray[np.float32]) -> None:
    catalog = _catalog([_track(n) for n in range(60)], vectors)
    jazz = np.zeros((60, 2), np.float32)
    jazz[:, 1] = 1
    jazz[[7, 30]] = (1, 0)
    headline = HeadlineGenres(("Jazz", "Rock"), jazz)
    catalog = replace(catalog, index=replace(catalog.index, headline=headline))
    ranks = {
        name: [song.track_id for song in catalog.recommend(_query(genres=genres), 60)].index(7)
        for name, genres in (("unknown", None), ("jazz", {"Jazz": 0.9}), ("rock", {"Rock": 0.9, "Jazz": 0.0}))
    }
    assert ranks["jazz"] < ranks["unknown"] < ranks["rock"]
    alike = {
        genre: {song.track_id: song.similarity for song in catalog.recommend(_query(genres=genres), 60)}
        for genre, genres in (("unknown", None), ("jazz", {"Jazz": 0.9}))
    }
    assert alike["jazz"] == alike["unknown"]


def test_songs_of_a_library_count_by_the_genre_that_they_were_given(vectors: NDArray[np.float32]) -> None:
    catalog = _catalog([_track(n) for n in range(60)], vectors)
    tracks = tuple(
        replace(_track(n), origin=Origin.LIBRARY, genre=genre) for n, genre in ((100, "Rock"), (101, "Jazz"))
    )
    near_duplicates = unit(np.stack([vectors[20], vectors[20] + 0.02 * np.roll(vectors[20], 1)]))
    candidates = ExternalCandidates(tracks, near_duplicates, np.zeros((2, 10, 20), np.float16))
    for genre, first in (("Jazz", 101), ("Rock", 100)):
        songs = catalog.recommend(_query(genres={genre: 0.9}), 2, external_candidates=candidates, include_catalog=False)
        assert songs[0].track_id == first


def test_predicted_genres_that_do_not_fit_are_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "headline.npz"
    HeadlineGenres(("Jazz", "Rock"), np.full((3, 2), 0.5, np.float32)).save(path)
    assert HeadlineGenres.load(path).agreement({"Jazz": 0.5, "Folk": 0.5}).tolist() == [0.25] * 3
    np.savez(path, labels=np.array(["Jazz"]), probabilities=np.zeros((3, 2)))
    with pytest.raises(ArtifactError, match=r"headline\.npz"):
        HeadlineGenres.load(path)
    path.write_bytes(b"")
    with pytest.raises(ArtifactError, match=r"headline\.npz"):
        HeadlineGenres.load(path)
