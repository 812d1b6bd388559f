"""The documents' diagram, held against the imports in the code."""

from collections.abc import Iterable
from pathlib import Path

from docs.diagram import Arrow, arrows_of, on_page_markdown
from tests.structure import Code, package_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ARROWS = arrows_of(PAGE)
PARTS = {part for arrow in ARROWS for part in (arrow.start, arrow.end)}
CODE = Code(ROOT)


def _part_of(module: str) -> str:
    """Return the part of the diagram that a module belongs to."""
    return package_of(module) if module.startswith("bot.") else module.split(".")[0]


def _imports() -> set[tuple[str, str]]:
    """Return which part of the diagram imports which; the program's entry point imports all and is no part."""
    found = {(_part_of(user), _part_of(used)) for user, names in CODE.imports.items() for used in names}
    return {(user, used) for user, used in found if user != used and not {"bot", "bot.__main__"} & {user, used}}


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
    undrawn = {(user, used) for user, used in _imports() if used not in _reachable(ARROWS, user)}
    assert undrawn == set()


def test_no_arrow_leads_back() -> None:
    one_way = [arrow for arrow in ARROWS if not arrow.two_headed]
    assert [arrow for arrow in one_way if arrow.start in _reachable(ARROWS, arrow.end)] == []


def test_every_package_is_drawn_and_has_a_row() -> None:
    parts = {_part_of(module) for module in CODE.imports} - {"bot", "bot.__main__"}
    assert len(parts) > 15
    assert parts == PARTS
    named = [part.replace(".", "/") for part in parts]
    assert [name for name in named if f"`{name}/`" not in PAGE and f"`{name}.py`" not in PAGE] == []


def test_the_page_shows_a_picture_of_the_diagram_that_needs_no_script() -> None:
    shown = on_page_markdown(PAGE)
    assert "```mermaid" not in shown
    assert all(f">{part}</text>" in shown for part in PARTS)
    assert shown.count("<path d=") - 1 == len(ARROWS)
    assert "<script" not in shown
