from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray

from models.analysis import TagScore
from models.audio import decode_song
from models.errors import ArtifactError
from models.manifest import Artifacts
from models.tagger_table import PRIMARY
from models.taggers.frontend import evenly_spaced
from models.taggers.patches import SongPatches, level_gain, song_patches
from models.taggers.tag_selection import NAMED
from models.taggers.tagger import Tagger
from tests.audio_files import music_files, shared_data
from tests.shipped import with_tagger

Floats = NDArray[np.float32]
GOLDEN = Path(__file__).parent / "golden" / "tagger.npz"
TRACKS = {path.stem: path for path in music_files()}
PARITY = 1e-3


@pytest.fixture(scope="module")
def golden() -> Mapping[str, Floats]:
    with np.load(GOLDEN, allow_pickle=False) as quantise:
        return dict(quantise)


def patches_of(tagger: Tagger, *excerpts: Floats, gain: float = 1.0) -> SongPatches:
    return song_patches(tagger.front_end, excerpts, gain)


def tags_of(tagger: Tagger, *excerpts: Floats) -> list[TagScore]:
    result = tagger.tag(patches_of(tagger, *excerpts, gain=level_gain(excerpts)))
    return list(result.tags) if result else []


def samples_of(track: str) -> Floats:
    return decode_song(TRACKS[track], excerpts=1).excerpts[0].samples


def test_the_network_answers_as_the_original_did(tagger: Tagger, golden: Mapping[str, Floats]) -> None:
    answer = tagger.predict(golden["patches"].astype(np.float32))
    assert np.abs(answer.probabilities - golden["probabilities"]).max() < 1e-5
    assert np.abs(answer.embeddings - golden["embeddings"]).max() < 1e-4


def test_from_audio_to_tags_it_stays_within_a_thousandth_of_the_original(
    tagger: Tagger, golden: Mapping[str, Floats]
) -> None:
    for name, gain in zip(golden["names"], golden["gains"], strict=True):
        answer = tagger.predict(patches_of(tagger, samples_of(str(name)) * gain).log_mel)
        original = golden["quiet_probabilities"][golden["quiet_names"] == name]
        assert len(answer.probabilities) == 6
        assert np.abs(answer.probabilities - original[evenly_spaced(len(original), 6)]).max() <= PARITY, name


def test_all_fifty_tags_come_best_first_with_their_groups(tagger: Tagger) -> None:
    tags = tags_of(tagger, samples_of("calm_electronic_s411"))
    assert len({tag.tag for tag in tags}) == len(tags) == 50
    assert [tag.score for tag in tags] == sorted((tag.score for tag in tags), reverse=True)
    assert {tag.group for tag in tags} == {"genre", "mood", "era", "voice", "instrument", "other"}
    assert all(0 <= tag.score <= 1 for tag in tags)


@pytest.mark.parametrize(
    ("track", "expected"),
    [("calm_electronic_s411", "ambient"), ("calm_acoustic_1", "acoustic"), ("happy_electronic_2", "House")],
)
def test_real_music_is_tagged_as_what_it_is(tagger: Tagger, track: str, expected: str) -> None:
    assert expected in [tag.tag for tag in tags_of(tagger, samples_of(track))[:4]]


def test_the_words_fit_the_songs_whose_genre_is_known(tagger: Tagger) -> None:
    data = shared_data()
    if data is None or not (data / "fma_clips").is_dir():
        pytest.skip("the ten clips are not here (set CRATEDIGGER_TEST_DATA)")
    rap = decode_song(data / "fma_clips" / "000002.mp3").excerpts
    metal = decode_song(data / "fma_clips" / "000256.mp3").excerpts
    assert tags_of(tagger, *(excerpt.samples for excerpt in rap))[0].tag == "Hip-Hop"
    assert "metal" in [tag.tag for tag in tags_of(tagger, *(excerpt.samples for excerpt in metal))[:3]]


def test_a_song_has_at_most_six_patches(tagger: Tagger) -> None:
    samples = samples_of("tender_acoustic_1")
    assert len(patches_of(tagger, samples).log_mel) == 6
    assert len(patches_of(tagger, *[samples] * 5).log_mel) == 6


def test_a_song_is_the_average_of_its_patches(tagger: Tagger) -> None:
    patches = patches_of(tagger, samples_of("happy_acoustic_1"))
    result, predicted = tagger.tag(patches), tagger.predict(patches.log_mel)
    assert result is not None
    assert result.embedding.dtype == np.float32
    np.testing.assert_allclose(result.embedding, predicted.embeddings.mean(axis=0), rtol=1e-5)
    mean = predicted.probabilities.mean(axis=0)
    np.testing.assert_allclose(result.log_odds, np.log(mean / (1 - mean)), rtol=1e-3)
    assert result.part_scores.shape == (len(patches.parts), len(tagger.metadata.labels))


def test_a_quiet_copy_of_a_song_has_the_songs_tags(tagger: Tagger) -> None:
    excerpts = [excerpt.samples for excerpt in decode_song(TRACKS["calm_acoustic_1"]).excerpts]
    quiet = [samples * np.float32(0.25) for samples in excerpts]
    loud, soft = ({tag.tag: tag.score for tag in tags_of(tagger, *part)} for part in (excerpts, quiet))
    assert len(soft) == 50
    assert soft == pytest.approx(loud, abs=2e-3)


@pytest.mark.parametrize("level", [0.0, 1e-5])
def test_silence_stays_silence_with_a_hum_in_it_too(tagger: Tagger, level: float) -> None:
    (excerpt,) = decode_song(TRACKS["calm_acoustic_1"], excerpts=1).excerpts
    hum = np.sin(np.arange(len(excerpt.samples)) * 2 * np.pi * 100 / 44_100).astype(np.float32)
    assert tags_of(tagger, np.float32(level) * hum) == []
    assert tags_of(tagger) == []


def test_the_deviation_of_a_tag_is_read_from_its_score(tagger: Tagger) -> None:
    meta = tagger.metadata
    wanted = np.linspace(-2.5, 2.2, len(meta.labels))
    odds = meta.means + wanted * meta.deviations
    read = {tag.tag: meta.deviation(tag) for tag in tagger.scores((1 / (1 + np.exp(-odds))).astype(np.float32))}
    assert [read[label] for label in meta.labels] == pytest.approx(wanted, abs=0.15)


@pytest.mark.parametrize("excerpts", [[], [np.zeros(0, np.float32)], [np.zeros(44_100 * 10, np.float32)] * 3])
def test_silence_and_nothing_have_no_tags(tagger: Tagger, excerpts: list[Floats]) -> None:
    assert tagger.tag(patches_of(tagger, *excerpts)) is None


def test_a_clip_of_a_second_is_tagged_too(tagger: Tagger) -> None:
    assert len(tags_of(tagger, samples_of("calm_acoustic_1")[:44_100])) == 50


def test_at_its_own_level_every_tag_has_the_score_from_which_it_is_named(tagger: Tagger) -> None:
    meta = tagger.metadata
    at_level = 1 / (1 + np.exp(-(meta.means + meta.levels * meta.deviations)))
    assert {tag.tag: tag.score for tag in tagger.scores(at_level.astype(np.float32))} == pytest.approx(
        dict.fromkeys(meta.labels, NAMED), abs=2e-3
    )
    louder, fainter = (1 / (1 + np.exp(-(meta.means + (meta.levels + step) * meta.deviations))) for step in (0.2, -0.2))
    assert all(tag.score > NAMED for tag in tagger.scores(louder.astype(np.float32)))
    assert all(tag.score < NAMED for tag in tagger.scores(fainter.astype(np.float32)))


def test_a_missing_tagger_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match=PRIMARY.file):
        Tagger.load(Artifacts(tmp_path, "0" * 12))


def test_a_file_that_is_no_network_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / PRIMARY.file).write_bytes(b"no network")
    with pytest.raises(ArtifactError, match=PRIMARY.file):
        Tagger.open(tmp_path / PRIMARY.file)


def changed(source: Path, target: Path, key: str, value: str) -> Path:
    model = onnx.load(source)
    properties = {entry.key: entry.value for entry in model.metadata_props} | {key: value}
    onnx.helper.set_model_props(model, properties)
    onnx.save(model, target)
    return target


@pytest.mark.parametrize(
    ("key", "value", "complaint"),
    [
        ("frontend", '{"sample_rate": 22050}', "another front end"),
        ("groups", '["genre"]', "do not fit together"),
        ("labels", "not json", "no tagger"),
        ("filterbank", "AAAA", "no tagger"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(tmp_path: Path, key: str, value: str, complaint: str) -> None:
    artifacts = with_tagger()
    with pytest.raises(ArtifactError, match=f"{PRIMARY.file}.*{complaint}"):
        Tagger.open(changed(artifacts.path(PRIMARY.file), tmp_path / PRIMARY.file, key, value))


def test_a_song_of_a_single_patch_is_tagged_at_three_speeds(tagger: Tagger) -> None:
    clip = samples_of("calm_acoustic_1")[: 44_100 * 3]
    assert len(patches_of(tagger, clip).log_mel) == 3
