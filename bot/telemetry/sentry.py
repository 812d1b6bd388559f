"""Unexpected errors to Sentry, where an operator wants that: types and stack frames, never what people wrote."""

import importlib.util
from collections.abc import MutableMapping
from importlib.metadata import version
from typing import Any

from bot.errors import StartError

_PASSED_ON = ("event_id", "timestamp", "platform", "level", "release", "environment")
_OF_A_FRAME = ("filename", "function", "module", "lineno", "in_app")


def start_reporting(dsn: str) -> None:
    """Send unexpected errors to the address ``dsn`` from here on; raise StartError where that is impossible."""
    if importlib.util.find_spec("sentry_sdk") is None:
        raise StartError("CRATEDIGGER_SENTRY_DSN needs one more package: pip install 'cratedigger[sentry]'.", status=2)
    import sentry_sdk
    from sentry_sdk.utils import BadDsn

    try:
        sentry_sdk.init(
            dsn,
            release=version("cratedigger"),
            before_send=_reduced,
            # Whatever would look around by itself stays off: only what we hand over goes out.
            default_integrations=False,
            auto_enabling_integrations=False,
            send_default_pii=False,
            include_local_variables=False,
            include_source_context=False,
            max_breadcrumbs=0,
            auto_session_tracking=False,
        )
    except BadDsn:
        raise StartError("CRATEDIGGER_SENTRY_DSN is no Sentry address. Copy it again.", status=2) from None


def report(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Hand the exception of a log line over and pass the line on; a step of the log."""
    error = event.get("exc_info")
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        import sentry_sdk

        sentry_sdk.capture_exception(error)
    return event


def _reduced(event: Any, _hint: object) -> Any:
    """Keep of an event the types of its exceptions and where they were raised; messages may quote people."""
    exceptions = []
    for raised in event.get("exception", {}).get("values", []):
        frames = (raised.get("stacktrace") or {}).get("frames", [])
        stack = {"frames": [{name: frame.get(name) for name in _OF_A_FRAME} for frame in frames]}
        exceptions.append({"type": raised.get("type"), "module": raised.get("module"), "stacktrace": stack})
    kept = {name: event[name] for name in _PASSED_ON if name in event}
    return {**kept, "exception": {"values": exceptions}} if exceptions else None
