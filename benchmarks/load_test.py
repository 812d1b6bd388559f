"""What ``python -m tests.load --json`` saw of a busy server, as rows of the table."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.rows import Row

SEEN = Path(__file__).with_name("load.json")
_REPLIED_S = 10.0
_FLAT = 1.1


def load_rows(path: Path) -> Iterator[Row]:
    """Yield the rows about the run that ``path`` keeps; nothing where none was kept."""
    if not path.is_file():
        return
    seen: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    posts, commands, minutes = seen["posts"], seen["commands"], seen["seconds"] / 60
    by_whom = f"of {seen['members']} members in {minutes:g} min"
    posted = f"{posts['expected']} posts {by_whom}"
    asked = f"{commands['expected']} commands and buttons {by_whom}"
    amiss = sum(tally[fault] for tally in (posts, commands) for fault in ("lost", "doubled")) + seen["unasked"]
    yield Row(
        "a busy server: reply to a post, p95", posts["p95_s"], _REPLIED_S, "s", f"{posted}, p50 {posts['p50_s']} s"
    )
    yield Row(
        "a busy server: answer to a command or button, p95",
        commands["p95_s"],
        _REPLIED_S,
        "s",
        f"{asked}, p50 {commands['p50_s']} s",
    )
    yield Row("a busy server: answers lost, doubled or unasked for", amiss, 0, "", f"{posted}, {asked}")
    yield Row("a busy server: songs waiting at most", seen["longest_queue"], 60, "", "asked every two seconds")
    yield _growth("the bot's memory", seen, "bot_mib")
    yield _growth("the workers' memory", seen, "workers_mib")


def _growth(whose: str, seen: Mapping[str, Any], name: str) -> Row:
    early, late = seen[name]
    return Row(f"a busy server: {whose}, at the end / early", late / early, _FLAT, "x", f"{late:.0f} / {early:.0f} MiB")
