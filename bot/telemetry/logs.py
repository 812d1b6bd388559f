"""One log for our own lines and the libraries': text on a terminal, else JSON, and nothing private in it."""

import logging
import sys
from collections.abc import Iterable

import structlog

from bot.settings import LogFormat, OperationSettings
from bot.telemetry.redaction import Redactor
from bot.telemetry.sentry import report

# The default one prints local variables, among them what people posted.
_TRACEBACK = structlog.dev.plain_traceback
_OURS = ("bot", "models")


def configure_logging(settings: OperationSettings, secrets: Iterable[str] = ()) -> None:
    """Send every log line of the process to standard error in one form, without ``secrets`` and their like."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *([report] if settings.sentry_dsn else []),
                structlog.processors.format_exc_info,
                Redactor(secrets),
                _renderer(settings.log_format),
            ],
        )
    )
    _set_levels(handler, logging.getLevelName(settings.log_level))


def _set_levels(handler: logging.Handler, level: int) -> None:
    # The libraries' own debug lines hold messages as they came, tokens and rows of the database.
    logging.basicConfig(handlers=[handler], level=max(level, logging.INFO), force=True)
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    # Alembic logs at each start that it found nothing to do.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _renderer(form: LogFormat) -> structlog.typing.Processor:
    if form is LogFormat.CONSOLE or (form is LogFormat.AUTO and sys.stderr.isatty()):
        return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_TRACEBACK)
    return structlog.processors.JSONRenderer()
