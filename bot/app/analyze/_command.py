"""The command itself: its arguments, what it prints, and its exit status."""

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from bot.app.analyze._sources import SourceAnalyzer, SourceResult
from bot.app.configuration import read_settings
from bot.app.executors import open_pool
from bot.app.folders import check_temporary_folder
from bot.errors import StartError
from bot.settings import Settings
from models.analysis import Analysis

SUCCESS, FAILURE = 0, 1
_MOST = 100


def main(arguments: Sequence[str]) -> int:
    """Analyse the sources afresh, one after another; return 0 if all succeeded, else 1. Wrong arguments exit with 2.

    With ``--json``, standard output holds one JSON object a source, one a line, in order, and nothing else.
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        settings = read_settings()
        check_temporary_folder()
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    succeeded = True
    with _open_analyzer(settings, options.top) as analyzer:
        for source in options.sources:
            result = analyzer.analyse(source)
            if options.json:
                _print_json(source, result)
            else:
                from bot.app.analyze._table import console, described

                console().print(described(source, result))
            succeeded = succeeded and isinstance(result, Analysis)
    return SUCCESS if succeeded else FAILURE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot analyze",
        description="Say what songs sound like: their genre, a timeline, and songs like them.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="a file's path, or an http(s) link to an audio file"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a source, one a line")
    parser.add_argument("--top", type=_count, default=10, metavar="N", help="recommendations a song, 10 by default")
    return parser


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value <= _MOST:
        raise argparse.ArgumentTypeError(f"{value} is not between 0 and {_MOST}")
    return value


@contextmanager
def _open_analyzer(settings: Settings, top: int) -> Iterator[SourceAnalyzer]:
    # One source after another: more processes would only wait. The sandbox is the bot's own.
    with open_pool(settings, processes=1) as pool, closing(SourceAnalyzer(pool, settings.fetch, top)) as analyzer:
        yield analyzer


def _print_json(source: str, result: SourceResult) -> None:
    fields = result.to_json(source) if isinstance(result, Analysis) else {"source": source, "error": result.as_json()}
    # Escaped beyond ASCII: a name that is no text at all, as file names may be, can still be printed.
    print(json.dumps(fields, allow_nan=False), flush=True)  # noqa: T201 - standard output is this command's product
