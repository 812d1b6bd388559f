"""A site of the tests' own, as yt-dlp knows sites: its pages lie on loopback."""

from typing import Any

from yt_dlp.extractor.common import InfoExtractor


class TuneshedIE(InfoExtractor):  # type: ignore[misc]
    """``http://127.0.0.1:PORT/tune/NAME``: what the page's JSON says is what is downloaded."""

    IE_NAME = "tuneshed"
    _VALID_URL = r"https?://127\.0\.0\.1:\d+/tune/(?P<id>\w+)"

    def _real_extract(self, url: str) -> dict[str, Any]:
        page: dict[str, Any] = self._download_json(url, self._match_id(url))
        return {"id": self._match_id(url), **page}
