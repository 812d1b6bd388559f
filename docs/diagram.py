"""The documents' one diagram: Mermaid's arrows, drawn without any script; MkDocs calls this for each page."""

import html
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import fmean
from typing import Any

_FENCE = re.compile(r"```mermaid\nflowchart TD\n(?P<arrows>.*?)```", re.DOTALL)
_ARROW = re.compile(r"^\s*(?P<start>[\w.]+) (?P<head><?)--> (?P<end>[\w.]+)$", re.MULTILINE)
_BOX = (146, 34)
_STEP = (168, 66)
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line of the diagram: ``start`` uses ``end``, and ``end`` uses ``start`` too where it has two heads."""

    start: str
    end: str
    two_headed: bool = False


@dataclass(frozen=True, slots=True)
class _Stop:
    """A place on an arrow's way: a part, or a gap between parts; level 0 is the lowest row."""

    name: str
    level: int
    passing: bool = False


def arrows_of(markdown: str) -> list[Arrow]:
    """Return the arrows of all diagrams on a page."""
    return [
        Arrow(found["start"], found["end"], bool(found["head"]))
        for fence in _FENCE.finditer(markdown)
        for found in _ARROW.finditer(fence["arrows"])
    ]


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put a picture in the place of each diagram."""
    return _FENCE.sub(lambda fence: _picture(arrows_of(fence[0])), markdown)


def _picture(arrows: Sequence[Arrow]) -> str:
    routes = _routes(arrows)
    rows = _rows(routes.values())
    widest = max(map(len, rows))
    place = {
        stop: ((column + (widest - len(row)) / 2 + 0.5) * _STEP[0], (number + 0.5) * _STEP[1])
        for number, row in enumerate(rows)
        for column, stop in enumerate(row)
    }
    label = "; ".join(f"{arrow.start} uses {arrow.end}" for arrow in arrows)
    curves = (_curve([place[stop] for stop in route], arrow.two_headed) for arrow, route in routes.items())
    boxes = (_box(stop.name, *at) for stop, at in place.items() if not stop.passing)
    return (
        f'<svg viewBox="0 0 {widest * _STEP[0]} {len(rows) * _STEP[1]}" role="img" aria-label="{html.escape(label)}" '
        'style="font: 14px monospace; max-width: 46rem">'
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        'orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" fill="currentColor"/></marker></defs>'
        f"{''.join([*curves, *boxes])}</svg>"
    )


def _curve(points: Sequence[tuple[float, float]], two_headed: bool) -> str:
    (x, y), *onward = points
    y += _BOX[1] / 2
    line = f"M{x:g} {y:g}"
    for number, (next_x, next_y) in enumerate(onward, start=1):
        below = next_y - _BOX[1] / 2 if number == len(onward) else next_y
        bend = (below - y) / 2
        line += f"C{x:g} {y + bend:g} {next_x:g} {below - bend:g} {next_x:g} {below:g}"
        x, y = next_x, below
    tail = ' marker-start="url(#head)"' if two_headed else ""
    return f'<path d="{line}" fill="none" stroke="currentColor" stroke-width="1.5" marker-end="url(#head)"{tail}/>'


def _box(name: str, x: float, y: float) -> str:
    width, height = _BOX
    return (
        f'<rect x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width}" height="{height}" rx="6" '
        'fill="var(--md-code-bg-color, #eee)" stroke="currentColor"/>'
        f'<text x="{x:g}" y="{y + 5:g}" text-anchor="middle" fill="currentColor">{html.escape(name)}</text>'
    )


def _routes(arrows: Sequence[Arrow]) -> dict[Arrow, list[_Stop]]:
    """Return the stops of each arrow, one a row: users stand above what they use, and arrows pass between parts."""

    @cache
    def height(name: str) -> int:
        return 1 + max((height(arrow.end) for arrow in arrows if arrow.start == name), default=-1)

    return {
        arrow: [
            _Stop(arrow.start, height(arrow.start)),
            *(
                _Stop(f"{arrow.start} {arrow.end}", level, passing=True)
                for level in range(height(arrow.start) - 1, height(arrow.end), -1)
            ),
            _Stop(arrow.end, height(arrow.end)),
        ]
        for arrow in arrows
    }


def _rows(routes: Collection[Sequence[_Stop]]) -> list[list[_Stop]]:
    """Return the stops row by row from the top, each near those that it has arrows with."""
    stops = dict.fromkeys(stop for route in routes for stop in route)
    rows = [[stop for stop in stops if stop.level == level] for level in range(max(s.level for s in stops), -1, -1)]
    near: dict[_Stop, set[_Stop]] = {stop: set() for stop in stops}
    for route in routes:
        for one, other in pairwise(route):
            near[one].add(other)
            near[other].add(one)
    for _ in range(_SWEEPS):
        for row in rows:
            row.sort(key=lambda stop: _middle(rows, near[stop]))
    return rows


def _middle(rows: Sequence[Sequence[_Stop]], near: Collection[_Stop]) -> float:
    """Return where several stops lie in the mean, from the middle of their rows."""
    return fmean(column + 0.5 - len(row) / 2 for row in rows for column, stop in enumerate(row) if stop in near)
