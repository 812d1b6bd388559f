"""What a machine can check of how the code is laid out."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.call_path import trace_posted_song
from tests.public_names import needlessly_public
from tests.structure import Code, cycles, median, percentile

ROOT = Path(__file__).parent.parent
CODE = Code(ROOT)
SOURCES = sorted(CODE.trees)
BODIES = [function.body_lines for function in CODE.functions]


def _imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(CODE.trees[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_files_are_short() -> None:
    assert [path.name for path, source in CODE.sources.items() if len(source.splitlines()) > 400] == []
    assert median(CODE.file_lines) < 120
    assert percentile(CODE.file_lines, 90) <= 200


def test_functions_are_short() -> None:
    long = [
        f"{each.path.relative_to(ROOT)}:{each.node.lineno} {each.node.name}: {each.body_lines} lines"
        for each in CODE.functions
        if each.body_lines >= 40
    ]
    assert long == []
    assert median(BODIES) <= 6
    assert percentile(BODIES, 90) <= 15


def test_few_functions_are_called_only_once() -> None:
    once = len(CODE.called_once)
    assert once
    assert once / len(BODIES) < 0.12


def test_a_name_that_only_its_own_file_uses_is_private() -> None:
    assert needlessly_public(ROOT) == []


def test_a_needlessly_public_name_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    texts = {
        "own.py": "def used(of: 'Kind') -> None: ...\nclass Kind: ...\nLEFT = 1\nclass GoneError(Exception): ...\n",
        "other.py": "from bot.own import used\n_n = used\n",
    }
    for name, text in texts.items():
        (tmp_path / "bot" / name).write_text(text, encoding="utf-8")
    assert needlessly_public(tmp_path) == ["bot.own LEFT"]


def test_few_modules_stand_beside_the_packages() -> None:
    counts = CODE.modules_at_top()
    assert set(counts) == {"bot", "models", "training"}
    assert max(counts.values()) <= 14


def test_no_imports_go_round() -> None:
    assert cycles(CODE.imports) == []
    assert cycles(CODE.package_imports) == []


def test_a_cycle_would_be_found() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]


def test_a_posted_song_goes_down_the_layers_and_enters_no_package_twice() -> None:
    path = trace_posted_song(ROOT)
    assert {"bot.features", "bot.pipeline", "bot.fetch", "bot.store", "bot.workers", "bot.cards"} <= path.packages
    assert path.climbs == []
    assert path.returns == []


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
