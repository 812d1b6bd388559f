"""One log for our own lines and the libraries': text on a terminal, JSON elsewhere."""

import logging
import sys

import structlog

from bot.settings import LogFormat, OperationSettings

# The default one prints local variables, among them what people posted.
_TRACEBACK = structlog.dev.plain_traceback


def configure_logging(settings: OperationSettings) -> None:
    """Send every log line of the process to standard error in one form."""
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
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_endings(settings.log_format)],
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    # Alembic tells at each start that it found nothing to do.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _endings(form: LogFormat) -> list[structlog.typing.Processor]:
    if form is LogFormat.CONSOLE or (form is LogFormat.AUTO and sys.stderr.isatty()):
        return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_TRACEBACK)]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
