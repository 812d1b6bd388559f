"""Counts how the code of a checkout is laid out: ``python -m tests.structure [CHECKOUT]`` prints the table."""

import ast
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.call_path import CallPath, trace_posted_song

_ROOT = Path(__file__).parent.parent
_ROOTS = ("bot", "models", "training")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Graph = Mapping[str, set[str]]

# What uses the code from outside: a function that tests call is an interface, however often the code calls it.
_USERS = ("tests", "benchmarks", "docs")


@dataclass(frozen=True, slots=True)
class Definition:
    """A function or method: ``overrides`` where its class has a base that may call it."""

    path: Path
    node: Function
    overrides: bool = False

    @property
    def body_lines(self) -> int:
        """Lines from the first statement after the docstring to the last one."""
        body = self.node.body[1:] if ast.get_docstring(self.node) is not None else self.node.body
        return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0

    @property
    def is_called_by_name(self) -> bool:
        """Whether only calls in the code call it: no special method, no decorated function, no override."""
        return not (self.node.name.startswith("__") or self.overrides or self.node.decorator_list)

    @property
    def is_private(self) -> bool:
        """Whether its name begins with an underscore."""
        return self.node.name.startswith("_")


class Code:
    """The parsed modules of bot, models and training of one checkout, migrations left out."""

    def __init__(self, checkout: Path) -> None:
        """Parse every module."""
        paths = sorted(path for root in _ROOTS for path in (checkout / root).rglob("*.py"))
        self.checkout = checkout
        self.sources = {path: path.read_text(encoding="utf-8") for path in paths if "migrations" not in path.parts}
        self.trees = {path: ast.parse(source) for path, source in self.sources.items()}

    @cached_property
    def file_lines(self) -> list[int]:
        """The number of lines of each file."""
        return [len(source.splitlines()) for source in self.sources.values()]

    @cached_property
    def functions(self) -> list[Definition]:
        """Every function and method, nested ones too."""
        return [each for path, tree in self.trees.items() for each in _definitions(path, tree)]

    @cached_property
    def called_once(self) -> list[Definition]:
        """The functions whose name is used exactly once outside their definition and imports, and that is a call.

        Uses are counted in the code, its tests, benchmarks and documents. Left out is what something else may call:
        special methods, decorated functions, and public methods of classes that have a base.
        """
        users = [ast.parse(path.read_text("utf-8")) for each in _USERS for path in (self.checkout / each).rglob("*.py")]
        trees = [*self.trees.values(), *users]
        uses = Counter(name for tree in trees for name in map(_used_name, ast.walk(tree)) if name)
        calls = Counter(
            _used_name(node.func) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)
        )
        return [
            function
            for function in self.functions
            if uses[function.node.name] == calls[function.node.name] == 1 and function.is_called_by_name
        ]

    @cached_property
    def imports(self) -> Graph:
        """Which module imports which, wherever in the module the import stands."""
        modules = {self._module(path): path for path in self.trees}
        return {
            module: {name for name in _imported(self.trees[path], modules) if name != module}
            for module, path in modules.items()
        }

    @cached_property
    def package_imports(self) -> Graph:
        """Which package imports which; a package is ``bot.fetch``, and so is a module beside it."""
        graph: dict[str, set[str]] = {}
        for module, used in self.imports.items():
            package = package_of(module)
            graph.setdefault(package, set()).update({package_of(each) for each in used} - {package})
        return graph

    def modules_at_top(self) -> dict[str, int]:
        """Return the number of modules directly in each root package."""
        return {root: len([p for p in self.trees if p.parent == self.checkout / root]) - 1 for root in _ROOTS}

    def _module(self, path: Path) -> str:
        parts = path.relative_to(self.checkout).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(module: str) -> str:
    """Return the package of the second level that a module is in: ``bot.fetch`` for ``bot.fetch.pages.download``."""
    return ".".join(module.split(".")[:2])


def cycles(graph: Graph) -> list[set[str]]:
    """Return the sets of nodes that reach each other: the strongly connected components of more than one."""
    reached = {node: _reachable(graph, node) for node in graph}
    components = {frozenset(other for other in reached[node] if node in reached[other]) for node in graph}
    return [set(component) for component in components if len(component) > 1]


def median(values: Iterable[int]) -> float:
    """Return the value in the middle."""
    return statistics.median(values)


def percentile(values: Iterable[int], percent: int) -> float:
    """Return the value that ``percent`` of the values are not above."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _table(checkout: Path, path: CallPath | None = None) -> dict[str, str]:
    """Return the counts of a checkout, in words; ``path`` is the traced way of a posted song."""
    code = Code(checkout)
    bodies = [function.body_lines for function in code.functions]
    rows = {
        "files": str(len(code.file_lines)),
        "lines": str(sum(code.file_lines)),
        "file lines, median / p90 / most": _quantiles(code.file_lines),
        "functions": str(len(bodies)),
        "function body lines, median / p90 / most": _quantiles(bodies),
        "functions called once": f"{len(code.called_once) / len(bodies):.1%}",
        "private functions called once": f"{sum(each.is_private for each in code.called_once) / len(bodies):.1%}",
        "modules at the top of " + ", ".join(_ROOTS): ", ".join(map(str, code.modules_at_top().values())),
        "import cycles of modules": _sizes(cycles(code.imports)),
        "import cycles of packages": _sizes(cycles(code.package_imports)),
    }
    if path:
        rows["packages on a posted song's way"] = str(len(path.packages))
        rows["calls up to a higher layer"] = str(len(path.climbs))
        rows["returns into a package further up the stack"] = str(len(path.returns))
    return rows


def _definitions(path: Path, tree: ast.AST, in_subclass: bool = False) -> Iterator[Definition]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function):
            yield Definition(path, node, in_subclass and not node.name.startswith("_"))
        yield from _definitions(path, node, bool(node.bases) if isinstance(node, ast.ClassDef) else in_subclass)


def _used_name(node: ast.AST) -> str | None:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None


def _imported(tree: ast.AST, modules: Iterable[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            members = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [member if member in modules else node.module for member in members]
        yield from (name for name in names if name in modules)


def _reachable(graph: Graph, start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _quantiles(values: list[int]) -> str:
    return f"{median(values):g} / {percentile(values, 90):g} / {max(values)}"


def _sizes(found: list[set[str]]) -> str:
    return f"{len(found)} (of {', '.join(str(len(each)) for each in found)})" if found else "0"


if __name__ == "__main__":
    chosen = Path(sys.argv[1] if len(sys.argv) > 1 else _ROOT).resolve()
    for row, count in _table(chosen, trace_posted_song(chosen)).items():
        print(f"{row:<48} {count}")
