"""The process that runs yt-dlp: it limits itself, downloads one song into one folder, and reports the result."""

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
_LOOK_UPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})
_PROGRAMS = frozenset({"subprocess.Popen", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork"})


def main() -> None:
    """Read a request from standard input and write one JSON object, the result, to standard output."""
    faulthandler.enable()
    request = json.load(sys.stdin)
    _limit(request)
    try:
        result = _download(request)
    except Exception as error:
        result = {
            "error": "page_refused",
            "cause": _LINKS.sub("(link)", f"{type(error).__name__}: {error}")[:_MAX_CAUSE],
        }
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()


def _limit(request: dict[str, Any]) -> None:
    os.umask(0o077)
    os.nice(5)
    seconds = int(request["seconds"])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (request["max_bytes"], request["max_bytes"]))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    kernel.renounce_privileges()
    kernel.die_with_parent(request["parent"])
    kernel.hide_from_others()
    folder, port = Path(request["folder"]), int(request["proxy"].rsplit(":", 1)[1])
    extra = [Path(path) for path in request["readable"]]
    landlock.restrict([*confine.with_what_python_needs(extra), Path("/etc/ssl")], folder=folder, port=port)


def _allow_only_proxy(port: int) -> None:
    """Let this process connect to the proxy on loopback and look up no names, whatever the kernel can restrict.

    What a page says may choose another proxy, or none, for yt-dlp's requests. An audit hook cannot be removed.
    """
    proxy = ("127.0.0.1", port)

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            if arguments[1] is not None and tuple(arguments[1][:2]) != proxy:
                raise PermissionError(f"{event} refused")
        elif (event in _LOOK_UPS and arguments[0] not in ("127.0.0.1", "localhost")) or event in _PROGRAMS:
            raise PermissionError(f"{event} refused")

    sys.addaudithook(audit)


def _download(request: dict[str, Any]) -> dict[str, Any]:
    from yt_dlp import YoutubeDL

    _allow_only_proxy(int(request["proxy"].rsplit(":", 1)[1]))
    refused: list[str] = []

    def refuse(info: dict[str, Any], *, incomplete: bool = False) -> str | None:
        reason = f"{info['duration']} s" if (info.get("duration") or 0) > request["max_seconds"] else None
        # A live stream has no end.
        if info.get("is_live") or info.get("live_status") in ("is_live", "is_upcoming", "post_live"):
            reason = "live"
        refused.extend([reason] if reason else [])
        return reason

    with YoutubeDL({**_options(request), "match_filter": refuse}) as downloader:
        for name in request["extra_extractors"]:
            module, _, kind = name.partition(":")
            downloader.add_info_extractor(getattr(import_module(module), kind)())
        info = downloader.extract_info(request["url"]) or {}
    if refused:
        return {"error": "too_long", "cause": refused[0]}
    if info.get("_type", "video") != "video":
        return {"error": "page_refused", "cause": "not one song"}
    return {"title": str(info.get("title") or "")[:200]}


def _options(request: dict[str, Any]) -> dict[str, Any]:
    http = "[protocol^=http]"
    return {
        "allowed_extractors": request["extractors"],
        "proxy": request["proxy"],
        # One stream over plain HTTP, or fragments that yt-dlp joins itself: no other program is needed.
        "format": f"bestaudio{http}/bestaudio[protocol=m3u8_native]/best{http}",
        "outtmpl": {"default": str(Path(request["folder"]) / "song")},
        "noplaylist": True,
        "playlist_items": "1",
        "extract_flat": True,
        "max_filesize": request["max_bytes"],
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
