import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from models.audio import decode_song
from models.errors import ArtifactError
from models.genres.custom_head import CustomGenreHead
from models.manifest import DEFAULT_FOLDER, add_optional, open_artifacts
from models.tagger_table import CUSTOM_HEAD_FILE, PRIMARY
from models.taggers.patches import level_gain, song_patches
from models.taggers.tagger import Tagger
from models.taggers.tagger_set import TaggerSet
from tests.audio_files import music_files, shared_data
from tests.shipped import with_tagger
from training.__main__ import app
from training.custom_genres.build import CustomGenresResult, adapt
from training.custom_genres.classifier import Linear, cross_validate, fit, split_folds
from training.custom_genres.clips import CustomGenresError, find_clips, fold_indices, read_folds
from training.custom_genres.export import tag_layer

KINDS = ("acoustic", "electronic")
CLIPS = 6


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with_tagger()
    folder = tmp_path_factory.mktemp("artifacts")
    shutil.copy(DEFAULT_FOLDER / PRIMARY.file, folder)
    add_optional(folder, PRIMARY.file)
    return folder


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two genres of real music, and one file that is no audio."""
    folder = tmp_path_factory.mktemp("audio")
    for kind in KINDS:
        (folder / kind).mkdir()
        for path in [path for path in music_files() if f"_{kind}_" in path.name][:CLIPS]:
            shutil.copy(path, folder / kind)
    (folder / "acoustic" / "notes.mp3").write_text("not music")
    return folder


@pytest.fixture(scope="module")
def adapted(artifacts: Path, audio: Path) -> CustomGenresResult:
    return adapt(audio, artifacts)


def test_custom_genres_are_learnt_and_recognised(adapted: CustomGenresResult, artifacts: Path) -> None:
    assert adapted.clips == dict.fromkeys(KINDS, CLIPS)
    assert adapted.accuracy is not None
    assert adapted.accuracy >= 0.9
    verified = open_artifacts(artifacts)
    unseen = next(path for path in reversed(music_files()) if "_electronic_" in path.name)
    embedding = TaggerSet.load(verified).tag(decode_song(unseen).excerpts).embedding
    head = CustomGenreHead.load(verified)
    assert embedding is not None
    assert head is not None
    answer = head.classify(embedding)
    assert next(iter(answer)) == "electronic"
    assert sum(answer.values()) == pytest.approx(1)


def test_files_that_cannot_be_analysed_are_listed(adapted: CustomGenresResult) -> None:
    assert [path.name for path, _ in adapted.unreadable] == ["notes.mp3"]


def test_the_classifier_is_an_optional_artifact(adapted: CustomGenresResult, artifacts: Path) -> None:
    assert open_artifacts(artifacts).entries[CUSTOM_HEAD_FILE].optional


def test_a_classifier_for_another_tagger_is_refused(
    adapted: CustomGenresResult, artifacts: Path, tmp_path: Path
) -> None:
    shutil.copy(artifacts / CUSTOM_HEAD_FILE, tmp_path)
    (tmp_path / PRIMARY.file).write_bytes(b"another tagger")
    for name in (CUSTOM_HEAD_FILE, PRIMARY.file):
        add_optional(tmp_path, name)
    with pytest.raises(ArtifactError, match="training adapt"):
        CustomGenreHead.load(open_artifacts(tmp_path))


def test_given_folds_are_the_ones_validated_on(audio: Path, artifacts: Path, tmp_path: Path) -> None:
    lines = ["file,fold"]
    for kind in KINDS:
        names = sorted(path.name for path in (audio / kind).glob("*.opus"))
        lines += [f"{kind}/{name},{'ab'[index % 2]}" for index, name in enumerate(names[1:])] + [f"{kind}/{names[0]},"]
    folds = tmp_path / "folds.csv"
    folds.write_text("\n".join(lines))
    found = fold_indices(find_clips(audio), read_folds(folds, audio))
    assert sorted(found) == ["a", "b"]
    assert sum(map(len, found.values())) == 2 * (CLIPS - 1)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_on_labelled_clips_with_artists_kept_apart_two_thirds_are_right(artifacts: Path, tmp_path: Path) -> None:
    data = shared_data()
    if data is None or not (data / "gtzan_3s" / "clips.csv").is_file():
        pytest.skip("the labelled clips are not here (set CRATEDIGGER_TEST_DATA)")
    folder = data / "gtzan_3s"
    learnt = adapt(folder, artifacts, folds=folder / "clips.csv", out=tmp_path)
    assert learnt.accuracy is not None
    assert learnt.accuracy >= 2 / 3
    assert len(learnt.accuracy_by_fold) == 3
    assert learnt.unreadable == ()


@pytest.mark.parametrize(
    ("files", "sentence", "details"),
    [
        ({}, "there is none", ()),
        ({"jazz": 9}, "there is only jazz", ()),
        ({"jazz": 9, "ska": 4, "dub": 1}, "at least 5 clips", ("dub: 1", "ska: 4")),
        ({"jazz": 9, "ska": 5}, "at least 5 clips", ("jazz: 0", "ska: 0")),
    ],
)
def test_a_folder_that_nothing_can_be_learnt_from_gets_one_sentence(
    tmp_path: Path, artifacts: Path, files: dict[str, int], sentence: str, details: tuple[str, ...]
) -> None:
    for genre, count in files.items():
        (tmp_path / genre).mkdir()
        for index in range(count):
            (tmp_path / genre / f"{index}.mp3").write_text("no music")
    with pytest.raises(CustomGenresError) as caught:
        adapt(tmp_path, artifacts)
    assert details == caught.value.details[: len(details)]
    assert sentence in str(caught.value)


def test_the_command_says_one_sentence_and_fails(tmp_path: Path, artifacts: Path) -> None:
    (tmp_path / "jazz").mkdir()
    result = CliRunner().invoke(app, ["adapt", "--audio", str(tmp_path), "--artifacts", str(artifacts)])
    assert result.exit_code == 1
    assert "at least two folders" in result.output
    assert "Traceback" not in result.output


def test_the_command_names_a_missing_tagger(tmp_path: Path, audio: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": []}')
    result = CliRunner().invoke(app, ["adapt", "--audio", str(audio), "--artifacts", str(tmp_path)])
    assert result.exit_code == 1
    assert PRIMARY.file in result.output


def test_folds_that_are_no_table_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "folds.csv"
    for text in ("", "a,b\n1,2\n", "file,fold\nx.mp3,1\n"):
        table.write_text(text)
        with pytest.raises(CustomGenresError):
            read_folds(table, tmp_path)


def test_no_group_is_on_both_sides_of_a_split() -> None:
    genres = ["jazz"] * 10 + ["ska"] * 10
    groups = [f"{genre}/{index // 2}" for index, genre in enumerate(genres)]
    folds = split_folds(genres, groups)
    sides = [{groups[index] for index in held} for held in folds.values()]
    assert sum(map(len, sides)) == len(set(groups))


def test_a_genre_of_one_group_cannot_be_validated() -> None:
    assert split_folds(["jazz"] * 5 + ["ska"] * 5, ["a"] * 5 + list("bcdef")) == {}


@pytest.mark.parametrize("genres", [("jazz", "ska"), ("dub", "jazz", "ska")])
def test_well_separated_genres_are_separated_by_one_linear_layer(genres: tuple[str, ...]) -> None:
    random = np.random.default_rng(3)
    truth = [genre for genre in genres for _ in range(10)]
    embeddings = np.array([genres.index(genre) for genre in truth])[:, None] + random.normal(0, 0.2, (len(truth), 8))
    tags = Linear(random.normal(size=(8, 4)), np.zeros(4))
    folds = split_folds(truth, [str(index) for index in range(len(truth))])
    logits = cross_validate(embeddings, truth, tags, folds)
    assert logits.shape == (len(truth), len(genres))
    assert [genres[index] for index in logits.argmax(axis=1)] == truth
    assert [genres[index] for index in fit(embeddings, truth, tags)(embeddings).argmax(axis=1)] == truth


def test_the_taggers_last_layer_gives_its_tags_from_its_embedding(artifacts: Path) -> None:
    verified = open_artifacts(artifacts)
    tagger = Tagger.load(verified, 1)
    sounds = [excerpt.samples for excerpt in decode_song(music_files()[0]).excerpts]
    patches = song_patches(tagger.front_end, sounds, level_gain(sounds)).log_mel[:3]
    answer = tagger.predict(patches)
    log_odds = tag_layer(verified.path(PRIMARY.file))(answer.embeddings.astype(np.float64))
    np.testing.assert_allclose(1 / (1 + np.exp(-log_odds)), answer.probabilities, atol=1e-3)
