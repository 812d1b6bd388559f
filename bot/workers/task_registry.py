"""The mark of functions that run in a worker process, whoever calls them."""

import importlib
import operator
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar, cast, get_type_hints

P = ParamSpec("P")
R = TypeVar("R")
Forward = Callable[[str, Sequence[Any], Mapping[str, Any]], Any]

_route = threading.local()


def worker_task(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a top-level function as a task: called in a thread of a ``SongPool`` it runs in that thread's worker.

    Called elsewhere (in the worker itself, in a worker of a cluster) it simply runs.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        forward: Forward | None = getattr(_route, "forward", None)
        if forward is None:
            return function(*args, **kwargs)
        return cast(R, forward(name_of(function), args, kwargs))

    run.__worker_task__ = True  # type: ignore[attr-defined]
    return run


def name_of(function: Callable[..., Any]) -> str:
    """Return the name under which a worker finds a top-level function."""
    return f"{function.__module__}:{function.__qualname__}"


def find_task(name: str) -> Callable[..., Any]:
    """Return the function that ``module:qualified.name`` names; only the bot names functions, a worker never."""
    module, _, path = name.partition(":")
    found: Callable[..., Any] = operator.attrgetter(path)(importlib.import_module(module))
    return found


@cache
def returned_type(name: str) -> Any:
    """Return the annotated type of what the task of this name returns, ``Any`` where it has none."""
    return get_type_hints(find_task(name), include_extras=True).get("return", Any)


def is_worker_task(function: Any) -> bool:
    """Return whether a callable is a task, looking through wrappers such as ``partial``."""
    while not hasattr(function, "__worker_task__") and hasattr(function, "func"):
        function = function.func
    return getattr(function, "__worker_task__", False) is True


@contextmanager
def forwarding_to(forward: Forward) -> Iterator[None]:
    """Send the tasks that this thread calls through ``forward``."""
    _route.forward = forward
    try:
        yield
    finally:
        del _route.forward
