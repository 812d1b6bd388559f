"""What may happen to music without changing its genre, done to images [batch, bands, frames] in dB.

Columns are single frames about 0.23 s apart, so order matters little, and two joined halves look like a medley.
"""

import torch
from torch import Tensor
from torch.nn import functional

from models.audio.logmel import FLOOR_DB
from training.fit.cnn.settings import Settings


def _uniform(low: float, high: float, *shape: int) -> Tensor:
    return torch.rand(*shape) * (high - low) + low


def _chosen(probability: float, batch: int) -> Tensor:
    """Return a mask [batch, 1, 1] that is true with the given probability."""
    return torch.rand(batch, 1, 1) < probability


def rearrange(images: Tensor, settings: Settings) -> Tensor:
    """Cut ``settings.crop`` columns from a random start (the end joins the beginning), half of them backwards.

    Some images are a passage of 3 to 15 s over and over, as a short clip is analysed; some lose columns to copies of
    others, like silence or a jump.
    """
    batch, bands, frames = images.shape
    columns = settings.crop
    steps = torch.arange(columns).expand(batch, columns)
    if settings.looped:
        passage = torch.randint(frames // 10, frames // 2 + 1, (batch, 1))
        steps = torch.where(_chosen(settings.looped, batch)[:, :, 0], steps % passage, steps)
    if settings.reorder:
        steps = torch.where(_chosen(0.5, batch)[:, :, 0], steps.flip(1), steps)
        steps = (torch.randint(frames, (batch, 1)) + steps) % frames
    replacements = torch.randint(frames, (batch, columns))
    replaced = (torch.rand(batch, columns) < 0.2) & _chosen(settings.lost_columns, batch)[:, :, 0]
    order = torch.where(replaced, replacements, steps)
    return images.gather(2, order[:, None, :].expand(batch, bands, columns))


def shift_bands(images: Tensor, most: int = 2) -> Tensor:
    """Move half of the images up or down by up to ``most`` bands, as a change of pitch does."""
    batch, bands, frames = images.shape
    shift = torch.where(_chosen(0.5, batch), torch.randint(-most, most + 1, (batch, 1, 1)), torch.zeros(1).long())
    source = (torch.arange(bands)[None, :, None] - shift).clamp(0, bands - 1)
    return images.gather(1, source.expand(batch, bands, frames))


def equalise(images: Tensor, most_db: float) -> Tensor:
    """Add a random smooth curve over the bands, up to ``most_db`` either way, and a random tilt."""
    batch, bands, _ = images.shape
    points = 4 + int(torch.randint(5, (1,)))
    curve = functional.interpolate(_uniform(-1, 1, batch, 1, points), bands, mode="linear", align_corners=True)[:, 0]
    curve = curve * _uniform(0, most_db, batch, 1)
    tilt = torch.linspace(-0.5, 0.5, bands)[None] * _uniform(-most_db, most_db, batch, 1)
    return images + (curve + tilt)[:, :, None]


def imitate_codec(images: Tensor, share: float) -> Tensor:
    """Cut the top of a share of the images, as low bit rates and low sample rates do, and the bottom of a tenth."""
    batch, bands, _ = images.shape
    band = torch.arange(bands)[None, :, None]
    top = torch.randint(int(0.78 * bands), bands, (batch, 1, 1))
    bottom = torch.randint(1, max(2, int(0.06 * bands)), (batch, 1, 1))
    lost = ((band >= top) & _chosen(share, batch)) | ((band < bottom) & _chosen(0.1, batch))
    return torch.where(lost, images - _uniform(15, 80, batch, 1, 1), images)


def raise_floor(images: Tensor) -> Tensor:
    """Bury the quietest part of a fifth of the images in noise with its own grain, at -75 to -45 dB."""
    batch = len(images)
    noise = _uniform(-75, -45, batch, 1, 1) + 3 * torch.randn_like(images)
    return torch.where(_chosen(0.2, batch), torch.maximum(images, noise), images)


def _compress(images: Tensor) -> Tensor:
    """Stretch or squeeze the dynamic range by up to 20 %, as mastering does."""
    return images * _uniform(0.8, 1.2, len(images), 1, 1)


def lift_peak(images: Tensor, most_db: float = 8.0) -> Tensor:
    """Make one bin of half of the images louder than all others: the reference is a maximum, and frames are picked."""
    batch, bands, frames = images.shape
    flat = images.reshape(batch, -1).clone()
    peak = flat.amax(dim=1, keepdim=True) + torch.rand(batch, 1) * most_db * _chosen(0.5, batch)[:, :, 0]
    flat.scatter_(1, torch.randint(bands * frames, (batch, 1)), peak)
    return flat.reshape(batch, bands, frames)


def mask(images: Tensor, most_bands: int, most_frames: int) -> Tensor:
    """Replace up to two runs of bands and two of frames by the image's mean (SpecAugment, Park et al. 2019)."""
    batch, bands, frames = images.shape
    hidden = torch.zeros(batch, bands, frames, dtype=torch.bool)
    for _ in range(2):
        hidden |= _runs(batch, bands, most_bands)[:, :, None]
        hidden |= _runs(batch, frames, most_frames)[:, None, :]
    return torch.where(hidden, images.mean(dim=(1, 2), keepdim=True), images)


def _runs(batch: int, length: int, longest: int) -> Tensor:
    width = torch.randint(longest + 1, (batch, 1))
    start = (torch.rand(batch, 1) * (length - width + 1)).long()
    place = torch.arange(length)[None]
    return (place >= start) & (place < start + width)


def augment(images: Tensor, settings: Settings) -> Tensor:
    """Change float32 images [batch, bands, frames] in dB at random; the result has ``settings.crop`` columns."""
    images = _compress(shift_bands(rearrange(images, settings)))
    images = torch.clamp(
        imitate_codec(equalise(images, settings.equaliser_db), settings.codec), min=FLOOR_DB - settings.equaliser_db
    )
    images = raise_floor(images)
    return lift_peak(mask(images, settings.mask_bands, settings.mask_frames))


def mix(images: Tensor, targets: Tensor, settings: Settings) -> tuple[Tensor, Tensor]:
    """Join pairs of images and their targets [batch, k]: in dB (mixup, Zhang et al. 2018) or in time (CutMix).

    Returns the joined images and targets, in the shapes given.
    """
    if settings.mixup <= 0:
        return images, targets
    batch, _, frames = images.shape
    partner = torch.randperm(batch)
    share = torch.distributions.Beta(settings.mixup, settings.mixup).sample((batch, 1))
    cut = torch.rand(batch, 1) < settings.cut_probability
    boundary = (share * frames).round()
    share = torch.where(cut, boundary / frames, share)
    keeps = (torch.arange(frames)[None] < boundary).float()
    weight = torch.where(cut, keeps, share)[:, None, :]
    return images * weight + images[partner] * (1 - weight), targets * share + targets[partner] * (1 - share)
