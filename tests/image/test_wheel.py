"""The wheel, installed into an empty environment, answers a song."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.audio_files import music_files

ROOT = Path(__file__).parents[2]
_MOST_BYTES = 40 * 1024 * 1024


def run(*command: object, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CRATEDIGGER"))}
    done = subprocess.run(
        [str(each) for each in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_wheel_in_an_empty_environment_analyses_a_song(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x"], cwd=source, input=archive, check=True)
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, source, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert wheel.name == f"cratedigger-{version}-py3-none-any.whl"
    assert wheel.stat().st_size < _MOST_BYTES
    inside = zipfile.ZipFile(wheel).namelist()
    assert "models/artifacts/manifest.json" in inside
    assert not [name for name in inside if name.startswith("tests/")]
    python = tmp_path / "venv" / "bin" / "python"
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    constraints = ROOT / "constraints.txt"
    run(python, "-m", "pip", "install", "--quiet", "--constraint", constraints, wheel, cwd=tmp_path)
    answer = json.loads(run(python.with_name("cratedigger"), "analyze", "--json", music_files()[0], cwd=tmp_path))
    assert answer["genres"]
    assert run(python, "-m", "bot", "--help", cwd=tmp_path)
