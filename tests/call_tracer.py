"""Runs ``python -m bot demo`` in the working directory and prints the calls between its packages as a line of JSON.

A program of its own, for the profiler has to be there before the bot. Recorded is what the handler of the posted
message calls, also in the tasks and threads that it starts: a task or thread goes on from the stack that started it.
"""

import asyncio
import json
import os
import runpy
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

_HANDLER = "on_message"

_found: dict[tuple[str, str], list[str]] = {}
# The stacks that tasks were started from, and those of threads while they run a function of an executor.
_stacks_of_tasks: dict[int, list[str]] = {}
_kept_tasks: list[Any] = []
_of_thread = threading.local()


def _package(function: str) -> str:
    return ".".join(function.split(".")[:2])


def _name(frame: FrameType) -> str | None:
    module = frame.f_globals.get("__name__", "")
    if module.startswith("bot.") and not module.startswith(("bot.app.demo", "bot.demo")):
        return f"{module}.{frame.f_code.co_qualname}"
    return None


def _begun() -> list[str]:
    started: list[str] = getattr(_of_thread, "stack", [])
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return started
    return _stacks_of_tasks.get(id(task), started)


def _stack(frame: FrameType | None) -> list[str]:
    """Return the functions of the bot on the stack, outermost first, from the handler on; empty outside of it."""
    names: list[str] = []
    while frame is not None:
        name = _name(frame)
        if name:
            names.append(name)
        frame = frame.f_back
    names = [*_begun(), *reversed(names)]
    # The simulated Discord hands the bot's own messages over within the call that sends them: the last one counts.
    starts = [place for place, name in enumerate(names) if name.endswith(f".{_HANDLER}")]
    return names[starts[-1] :] if starts else []


def _profile(frame: FrameType, event: str, _: Any) -> None:
    if event != "call" or not (callee := _name(frame)) or callee.endswith(f".{_HANDLER}"):
        return
    stack = _stack(frame.f_back)
    if not stack or _package(stack[-1]) == _package(callee):
        return
    packages: list[str] = []
    for name in stack:
        if not packages or packages[-1] != _package(name):
            packages.append(_package(name))
    known = _found.get((stack[-1], callee), [])
    # Of several stacks that end in the same call, the one that goes through most packages.
    _found[stack[-1], callee] = max(known, packages, key=len)


def _install() -> None:
    create_task = asyncio.BaseEventLoop.create_task
    run_in_executor = asyncio.BaseEventLoop.run_in_executor

    def traced_task(loop: asyncio.BaseEventLoop, coroutine: Any, **options: Any) -> Any:
        task = create_task(loop, coroutine, **options)
        if stack := _stack(sys._getframe(1)):
            _stacks_of_tasks[id(task)] = stack
            _kept_tasks.append(task)
        return task

    def traced_executor(loop: asyncio.BaseEventLoop, executor: Any, function: Callable[..., Any], *args: Any) -> Any:
        stack = _stack(sys._getframe(1))
        if executor is not None or not stack:
            return run_in_executor(loop, executor, function, *args)

        def traced(*inner: Any) -> Any:
            _of_thread.stack = stack
            try:
                return function(*inner)
            finally:
                _of_thread.stack = []

        return run_in_executor(loop, executor, traced, *args)

    asyncio.BaseEventLoop.create_task = traced_task  # type: ignore[assignment, method-assign]
    asyncio.BaseEventLoop.run_in_executor = traced_executor  # type: ignore[assignment, method-assign]
    threading.setprofile(_profile)
    sys.setprofile(_profile)


if __name__ == "__main__":
    sys.path[0] = os.getcwd()
    sys.argv = ["bot", "demo"]
    _install()
    try:
        runpy.run_module("bot", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code:
            raise
    finally:
        sys.setprofile(None)
    calls = [{"caller": caller, "callee": callee, "stack": stack} for (caller, callee), stack in _found.items()]
    print(json.dumps(calls))
