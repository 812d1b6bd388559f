"""A PostgreSQL server of the tests' own: made in a temporary folder, on loopback, gone with the tests."""

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


class PostgresMissingError(Exception):
    """No server can be started here; the message says why."""


class PostgresServer:
    """A running server, whose only user needs no password."""

    def __init__(self, programs: Path, port: int) -> None:
        self._programs = programs
        self._port = port
        self._numbers = itertools.count()

    def new_database(self) -> str:
        """Make an empty database and return its address for SQLAlchemy."""
        name = f"test_{next(self._numbers)}"
        command = [str(self._programs / "createdb"), "-h", "127.0.0.1", "-p", str(self._port), "-U", "bot", name]
        subprocess.run(command, check=True, capture_output=True)
        return f"postgresql+asyncpg://bot:unused@127.0.0.1:{self._port}/{name}"


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a server for as long as the context lasts; raise PostgresMissingError where there is none to run."""
    programs, user = _programs(), _user()
    # Not in pytest's folder: the server's user must get there.
    folder = Path(tempfile.mkdtemp(prefix="cratedigger-postgres-", dir="/tmp"))
    data, port = folder / "data", _free_port()
    shutil.chown(folder, user, user)
    options = f"-h 127.0.0.1 -p {port} -k {folder} {_FAST}"
    try:
        _run_as(user, [programs / "initdb", "-D", data, "-U", "bot", "-A", "trust", "-E", "UTF8", "--no-sync"])
        _run_as(user, [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
        try:
            yield PostgresServer(programs, port)
        finally:
            _run_as(user, [programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise PostgresMissingError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


def _user() -> str:
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    # A server refuses to run as root.
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise PostgresMissingError("PostgreSQL does not run as root, and there is no other user here")


def _run_as(user: str, command: Sequence[str | Path]) -> None:
    changed = ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]
    # The server inherits these: a pipe would keep its reader waiting until the server ends.
    subprocess.run(
        [*(changed if os.geteuid() == 0 else []), *command],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
