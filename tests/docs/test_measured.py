"""The page of the numbers: made from what was measured, and nothing measured without a word of what it means."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.measured import explanation, numbers_table, results, stages_table
from docs.reference import on_page_markdown

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/numbers.md").read_text(encoding="utf-8")


def _names_of_rows() -> Iterator[str]:
    """Return what the benchmarks call their rows, with a 9 wherever a value comes in."""
    for path in sorted((ROOT / "benchmarks").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Row", "_ratio"}:
                yield from _text(node.args[0])


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = [str(part.value) if isinstance(part, ast.Constant) else "9" for part in node.values]
        yield "".join(parts)


NAMES = sorted({*_names_of_rows(), *(row["what"] for row in results())})


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_how_it_is_measured_and_what_it_means(name: str) -> None:
    assert explanation(name.replace("9 / librosa", "whole analysis / librosa"))


def test_the_page_shows_every_measured_row_with_its_value() -> None:
    shown = on_page_markdown(PAGE)
    assert len(NAMES) > 15
    for row in results():
        assert f"| {row['what']} | " in shown
    assert "None" not in numbers_table()


def test_the_stages_of_a_song_add_up_to_the_whole() -> None:
    shares = [int(share) for share in re.findall(r"\| (\d+)% \|", stages_table())]
    assert len(shares) > 4
    assert sum(shares) == pytest.approx(100, abs=len(shares))


def test_no_file_of_the_documents_stands_in_the_way_of_pythons_own_modules() -> None:
    # What is run as a file finds its neighbours before the standard library.
    assert not {path.stem for path in (ROOT / "docs").glob("*.py")} & sys.stdlib_module_names
