"""The model card's part about tempo and key."""

from models.manifest import DEFAULT_FOLDER
from training.card.rhythm import rhythm_section
from training.card.tagger import put_section


def test_the_shipped_card_tells_what_is_measured() -> None:
    card = (DEFAULT_FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "| tempo, accuracy 1 |" in rhythm_section()
    assert rhythm_section().strip() in card
    assert put_section(card, rhythm_section()) == card
