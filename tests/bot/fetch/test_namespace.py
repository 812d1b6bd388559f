"""Addresses that cannot be tried from here without sending something somewhere, tried inside a network namespace."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.fetch.test_addresses import NOT_PUBLIC

ROOT = Path(__file__).parents[3]
APART = ("unshare", "--user", "--map-root-user", "--net")


def _offered() -> bool:
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return False
    return subprocess.run([*APART, "ip", "link", "set", "lo", "up"], capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _offered(), reason="this system lets nobody make a network namespace")


def _trial(name: str) -> dict[str, Any]:
    command = [*APART, sys.executable, "-m", "tests.bot.fetch.namespace_trial", name]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    result: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return result


def test_no_address_of_another_range_is_touched() -> None:
    result = _trial("ranges")
    assert result["reachable"] >= 50
    assert {result["outcomes"][address] for address in NOT_PUBLIC if "%" not in address} == {"refused_address"}
    # Every address is this machine's own in there, the public ones too.
    assert set(result["outcomes"].values()) == {"refused_address"}
    assert result["touched"] == 0


def test_a_public_address_is_fetched_from_and_our_own_public_address_is_not() -> None:
    assert _trial("own") == {"neighbour": "fetched", "own": "refused_address", "touched": 0}
