"""What a visitor of the demo page sees and does, in a real browser on a desktop and on a phone."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.audio_files import encode, long_song
from tests.browser.conftest import PATIENCE_MS, Visit

playwright = pytest.importorskip("playwright.async_api", reason="needs playwright: pip install 'cratedigger[browser]'")
expect = playwright.expect
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]

if TYPE_CHECKING:
    from playwright.async_api import Locator

# How many songs the demo begins with.
POSTED = 3
# Where `make screenshots` wants the documents' pictures; a plain test run writes none.
PICTURES = os.environ.get("CRATEDIGGER_SCREENSHOTS")


async def keep(what: "Locator", name: str) -> None:
    """Write a picture of a part of the page, where pictures are wanted."""
    if not PICTURES:
        return
    path = Path(PICTURES) / f"{name}.png"
    await what.screenshot(path=path)
    with Image.open(path) as image:
        image.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


@asynccontextmanager
async def new_answer(visit: Visit, words: str | re.Pattern[str]) -> AsyncIterator["Locator"]:
    """Yield the message with ``words`` that comes from what is done inside; in the end it is there.

    Earlier visitors' answers stay on the page, so only one more than before is the new one.
    """
    messages = visit.page.get_by_role("article").filter(has_text=words)
    before = await messages.count()
    yield messages.nth(before)
    await expect(messages).to_have_count(before + 1, timeout=PATIENCE_MS)
    await visit.settle()


async def test_every_posted_song_is_answered_with_a_card_that_has_a_text(visit: Visit) -> None:
    cards = visit.page.get_by_role("img", name="Card of")
    reply = visit.page.get_by_role("article").filter(has=cards).nth(POSTED - 1)
    await visit.wait_until_drawn(reply.get_by_role("img", name="Card of"))
    # A phone shows less than a reply, so its picture is the screen.
    await keep(reply if visit.device == "desktop" else visit.page.get_by_role("main"), f"reply{visit.suffix}")


async def test_more_like_this_shows_the_next_songs_to_the_visitor_alone(visit: Visit) -> None:
    async with new_answer(visit, "Songs like") as more:
        await visit.page.get_by_role("button", name="More like this").last.click(timeout=PATIENCE_MS)
    await expect(more).to_contain_text("Only you can see this")
    assert await more.get_by_role("link").count() >= 5


async def test_a_wrong_genre_is_corrected_by_picking_the_right_one(visit: Visit) -> None:
    async with new_answer(visit, "Which genre is it?") as question:
        await visit.page.get_by_role("button", name="Wrong").last.click(timeout=PATIENCE_MS)
    await question.get_by_role("combobox", name="Pick a genre").click(timeout=PATIENCE_MS)
    async with new_answer(visit, "Noted: Folk"):
        await visit.page.get_by_role("option", name="Folk").last.click(timeout=PATIENCE_MS)
    assert await question.count() == 0


async def test_recommend_like_completes_a_title_and_lists_songs(visit: Visit) -> None:
    await visit.page.get_by_role("textbox", name="Message").last.fill("/recommend like")
    await visit.page.get_by_role("option", name="/recommend like").first.click(timeout=PATIENCE_MS)
    await visit.page.get_by_role("combobox", name="title, required").fill("food", timeout=PATIENCE_MS)
    await visit.settle()
    await visit.page.get_by_role("option", name="Food").first.click(timeout=PATIENCE_MS)
    # The page takes the focus away when a suggestion is chosen, so the Enter key would reach nothing.
    async with new_answer(visit, re.compile("Songs like .*food", re.IGNORECASE)) as listed:
        await visit.page.get_by_role("button", name="Send").last.click(timeout=PATIENCE_MS)
    assert await listed.get_by_role("link").count() >= 5
    await keep(listed, f"recommend{visit.suffix}")


@pytest.mark.parametrize("visit", ["desktop"], indirect=True)
async def test_charts_come_as_a_picture_with_words(visit: Visit) -> None:
    await visit.page.get_by_role("textbox", name="Message").last.fill("/charts")
    await visit.page.get_by_role("option", name="/charts songs").first.click(timeout=PATIENCE_MS)
    async with new_answer(visit, "Only you can see this") as charts:
        await visit.page.get_by_role("button", name="Send").last.click(timeout=PATIENCE_MS)
    picture = charts.get_by_role("img", name="Vinyl Corner")
    await visit.wait_until_drawn(picture)
    await keep(charts, "charts")


async def test_a_file_of_ones_own_is_posted_and_answered(visit: Visit, tmp_path: Path) -> None:
    own = encode(tmp_path / "my own.mp3", long_song(20), 44_100, tags={"title": f"Mine on {visit.device}"})
    form = await visit.page.context.new_page()
    await form.goto(visit.upload_url)
    await form.get_by_label("A song").set_input_files(own)
    async with new_answer(visit, f"Mine on {visit.device}"):
        await form.get_by_role("button", name="Post it").click(timeout=PATIENCE_MS)
        await expect(form.get_by_role("status")).to_contain_text("Posted", timeout=PATIENCE_MS)


@pytest.mark.parametrize("visit", ["desktop"], indirect=True)
async def test_the_form_is_closed_to_those_without_its_secret(visit: Visit) -> None:
    base, _, secret = visit.upload_url.rpartition("/")
    request = visit.page.context.request
    assert (await request.get(f"{base}/")).status == 404
    assert (await request.get(f"{base}/{secret}", headers={"Host": "evil.example"})).status == 403
