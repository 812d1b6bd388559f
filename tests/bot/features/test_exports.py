"""Lists of songs that leave Discord as files, with the tempo and key of each."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.services import Services
from models.analysis import Key, Tempo
from tests.audio_files import encode, song
from tests.bot.conftest import Place, rewrite_answer

MBID = "2007b5be-2a0f-47fc-8f9b-2965d0156bbb"
SOUND = "# 124.0 BPM, A minor (8A)"


@pytest.fixture
async def posted(place: Place, services: Services, mp3: bytes, opus: bytes, tmp_path: Path) -> Place:
    """A server that keeps a library of three songs of one tempo and key, all saved by who posted them."""
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    third = encode(tmp_path / "third.mp3", song(5), 48_000).read_bytes()
    for name, data in (("one.mp3", mp3), ("two.opus", opus), ("three.mp3", third)):
        await place.member.send(place.channel, attachments=[(name, data)])
        await place.member.click(place.replies()[-1], label="Save")
    key = Key("A", "minor", "8A", 0.7)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=Tempo(124.0, 0.9), key=key, mbid=MBID))
    return place


@pytest.mark.parametrize("command", ["recommend path", "recommend mine", "recommend mix", "saved"])
async def test_every_list_of_ones_own_is_taken_away_in_three_forms_with_tempo_and_key(
    posted: Place, command: str, mp3: bytes, opus: bytes
) -> None:
    options: dict[str, object] = {}
    if command == "recommend path":
        options = {"start": ("one.mp3", mp3), "end": ("two.opus", opus), "source": "server"}
    if command == "recommend mine":
        options = {"tempo": "120-128"}
    files = {}
    for form in ("m3u", "jspf", "csv"):
        result = await posted.member.slash(posted.channel, command, export=form, **options)
        assert result.response is not None
        (attachment,) = result.response.attachments
        files[attachment.filename] = (await attachment.read()).decode()
    tracks = json.loads(files["songs.jspf"])["playlist"]["track"]
    if command in {"recommend mix", "saved"}:
        assert all(track["identifier"] == [f"https://musicbrainz.org/recording/{MBID}"] for track in tracks)
    rows = list(csv.DictReader(io.StringIO(files["songs.csv"])))
    assert tracks
    assert {track["annotation"] for track in tracks} == {SOUND.removeprefix("# ")}
    assert {(row["tempo"], row["key"], row["camelot"]) for row in rows} == {("124.0", "A minor", "8A")}
    assert len(rows) == len(tracks) == files["songs.m3u8"].count(SOUND)
