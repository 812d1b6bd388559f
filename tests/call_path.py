"""Follows a posted song call by call through the packages of the bot: the program's demo, run under a profiler.

``python -m tests.call_path`` runs the demo of the checkout in the working directory and prints the path as JSON.
"""

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

_TRACER = Path(__file__).parent / "call_tracer.py"


@dataclass(frozen=True, slots=True)
class Call:
    """A call between two packages; ``stack`` are the packages further up, outermost first, the caller's last."""

    caller: str
    callee: str
    stack: tuple[str, ...]

    @property
    def packages(self) -> tuple[str, str]:
        """The packages of both functions."""
        return self.stack[-1], _package_of(self.callee)


@dataclass(frozen=True, slots=True)
class CallPath:
    """All calls between packages from the handler of a posted message on, each pair of functions once.

    ``layers``: the packages from the highest layer to the lowest, those on one layer together.
    """

    calls: tuple[Call, ...]
    layers: tuple[frozenset[str], ...]

    @property
    def packages(self) -> set[str]:
        """The packages that were entered."""
        return {package for call in self.calls for package in call.packages}

    @property
    def climbs(self) -> list[Call]:
        """The calls from a lower layer to a higher one."""
        rank = {package: number for number, layer in enumerate(self.layers) for package in layer}
        return [call for call in self.calls if rank[call.packages[1]] < rank[call.packages[0]]]

    @property
    def returns(self) -> list[Call]:
        """The calls into a package that is already further up the same stack."""
        return [call for call in self.calls if call.packages[1] in call.stack[:-1]]


def _package_of(function: str) -> str:
    """Return the package of a function's full name: ``bot.fetch`` for ``bot.fetch.download.fetch``."""
    return ".".join(function.split(".")[:2])


def trace_posted_song(checkout: Path) -> CallPath:
    """Run the demo of a checkout under a profiler and return the path of the song that it posts.

    Raises ``subprocess.CalledProcessError`` where the demo fails.
    """
    command = [sys.executable, str(_TRACER)]
    environment = {**os.environ, "PYTHONPATH": str(checkout), "CRATEDIGGER_CALL_PATH": "1"}
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    calls = tuple(Call(each["caller"], each["callee"], tuple(each["stack"])) for each in found)
    return CallPath(calls, _layers(checkout, calls))


def _layers(checkout: Path, calls: tuple[Call, ...]) -> tuple[frozenset[str], ...]:
    """Return the layers that the import contract names, else the order that the fewest of the calls go against."""
    tools = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    for contract in tools["importlinter"]["contracts"]:
        if contract["type"] == "layers" and contract["containers"] == ["bot"]:
            return tuple(frozenset(f"bot.{name.strip()}" for name in each.split("|")) for each in contract["layers"])
    return _fitted_layers(calls)


def _fitted_layers(calls: tuple[Call, ...]) -> tuple[frozenset[str], ...]:
    """Order the packages by how much more they call than they are called (Eades, Lin and Smyth 1993)."""
    left = {package for call in calls for package in call.packages}
    first: list[str] = []
    last: list[str] = []
    while left:
        inside = [call.packages for call in calls if set(call.packages) <= left]
        calling = {package: sum(user == package for user, _ in inside) for package in left}
        called = {package: sum(used == package for _, used in inside) for package in left}
        sink = next((package for package in sorted(left) if not calling[package]), None)
        best = sink or max(sorted(left), key=lambda package: calling[package] - called[package])
        (last if sink else first).append(best)
        left.remove(best)
    return tuple(frozenset({package}) for package in [*first, *reversed(last)])
