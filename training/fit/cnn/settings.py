"""Every number of the recipe in one place."""

from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is built and trained; the defaults are the shipped recipe.

    Attributes:
        seed: decides weights, order and augmentation.
        threads: CPU threads a member; on a processor, the same number gives the same weights bit for bit. Members train
            side by side, which is faster than threads.
        epochs: passes over the training split.
        batch: images a step.
        crop: columns of the 128 that a training step sees (whole images are used for evaluation).
        members: one network each, trained apart and averaged in the end: the width of its first convolution (stride 2
            over bands, 1 over time), then of its residual stages; each of these halves the bands, all but the first
            of them the time too.
        pooled: width of the sequence that is pooled over time; mean and maximum make ``2 * pooled`` features.
        dropout: of the pooled features before the classifier.
        learning_rate: peak of a one-cycle cosine with ``warmup`` epochs.
        weight_decay: AdamW's, on convolution and linear weights.
        average: decay a step of the exponential moving average, whose weights are the result.
        soft_share: share of the soft labels in the target, the rest being the truth.
        soft_temperature: above 1 flattens the soft labels, below 1 sharpens them.
        smoothing: share of the truth that is spread evenly over all labels.
        teacher_weight: of the squared error of the predicted teacher embedding.
        similarity_weight: of the squared error between the batch's cosine similarities and the teacher's.
        reorder: whether an image starts at a random column and runs backwards half of the time.
        lost_columns: share of the images that lose some columns to copies of others.
        looped: share of the images that are a passage of 3 to 15 s over and over, as a short clip is analysed.
        mixup: alpha of the Beta distribution for mixing two images (0 for never).
        cut_probability: how often two images are joined in time instead of mixed.
        codec: share of the images that lose their top bands, as to a low bit rate or sample rate.
        equaliser_db: largest gain of the random smooth equaliser.
        mask_bands: widest of two frequency masks.
        mask_frames: widest of two time masks.
        positions: whether the network gets the position of each band as an input.
        attention: whether the mean over time is weighted by what the network finds telling.
        share_copies: whether exact copies of an image count as one together, or each for itself.
        bfloat16: whether convolutions are computed in 16 bits, nearly twice as fast, where the processor can.

    """

    seed: int = 1
    threads: int = 1
    epochs: int = 24
    batch: int = 64
    crop: int = 64
    members: tuple[tuple[int, ...], ...] = ((16, 24, 48, 96, 160),) * 2
    pooled: int = 192
    dropout: float = 0.3
    learning_rate: float = 3e-3
    warmup: float = 2.0
    weight_decay: float = 0.05
    average: float = 0.998
    soft_share: float = 0.7
    soft_temperature: float = 1.0
    smoothing: float = 0.0
    teacher_weight: float = 1.0
    similarity_weight: float = 0.0
    reorder: bool = True
    lost_columns: float = 0.33
    looped: float = 0.0
    mixup: float = 0.0
    cut_probability: float = 0.3
    codec: float = 0.2
    equaliser_db: float = 6.0
    mask_bands: int = 8
    mask_frames: int = 4
    positions: bool = True
    attention: bool = True
    share_copies: bool = True
    bfloat16: bool = True

    def as_json(self) -> dict[str, object]:
        """Return the settings as plain values for a JSON file."""
        return asdict(self) | {"members": [list(widths) for widths in self.members]}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Settings":
        """Rebuild settings written by ``as_json``."""
        return cls(**(values | {"members": tuple(tuple(widths) for widths in values["members"])}))

    def for_member(self, number: int) -> "Settings":
        """Return the settings of one network alone, with a seed of its own."""
        return replace(self, seed=self.seed * 1000 + number, members=(self.members[number],))
