"""The documents: every command that they quote, every part that is made from the code, and every link between them."""

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from docs.reference import files, settings_groups, variable
from tests.audio_files import encode, long_song

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_FENCE = re.compile(r"```sh\n(.*?)```", re.DOTALL)
SETTING = re.compile(r"[A-Z_]+=")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def _commands() -> list[str]:
    """Return every command that a page quotes, without what is said beside it."""
    blocks = (block for page in PAGES for block in _FENCE.findall(page.read_text(encoding="utf-8")))
    lines = (line for block in blocks for line in block.replace("\\\n", " ").splitlines())
    return sorted({shlex.join(shlex.split(line, comments=True)) for line in lines if line.strip()} - {""})


COMMANDS = _commands()


def _run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "COLUMNS": "160", "NO_COLOR": "1"}
    return subprocess.run(words, capture_output=True, text=True, cwd=cwd, env=environment, timeout=220, check=False)


def _is_made(words: list[str], folder: Path) -> None:
    assert _run("make", "-n", *words[1:]).returncode == 0


def _is_a_module(words: list[str], folder: Path) -> None:
    """Check that a module has the command, and the command all of the options."""
    module, *arguments = words[2:]
    if module in ("pip", "venv"):
        _names_what_the_project_has(arguments)
        return
    command = [word for word in arguments[:1] if not word.startswith("-")]
    text = _help(module, *command)
    assert [word for word in arguments if word.startswith("--") and word not in text] == []


@cache
def _help(module: str, *command: str) -> str:
    if module in ("bot", "training"):
        app: Typer = import_module(f"{module}.__main__").app
        shown = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "160", "NO_COLOR": "1"})
        assert shown.exit_code == 0, shown.output
        return shown.stdout
    done = _run(sys.executable, "-m", module, *command, "--help")
    assert done.returncode == 0, done.stderr
    return done.stdout


def _names_what_the_project_has(arguments: list[str]) -> None:
    extras = {extra for word in arguments for found in re.findall(r"\.\[(.*)\]", word) for extra in found.split(",")}
    assert extras <= set(PROJECT["optional-dependencies"])
    pins = [word for word in arguments if "==" in word]
    assert all(pin in (ROOT / ".ci/run").read_text(encoding="utf-8") for pin in pins)


def _is_a_file_here(words: list[str], folder: Path) -> None:
    """Check that what is copied, installed or run is there."""
    named = [word for word in words if "/" in word or word.startswith(".env.")]
    assert [name for name in named if not name.startswith(("/", ".venv/")) and not (ROOT / name).exists()] == []


def _is_composed(words: list[str], folder: Path) -> None:
    assert (ROOT / "compose.yaml").is_file()


def _is_a_service(words: list[str], folder: Path) -> None:
    assert (ROOT / f"docs/{words[-1]}.service").is_file()


def _is_a_setting(words: list[str], folder: Path) -> None:
    """Check that the settings know the variable and take the value, beside the others that are quoted with it."""
    quoted = dict(line.split("=", 1) for line in [*filter(SETTING.match, COMMANDS), words[0]])
    for group in settings_groups():
        variables = {
            variable(group, name): group.model_fields[name].validation_alias or name for name in group.model_fields
        }
        if words[0].partition("=")[0] in variables:
            group.model_validate({name: quoted[known] for known, name in variables.items() if known in quoted})
            return
    pytest.fail("there is no such setting")


def _is_dasks(words: list[str], folder: Path) -> None:
    done = _run(sys.executable, "-m", "distributed.cli.dask_scheduler", "--help")
    assert [word for word in words if word.startswith("--") and word not in done.stdout] == []


CHECKS: list[tuple[str, Callable[[list[str], Path], None]]] = [
    (r"make ", _is_made),
    (r"(\.venv/bin/)?python3? -m ", _is_a_module),
    (r"\.venv/bin/python docs/", _is_a_file_here),
    (r"cp |sudo install ", _is_a_file_here),
    (r"docker compose ", _is_composed),
    (r"sudo systemctl ", _is_a_service),
    (SETTING.pattern, _is_a_setting),
    (r"dask scheduler ", _is_dasks),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_quoted_command_exists_with_its_options(command: str, tmp_path: Path) -> None:
    for pattern, check in CHECKS:
        if re.match(pattern, command):
            check(shlex.split(command), tmp_path)
            return
    pytest.fail("nobody has said how to check this command")


@pytest.mark.parametrize("command", [line for line in COMMANDS if " bot analyze " in line])
def test_a_quoted_analysis_runs_as_it_stands(command: str, tmp_path: Path) -> None:
    encode(tmp_path / "song.mp3", long_song(20), 44_100)
    done = _run(sys.executable, *shlex.split(command)[1:], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "song.mp3" in done.stdout


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_what_is_made_from_the_code_is_as_the_code_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == files()[path], "renew it: .venv/bin/python docs/reference.py --write"


def test_every_setting_says_what_it_is_for_and_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for group in settings_groups():
        for name, field in group.model_fields.items():
            assert field.description, f"no docstring under {group.__name__}.{name}"
            assert f"| `{variable(group, name)}` |" in readme


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_heading_that_a_page_sends_its_reader_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {_anchor(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    assert [link for link in re.findall(r"\]\(#([^)]+)\)", text) if link not in headings] == []


def test_the_readme_goes_on_behind_its_settings() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("<details>") == readme.count("</details>")
    assert readme.endswith(".\n")


def _pictures() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for words, picture in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            yield page.parent / picture, words


def test_every_picture_in_a_page_says_in_words_what_it_shows() -> None:
    assert [str(path) for path, words in _pictures() if len(words.split()) < 3] == []
