from dataclasses import replace

import pytest

from training.fit.cnn.settings import Settings

pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")

import torch

from training.fit.cnn import augment


@pytest.fixture
def images() -> torch.Tensor:
    torch.manual_seed(3)
    return torch.rand(16, 128, 128) * 80 - 80


def test_augmented_images_keep_their_size_and_stay_finite_and_bounded(images: torch.Tensor) -> None:
    changed = augment.augment(images, Settings())
    assert changed.shape == (16, 128, Settings().crop)
    assert torch.isfinite(changed).all()
    # An equaliser of 6 dB, a tilt of 3 dB, a peak of 8 dB: nothing goes further up, and the floor holds.
    assert changed.max() <= 6 + 3 + 8
    assert changed.min() >= -80 - 6
    assert not torch.equal(changed, images[:, :, : Settings().crop])


def test_rearranged_columns_all_come_from_the_same_image(images: torch.Tensor) -> None:
    columns = augment.rearrange(images, Settings(crop=32))
    for image, kept in zip(images, columns, strict=True):
        known = {tuple(column) for column in image.T[:, :8].tolist()}
        assert {tuple(column) for column in kept.T[:, :8].tolist()} <= known


def test_a_looped_image_is_one_passage_over_and_over(images: torch.Tensor) -> None:
    torch.manual_seed(4)
    looped = augment.rearrange(images, Settings(crop=96, looped=1.0, lost_columns=0.0))
    for image in looped:
        assert 12 <= len({tuple(column) for column in image.T.tolist()}) <= 64


def test_without_reordering_a_song_stays_as_it_began(images: torch.Tensor) -> None:
    kept = augment.rearrange(images, Settings(crop=96, reorder=False, looped=0.0, lost_columns=0.0))
    assert torch.equal(kept, images[:, :, :96])


def test_the_equaliser_is_smooth_and_within_its_range(images: torch.Tensor) -> None:
    gain = augment.equalise(images, 6.0) - images
    assert torch.allclose(gain, gain[:, :, :1], atol=1e-4)
    assert gain.abs().max() <= 9 + 1e-3
    assert gain.abs().max() > 1
    assert gain.diff(dim=1).abs().max() < 1.5


def test_masks_hide_no_more_than_asked(images: torch.Tensor) -> None:
    hidden = augment.mask(images, 10, 0) != images
    assert hidden.any()
    assert hidden.all(dim=2).sum(dim=1).max() <= 20


def test_mixed_targets_still_sum_to_one_and_follow_their_images(images: torch.Tensor) -> None:
    targets = torch.eye(16)
    mixed, wanted = augment.mix(images, targets, Settings(mixup=1.0, cut_probability=0.0))
    torch.testing.assert_close(wanted.sum(dim=1), torch.ones(16))
    torch.testing.assert_close(mixed, torch.einsum("bk,kft->bft", wanted, images), atol=1e-3, rtol=1e-4)


def test_joined_halves_weigh_by_their_columns(images: torch.Tensor) -> None:
    joined, wanted = augment.mix(images, torch.eye(16), Settings(mixup=1.0, cut_probability=1.0))
    kept = (joined == images).all(dim=1).float().mean(dim=1)
    torch.testing.assert_close(kept, wanted.diagonal(), atol=1e-6, rtol=0)


def test_without_mixing_nothing_changes(images: torch.Tensor) -> None:
    targets = torch.eye(16)
    mixed, wanted = augment.mix(images, targets, replace(Settings(), mixup=0.0))
    assert mixed is images
    assert wanted is targets


def test_shifted_bands_are_the_same_bands_a_little_higher_or_lower(images: torch.Tensor) -> None:
    shifted = augment.shift_bands(images, 2)
    moves = {
        move
        for image, moved in zip(images, shifted, strict=True)
        for move in range(-2, 3)
        if torch.equal(moved[4:-4], image[4 - move : 124 - move])
    }
    assert len(moves) > 1
    assert torch.equal(augment.shift_bands(images, 0), images)


def test_an_imitated_codec_takes_the_top_away_and_adds_nothing(images: torch.Tensor) -> None:
    changed = augment.imitate_codec(images, 1.0)
    lost = (images - changed).mean(dim=2)
    assert (lost >= 0).all()
    assert (lost[:, -1] > 10).all()
    assert lost[:, 20:90].max() == 0


def test_a_raised_floor_only_makes_images_louder_and_leaves_what_is_loud(images: torch.Tensor) -> None:
    raised = augment.raise_floor(images.repeat(8, 1, 1))
    before = images.repeat(8, 1, 1)
    changed = (raised != before).flatten(1).any(dim=1)
    assert (raised >= before).all()
    assert 0 < changed.float().mean() < 0.5
    assert torch.equal(raised[before > -20], before[before > -20])


def test_a_lifted_peak_is_one_bin_above_all_others(images: torch.Tensor) -> None:
    lifted = augment.lift_peak(images, 8.0)
    changed = (lifted != images).flatten(1).sum(dim=1)
    assert (changed <= 1).all()
    above = lifted.amax(dim=(1, 2)) - images.amax(dim=(1, 2))
    assert (above >= 0).all()
    assert 0 < above.max() <= 8
