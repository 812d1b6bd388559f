"""A real browser at the demo page, which runs in a process of its own as a visitor would start it."""

import asyncio
import importlib.util
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from playwright.async_api import Browser, ConsoleMessage, Locator, Page

_ROOT = Path(__file__).parent.parent.parent
_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_START_S = 280.0
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_VIEWPORTS = {"desktop": (1000, 1500), "phone": (400, 860)}
# The page decodes every song before it shows the pictures after them.
PATIENCE_MS = 120_000.0
# What the bot draws.
_CARD_WIDTH = 1200
# The page draws itself anew when an action of its own is over, which closes every list that is open by then, and the
# simulated Discord refuses what comes while it is at work: only a page that has settled takes what a test does.
_SETTLED = """() => new Promise(settled => {
    const look = () => {
        const page = window.simcordPreview;
        const atRest = page.ready && page.awaitingRevision === null && !page.pendingQuery;
        if (atRest) settled(); else setTimeout(look, 50);
    };
    look();
})"""


@dataclass
class Visit:
    """A page that is open in the browser, and everything its console complained about."""

    page: "Page"
    upload_url: str
    device: str
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Collect errors and warnings of the page from here on."""
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def suffix(self) -> str:
        """What tells the pictures of devices apart: nothing on a desktop."""
        return "" if self.device == "desktop" else f"-{self.device}"

    async def settle(self) -> None:
        """Wait until the page has nothing of its own to do."""
        async with asyncio.timeout(PATIENCE_MS / 1000):
            await self.page.evaluate(_SETTLED)

    async def wait_until_drawn(self, image: "Locator") -> None:
        """Wait for a card's bytes to be on the screen."""
        from playwright.async_api import expect

        await image.scroll_into_view_if_needed(timeout=PATIENCE_MS)
        await expect(image).to_have_js_property("naturalWidth", _CARD_WIDTH, timeout=PATIENCE_MS)

    def _note(self, message: "ConsoleMessage") -> None:
        # The simulated Discord has no icon for the browser's tab, and says 404 about media
        # that it is still decoding; whether the card comes in the end is what the tests wait for.
        awaited = message.location["url"].endswith("/favicon.ico") or "/api/assets/" in message.location["url"]
        if message.type in {"error", "warning"} and not awaited:
            self.complaints.append(f"{message.text} {message.location['url']}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, and say what is missing."""
    missing = [
        words
        for there, words in (
            (_CHROMIUM, "Debian's chromium"),
            (importlib.util.find_spec("playwright"), "playwright (pip install 'cratedigger[browser]')"),
            (importlib.util.find_spec("simcord"), "simcord (pip install 'cratedigger[demo]')"),
        )
        if not there
    ]
    if missing:
        for item in items:
            if "tests/browser" in str(item.path):
                item.add_marker(pytest.mark.skip(reason=f"needs {' and '.join(missing)}"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo() -> AsyncIterator[tuple[str, str]]:
    """The addresses that ``demo-page`` prints: the channel, and the form."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo-page", cwd=_ROOT, stdout=-1, env={**os.environ, "COLUMNS": "200"}
    )
    assert process.stdout
    try:
        addresses: list[bytes] = []
        async with asyncio.timeout(_START_S):
            while len(addresses) < 2 and (line := await process.stdout.readline()):
                addresses += re.findall(rb"http://\S+", line)
        assert len(addresses) == 2, "the demo page did not start"
        yield addresses[0].decode(), addresses[1].decode()
    finally:
        if process.returncode is None:
            process.terminate()
        assert await process.wait() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator["Browser"]:
    """Debian's chromium without a window."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=_CHROMIUM, headless=True, args=list(_QUIET))
        yield opened
        await opened.close()


@pytest_asyncio.fixture(params=_VIEWPORTS, scope="module", loop_scope="module")
async def visit(request: pytest.FixtureRequest, demo: tuple[str, str], browser: "Browser") -> AsyncIterator[Visit]:
    """The channel in a fresh browser profile, on a desktop and on a phone; each ends with a quiet console.

    One page serves all tests of a device, for the page decodes every song again when it is opened.
    """
    width, height = _VIEWPORTS[request.param]
    context = await browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=1.5)
    opened = Visit(await context.new_page(), demo[1], request.param)
    opened.listen()
    await opened.page.goto(demo[0])
    await opened.page.get_by_role("button", name="More like this").first.wait_for()
    await opened.settle()
    yield opened
    await context.close()
    assert opened.complaints == []
