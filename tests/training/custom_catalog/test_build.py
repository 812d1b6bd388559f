"""A catalogue of your own music is tagged, and searched by the tagger's embedding too."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from models.analyzer import Analyzer
from models.catalog.catalog import Catalog
from models.catalog.files import TAGGERS_FILE
from models.catalog.query import Query
from models.errors import ArtifactError
from models.manifest import open_artifacts, write_manifest
from tests.audio_files import music_files
from tests.shipped import with_tagger
from training.custom_catalog.build import build_own_catalog
from training.data.parallel import local_processes


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of six packaged songs."""
    with_tagger()
    folder = tmp_path_factory.mktemp("own")
    with local_processes(1) as executor:
        build_own_catalog(music_files()[:6], folder, executor)
    return folder


def test_every_track_carries_the_taggers_embedding(own: Path) -> None:
    catalog = Catalog.load(open_artifacts(own))
    assert len(catalog) == 6
    for track in catalog.tracks:
        words = catalog.tagger(track.track_id)
        assert words is not None
        assert words.shape == (200,)
        assert np.isfinite(words).all()


def test_the_search_joins_it_in(own: Path) -> None:
    catalog = Catalog.load(open_artifacts(own))
    analysis = Analyzer.load(own, threads=1).analyze(music_files()[7])
    assert analysis.vectors is not None
    assert analysis.vectors.tagger is not None
    embedding = analysis.vectors.embedding
    sound = catalog.index.rank(embedding, None)
    joined = catalog.index.rank(embedding, None, tagger=analysis.vectors.tagger)
    assert sorted(sound.tracks) == sorted(joined.tracks)
    scores = [dict(zip(each.tracks.tolist(), each.scores.tolist(), strict=True)) for each in (sound, joined)]
    assert scores[0] != scores[1]
    assert dict(zip(sound.tracks.tolist(), sound.cosines.tolist(), strict=True)) == pytest.approx(
        dict(zip(joined.tracks.tolist(), joined.cosines.tolist(), strict=True))
    )
    with_it = catalog.recommend(Query(embedding, tagger=analysis.vectors.tagger), 6)
    assert with_it == catalog.recommend(Query(embedding, tagger=analysis.vectors.tagger), 6)
    assert [song.similarity for song in with_it] != [song.similarity for song in catalog.recommend(Query(embedding), 6)]


def test_beside_the_shipped_catalogue_the_archives_tracks_stay_untagged(own: Path, tmp_path: Path) -> None:
    with local_processes(1) as executor:
        build_own_catalog(music_files()[:2], tmp_path, executor, beside=True)
    shipped, both = Catalog.load(open_artifacts()), Catalog.load(open_artifacts(tmp_path))
    assert both.tagger(shipped.tracks[0].track_id) is None
    assert both.tagger(both.tracks[-1].track_id) is not None
    query = shipped.vector(shipped.tracks[0].track_id)
    words = np.ones(200, np.float32)
    plain, joined = both.index.rank(query, None), both.index.rank(query, None, tagger=words)
    archive = len(shipped)
    before = dict(zip(plain.tracks.tolist(), plain.scores.tolist(), strict=True))
    after = dict(zip(joined.tracks.tolist(), joined.scores.tolist(), strict=True))
    shared = [place for place in before if place < archive and place in after]
    assert shared
    assert [before[place] for place in shared] == pytest.approx([after[place] for place in shared])


def test_the_shipped_catalogue_was_never_tagged_and_works_without(own: Path) -> None:
    shipped = Catalog.load(open_artifacts())
    assert shipped.index.taggers is None
    assert shipped.tagger(shipped.tracks[0].track_id) is None


def test_a_file_that_does_not_fit_the_tracks_is_refused_by_name(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(own, folder)
    np.save(folder / TAGGERS_FILE, np.zeros((5, 200), np.float16))
    listed = open_artifacts(own).entries.values()
    write_manifest(folder, [each.file for each in listed if not each.optional])
    with pytest.raises(ArtifactError, match=r"tagger\.npy has 5 rows for 6 tracks"):
        Catalog.load(open_artifacts(folder))
