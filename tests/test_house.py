"""The house rules that a machine can check."""

import ast
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "models", "training")
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_no_file_is_over_four_hundred_lines_and_the_median_is_under_a_hundred_and_twenty() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {str(path): length for path, length in lengths.items() if length > 400} == {}
    assert statistics.median(lengths.values()) < 120


def test_every_function_fits_on_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}: {_body_lines(function)} lines"
        for path in SOURCES
        for function in _functions(path)
        if _body_lines(function) >= 40
    ]
    assert long == []


def test_nothing_is_called_utils_or_helpers() -> None:
    assert [path for path in SOURCES if path.stem in {"utils", "util", "helpers", "misc", "common"}] == []


def test_nobody_imports_pickle_or_its_like() -> None:
    forbidden = {"pickle", "dill", "joblib", "marshal", "shelve", "cloudpickle"}
    found = [
        f"{path}: {module}"
        for path in SOURCES
        for module in _imported_modules(path)
        if module.split(".")[0] in forbidden
    ]
    assert found == []


def test_every_dependency_has_an_upper_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    unbounded = [
        need for needs in lists for need in needs if "<" not in need and "==" not in need and "cratedigger[" not in need
    ]
    assert unbounded == []


def test_the_constraints_hold_exact_versions_and_no_torch() -> None:
    lines = [
        line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]
    assert lines
    assert all("==" in line for line in lines)
    assert not any(line.lower().startswith(("torch==", "nvidia", "triton")) for line in lines)
    assert not any("://" in line for line in lines)


@pytest.mark.parametrize("path", [ROOT / "Procfile", ROOT / "LICENSE", ROOT / "CONTRIBUTING.md", ROOT / ".env.example"])
def test_the_files_that_people_look_for_are_there(path: Path) -> None:
    assert path.read_text(encoding="utf-8").strip()


def test_nothing_that_is_shipped_tells_on_whose_machine_it_was_made() -> None:
    told = (b"/home/", b"/root/", b"site-packages", b"in forward")
    for path in sorted((ROOT / "models" / "artifacts").rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        assert not [words for words in told if words in content], path.name
