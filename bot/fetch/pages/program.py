"""The process that runs yt-dlp: it limits itself, downloads one song into one folder, and tells what became of it."""

import faulthandler
import json
import os
import re
import resource
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.sandbox import confine, kernel, landlock

_MAX_CAUSE = 300
_LINKS = re.compile(r"\w+://\S+")
_MEMORY = 2 * 1024**3


def main() -> None:
    """Read orders from standard input, work, and write one JSON object to standard output."""
    faulthandler.enable()
    orders = json.load(sys.stdin)
    _limit(orders)
    try:
        said = _download(orders)
    except Exception as error:
        said = {"error": "page_refused", "cause": _LINKS.sub("(link)", f"{type(error).__name__}: {error}")[:_MAX_CAUSE]}
    sys.stdout.write(json.dumps(said))
    sys.stdout.flush()


def _limit(orders: dict[str, Any]) -> None:
    os.umask(0o077)
    os.nice(5)
    seconds = int(orders["seconds"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (orders["max_bytes"], orders["max_bytes"]))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    kernel.renounce_privileges()
    kernel.die_with_parent(orders["parent"])
    kernel.hide_from_others()
    folder, port = Path(orders["folder"]), int(orders["proxy"].rsplit(":", 1)[1])
    extra = [Path(path) for path in orders["readable"]]
    landlock.restrict([*confine.with_what_python_needs(extra), Path("/etc/ssl")], folder=folder, port=port)


def _download(orders: dict[str, Any]) -> dict[str, Any]:
    from yt_dlp import YoutubeDL

    refused: list[str] = []

    def refuse(info: dict[str, Any], *, incomplete: bool = False) -> str | None:
        reason = _too_long(info, orders["max_seconds"])
        refused.extend([reason] if reason else [])
        return reason

    with YoutubeDL({**_options(orders), "match_filter": refuse}) as downloader:
        for name in orders["extra_extractors"]:
            module, _, kind = name.partition(":")
            downloader.add_info_extractor(getattr(import_module(module), kind)())
        info = downloader.extract_info(orders["url"]) or {}
    if refused:
        return {"error": "too_long", "cause": refused[0]}
    if info.get("_type", "video") != "video":
        return {"error": "page_refused", "cause": "not one song"}
    return {"title": str(info.get("title") or "")[:200]}


def _too_long(info: dict[str, Any], most: float) -> str | None:
    # What is played live could go on for ever.
    if info.get("is_live") or info.get("live_status") in ("is_live", "is_upcoming", "post_live"):
        return "live"
    return f"{info['duration']} s" if (info.get("duration") or 0) > most else None


def _options(orders: dict[str, Any]) -> dict[str, Any]:
    http = "[protocol^=http]"
    return {
        "allowed_extractors": orders["extractors"],
        "proxy": orders["proxy"],
        # One ready-made stream over plain HTTP, or one whose pieces only need to be joined: no other program is needed.
        "format": f"bestaudio{http}/bestaudio[protocol=m3u8_native]/best{http}",
        "outtmpl": {"default": str(Path(orders["folder"]) / "song")},
        "noplaylist": True,
        "playlist_items": "1",
        "extract_flat": True,
        "max_filesize": orders["max_bytes"],
        "socket_timeout": 15,
        "retries": 1,
        "fragment_retries": 1,
        "extractor_retries": 1,
        "skip_unavailable_fragments": False,
        "cachedir": False,
        "fixup": "never",
        "restrictfilenames": True,
        "quiet": True,
        "no_warnings": True,
        "noprogress": True,
        "logtostderr": True,
        "color": {"stdout": "never", "stderr": "never"},
        "js_runtimes": {},
        "remote_components": [],
    }
