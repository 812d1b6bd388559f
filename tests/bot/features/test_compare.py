"""What two songs share and where they differ."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import soxr

from bot.core.services import Services
from models.analysis import Key, Tempo
from tests.audio_files import encode, song
from tests.bot.conftest import Place, rewrite_answer, text_of

DIFFERS = re.compile(r"The (first|second) (has the stronger rhythm|is brighter|changes more between loud and quiet)")


async def test_a_muffled_copy_is_said_to_be_darker_and_both_stand_on_a_card(
    place: Place, opus: bytes, tmp_path: Path
) -> None:
    low = soxr.resample(soxr.resample(song(0).T, 48_000, 6_000), 6_000, 48_000).T
    muffled = encode(tmp_path / "muffled.flac", np.ascontiguousarray(low, np.float32), 48_000).read_bytes()
    result = await place.member.slash(
        place.channel, "compare", first=("muffled.flac", muffled), second=("song.opus", opus)
    )
    assert result.response is not None
    said = [match.group() for match in DIFFERS.finditer(text_of(result.response))]
    assert "The second is brighter" in said
    assert "The first is brighter" not in said
    (picture,) = result.response.attachments
    assert picture.filename == "compare.png"


async def test_tempo_and_key_of_both_songs_stand_beside_their_genres(
    place: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    key = Key("A", "minor", "8A", 0.7)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=Tempo(124.0, 0.9), key=key))
    result = await place.member.slash(place.channel, "compare", first=("song.mp3", mp3), second=("song.opus", opus))
    assert result.response is not None
    first = next(line for line in text_of(result.response).splitlines() if line.startswith("**Morning"))
    assert first.endswith(" · 124 BPM · A minor (8A)")
