"""The documents' diagram, held against the imports in the code."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from docs.diagram import Arrow, arrows_of, on_page_markdown

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ARROWS = arrows_of(PAGE)
PARTS = {part for arrow in ARROWS for part in (arrow.start, arrow.end)}
NOT_DRAWN = set(re.findall(r"`(bot\.\w+)`", PAGE.partition("Not drawn")[2].partition(".\n")[0]))


def _part_of(module: str) -> str | None:
    """Return the part of the diagram that a module belongs to."""
    return next((part for part in PARTS if f"{module}.".startswith(f"{part}.")), None)


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _imports() -> set[tuple[str, str]]:
    """Return which part of the diagram imports which."""
    found = set()
    for room in ("bot", "models", "training"):
        for path in (ROOT / room).rglob("*.py"):
            user = _part_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
            found |= {(user, used) for used in map(_part_of, _imported(path)) if user and used and user != used}
    return found


def _reachable(arrows: Iterable[Arrow], start: str) -> set[str]:
    """Return the parts to which one can go along arrows."""
    onward: dict[str, set[str]] = {}
    for arrow in arrows:
        onward.setdefault(arrow.start, set()).add(arrow.end)
        if arrow.two_headed:
            onward.setdefault(arrow.end, set()).add(arrow.start)
    reached, waiting = set[str](), [start]
    while waiting:
        new = onward.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def test_every_arrow_is_an_import() -> None:
    imports = _imports()
    drawn = {(arrow.start, arrow.end) for arrow in ARROWS}
    drawn |= {(arrow.end, arrow.start) for arrow in ARROWS if arrow.two_headed}
    assert len(ARROWS) > 10
    assert drawn - imports == set()


def test_every_import_between_parts_follows_the_arrows() -> None:
    strays = {(user, used) for user, used in _imports() if used not in _reachable(ARROWS, user)}
    assert strays == set()


def test_no_arrow_leads_back() -> None:
    one_way = [arrow for arrow in ARROWS if not arrow.two_headed]
    assert [arrow for arrow in one_way if arrow.start in _reachable(ARROWS, arrow.end)] == []


def test_every_package_is_drawn_or_named_as_not_drawn() -> None:
    packages = {f"bot.{path.parent.name}" for path in (ROOT / "bot").glob("*/__init__.py")} | {"models", "training"}
    assert packages - PARTS == NOT_DRAWN
    assert packages - NOT_DRAWN <= PARTS


def test_the_page_shows_a_picture_of_the_diagram_that_needs_no_script() -> None:
    shown = on_page_markdown(PAGE)
    assert "```mermaid" not in shown
    assert all(f">{part}</text>" in shown for part in PARTS)
    assert shown.count("<path d=") - 1 == len(ARROWS)
    assert "<script" not in shown
