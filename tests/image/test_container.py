"""What the container is made of, which nothing here can build."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PIN = re.compile(r"^([\w.-]+)==(\S+?)(?: ;.*?)?((?: \\)?\n(?:    --hash=\S+(?: \\)?\n?)+)", re.MULTILINE)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _pins(name: str) -> dict[str, str]:
    """Return the packages of a file with their versions, where every requirement has hashes."""
    text = _read(name)
    pins = {match[1].lower(): match[2] for match in _PIN.finditer(text)}
    stated = [line for line in text.splitlines() if line[:1].isalnum()]
    assert len(pins) == len(stated), f"a requirement of {name} has no version or no hash"
    assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", text)) == text.count("--hash=") > 0
    return pins


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-build.txt"])
def test_whatever_the_container_installs_has_its_hash_and_the_version_that_is_tested(name: str) -> None:
    constraints = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", _read("constraints.txt").lower(), re.MULTILINE))
    assert len(constraints) > 50
    pins = _pins(name)
    assert pins
    assert {package: version for package, version in pins.items() if constraints.get(package, version) != version} == {}


def test_the_container_installs_nothing_without_a_hash_and_can_be_pinned_to_a_base() -> None:
    installs = [line for line in re.sub(r"\\\n\s*", "", _read("Dockerfile")).splitlines() if "pip " in line]
    commands = [command for line in installs for command in line.split("&&") if " install " in command]
    assert len(commands) == 3
    # The last installs the bot's own wheel alone, which the step before has built.
    assert ["--require-hashes" in command for command in commands[:2]] == [True, True]
    assert "--no-deps /wheels/" in commands[2]
    assert re.findall(r"^FROM (\S+)", _read("Dockerfile"), re.MULTILINE) == ["${BASE}", "${BASE}"]


def test_the_container_is_limited_in_processes_and_memory_and_asked_whether_it_is_well() -> None:
    compose, dockerfile = _read("compose.yaml"), _read("Dockerfile")
    # As many threads as a worker may have, for a few workers.
    assert 128 < int(re.findall(r"pids_limit: (\d+)", compose)[0]) <= 1024
    assert "mem_limit:" in compose
    health = dockerfile[dockerfile.index("HEALTHCHECK") :]
    assert "/healthz" in health
    assert re.search(r"^USER \d+$", dockerfile, re.MULTILINE)
