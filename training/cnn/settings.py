"""Every number of the recipe in one place."""

from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is built and trained; the defaults are the shipped recipe.

    Attributes:
        seed: decides weights, order and augmentation.
        threads: CPU threads; the same number gives the same weights bit for bit.
        epochs: passes over the training split in the first round.
        second_epochs: passes in the second round, in which each member goes on with targets that hold the members'
            common opinion too (0 for one round only).
        second_learning_rate: the second round's peak.
        second_mixup: the second round's ``mixup``, gentler: the first leaves the networks short of fitting the data.
        second_mask_bands: the second round's ``mask_bands``.
        opinion_share: share of that opinion in the second round's targets.
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
        teacher_weight: of the squared error of the predicted teacher embedding.
        similarity_weight: of the squared error between the batch's cosine similarities and the teacher's.
        mixup: alpha of the Beta distribution for mixing two images (0 for never).
        cut_probability: how often two images are joined in time instead of mixed.
        equaliser_db: largest gain of the random smooth equaliser.
        mask_bands: widest of two frequency masks.
        mask_frames: widest of two time masks.

    """

    seed: int = 1
    threads: int = 2
    epochs: int = 26
    second_epochs: int = 11
    second_learning_rate: float = 2e-3
    second_mixup: float = 0.2
    second_mask_bands: int = 16
    opinion_share: float = 0.3
    batch: int = 64
    crop: int = 64
    members: tuple[tuple[int, ...], ...] = ((16, 24, 48, 96, 160),) * 2
    pooled: int = 192
    dropout: float = 0.3
    learning_rate: float = 3e-3
    warmup: float = 2.0
    weight_decay: float = 0.08
    average: float = 0.998
    soft_share: float = 0.5
    soft_temperature: float = 1.0
    teacher_weight: float = 1.0
    similarity_weight: float = 4.0
    mixup: float = 0.4
    cut_probability: float = 0.4
    equaliser_db: float = 9.0
    mask_bands: int = 24
    mask_frames: int = 12

    def as_json(self) -> dict[str, object]:
        """Return the settings as plain values for a JSON file."""
        return asdict(self) | {"members": [list(widths) for widths in self.members]}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Settings":
        """Rebuild settings written by ``as_json``."""
        return cls(**(values | {"members": tuple(tuple(widths) for widths in values["members"])}))

    def for_member(self, number: int) -> "Settings":
        """Return the first round's settings of one network alone, with a seed of its own."""
        return replace(self, seed=self.seed * 1000 + number, members=(self.members[number],))

    def for_second_round(self, number: int) -> "Settings":
        """Return the second round's settings of one network alone."""
        first = self.for_member(number)
        return replace(
            first,
            seed=first.seed + 500,
            epochs=self.second_epochs,
            learning_rate=self.second_learning_rate,
            mixup=self.second_mixup,
            mask_bands=self.second_mask_bands,
        )
