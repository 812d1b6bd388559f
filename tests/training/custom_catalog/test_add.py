"""Music added to a catalogue that workers have open, analysed by the models that they use."""

from pathlib import Path

import pytest

from bot.workers import SongPool
from bot.workers.tasks import analyze_file, load_analyzer
from models.catalog.catalog import Catalog
from models.manifest import open_artifacts
from tests.audio_files import decoded, encode, music_files
from training.custom_catalog.add import add_to_catalog
from training.custom_catalog.build import build_own_catalog
from training.data.dataset import DatasetError
from training.data.parallel import local_processes


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of two packaged songs."""
    folder = tmp_path_factory.mktemp("own")
    with local_processes(1) as executor:
        build_own_catalog(music_files()[:2], folder, executor)
    return folder


def test_a_locked_down_worker_recommends_music_that_was_added_after_it_started(own: Path, tmp_path: Path) -> None:
    tags = {"title": "Quokka Waltz", "artist": "Somebody here"}
    rate, sound = decoded(music_files()[2])
    signed = encode(tmp_path / "signed.mp3", sound, rate, tags=tags)
    with (
        local_processes(1) as executor,
        SongPool(1, spares=0, initializer=load_analyzer, initargs=(str(own), None, True), readable=(own,)) as pool,
    ):
        before = pool.submit(analyze_file, str(music_files()[3])).result()
        added = add_to_catalog([signed, Path(__file__)], own, executor)
        after = pool.submit(analyze_file, str(music_files()[3])).result()
    assert added.tracks == 1
    assert list(added.failures) == [__file__]
    assert "Quokka Waltz" not in [song.title for song in before.recommendations]
    assert "Quokka Waltz" in [song.title for song in after.recommendations]
    assert after.model_version == before.model_version


def test_a_catalogue_built_beside_holds_what_was_added_and_adding_goes_on_from_there(own: Path, tmp_path: Path) -> None:
    with local_processes(1) as executor:
        add_to_catalog(music_files()[4:5], own, executor)
        built = build_own_catalog(music_files()[5:6], tmp_path, executor, artifacts=own, beside=True)
    earlier, anew = Catalog.load(open_artifacts(own)), Catalog.load(open_artifacts(tmp_path))
    assert built.tracks == len(anew) == len(anew.tracks) == len(earlier) + 1
    assert len({track.track_id for track in anew.tracks}) == len(anew)
    assert [track.title for part in earlier.parts for track in part.tracks] == [t.title for t in anew.tracks][:-1]


def test_nothing_is_added_where_nothing_could_be_analysed(own: Path) -> None:
    before = len(Catalog.load(open_artifacts(own)))
    with local_processes(1) as executor, pytest.raises(DatasetError, match="None of the 1 files"):
        add_to_catalog([Path(__file__)], own, executor)
    assert len(Catalog.load(open_artifacts(own))) == before
