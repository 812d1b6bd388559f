"""The main function of a worker process: confine itself, load the models, then run one task after another."""

import faulthandler
import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from bot.sandbox import confine
from bot.sandbox.limits import SandboxLimits
from bot.workers.channel import ChannelClosedError, WorkerSide
from bot.workers.task_registry import find_task
from bot.workers.wire import pack, unpack
from models.errors import AnalysisError

_MAX_CAUSE = 500
REPORT_MARK = "\nsong "
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from bot.workers.child import main; main(*map(int, sys.argv[2:]))"
)


def main(descriptor: int, parent: int) -> None:
    """Serve the bot at the other end of ``descriptor`` until it is gone; ``parent`` is its process id."""
    faulthandler.enable()
    channel = WorkerSide(descriptor)
    try:
        orders = unpack(channel.receive())
        limits = SandboxLimits(**orders["limits"])
        channel.send(pack(_prepare(limits, parent, orders)))
        while True:
            channel.send(_answer(unpack(channel.receive()), limits))
    except ChannelClosedError:
        pass
    # A decoder's own clean-up may hang, so there is none.
    os._exit(0)


def _prepare(limits: SandboxLimits, parent: int, orders: dict[str, Any]) -> dict[str, Any]:
    protections = confine.confine_before_models(limits, parent, [Path(path) for path in orders["readable"]])
    try:
        if orders["initializer"]:
            find_task(orders["initializer"])(*orders["initargs"])
    except Exception as error:
        return {"error": _cause(error)}
    return {"ready": asdict(replace(protections, **confine.confine_after_models(limits)))}


def _answer(job: dict[str, Any], limits: SandboxLimits) -> bytes:
    confine.allow_processor_time(limits.cpu_s)
    # If this process dies, its report names the song as the bot's log does.
    # The report's size is limited: what was printed before must not fail this song.
    with suppress(OSError):
        os.write(sys.stderr.fileno(), f"{REPORT_MARK}{job['song'] or 'unnamed'}\n".encode())
    try:
        return pack({"value": find_task(job["task"])(*job["args"], **job["kwargs"])})
    except AnalysisError as error:
        return pack({"error": error.code, "cause": error.cause[:_MAX_CAUSE]})
    except MemoryError:
        # The state of its memory is unknown: the process ends, and the bot starts another.
        raise
    except Exception as error:
        return pack({"error": None, "cause": _cause(error)})


def _cause(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_MAX_CAUSE]


def launch_arguments(descriptor: int) -> list[str]:
    """Return the command line of a worker that talks over ``descriptor``.

    Isolated from the environment and from the current folder; it imports from where this process does.
    """
    path = json.dumps([os.path.abspath(entry) for entry in sys.path])
    return [sys.executable, "-I", "-B", "-c", _START, path, str(descriptor), str(os.getpid())]
