"""Every number of the recipe in one place."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is built and trained; the defaults are the shipped recipe.

    Attributes:
        seed: decides weights, order and augmentation.
        threads: CPU threads; the same number gives the same weights bit for bit.
        epochs: passes over the training split by the final network.
        companions: networks trained first, whose common opinion the final one learns from.
        companion_epochs: passes over the training split by each of them.
        batch: images a step.
        crop: columns of the 128 that a training step sees (whole images are used for evaluation).
        stem_channels: width of the first convolution, whose stride is 2 over bands and 1 over time.
        channels: width of each residual stage; every stage halves the bands, all but the first halve the time.
        pooled: width of the sequence that is pooled over time; mean and maximum make ``2 * pooled`` features.
        dropout: of the pooled features before the classifier.
        learning_rate: peak of a one-cycle cosine with ``warmup`` epochs.
        weight_decay: AdamW's, on convolution and linear weights.
        average: decay a step of the exponential moving average, whose weights are the result.
        soft_share: share of the soft labels in the target, the rest being the truth.
        ensemble_share: share of the earlier networks' opinion in the target, after the soft labels are mixed in.
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
    companions: int = 2
    companion_epochs: int = 20
    batch: int = 64
    crop: int = 64
    stem_channels: int = 24
    channels: tuple[int, ...] = (32, 64, 112, 160)
    pooled: int = 192
    dropout: float = 0.3
    learning_rate: float = 3e-3
    warmup: float = 2.0
    weight_decay: float = 0.08
    average: float = 0.998
    soft_share: float = 0.5
    ensemble_share: float = 0.5
    soft_temperature: float = 1.0
    teacher_weight: float = 1.0
    similarity_weight: float = 0.0
    mixup: float = 0.4
    cut_probability: float = 0.4
    equaliser_db: float = 9.0
    mask_bands: int = 24
    mask_frames: int = 12

    def as_json(self) -> dict[str, object]:
        """Return the settings as plain values for a JSON file."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, values: dict[str, object]) -> "Settings":
        """Rebuild settings written by ``as_json``."""
        plain = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        return cls(**plain)  # type: ignore[arg-type]
