import pytest

from models.taggers.tagger import Tagger
from tests.shipped import with_tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load(with_tagger())
