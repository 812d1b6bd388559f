"""The command itself: its arguments, what it prints, and its exit status."""

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from bot.app.analyze._hearing import Hearing, SourceResult
from bot.workers import SongPool
from bot.workers.tasks import load_analyzer
from models.analysis import Analysis

SUCCESS, FAILURE = 0, 1
_MOST = 100


def main(arguments: Sequence[str]) -> int:
    """Analyse the sources afresh, one after another; return 0 if all succeeded, else 1. Wrong arguments exit with 2.

    With ``--json``, standard output holds one JSON object a source, one a line, in order, and nothing else.
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    succeeded = True
    with _open_hearing(options.top) as hearing:
        for source in options.sources:
            outcome = hearing.outcome(source)
            _print_json(source, outcome) if options.json else _print_table(source, outcome)
            succeeded = succeeded and isinstance(outcome, Analysis)
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
def _open_hearing(top: int) -> Iterator[Hearing]:
    from bot.settings import ModelSettings

    folder = ModelSettings().folder
    # Strangers' files are decoded in the same cage as the bot's.
    pool = SongPool(
        1, initializer=load_analyzer, initargs=(str(folder) if folder else None,), readable=(folder,) if folder else ()
    )
    try:
        with closing(Hearing(pool, top)) as hearing:
            yield hearing
    finally:
        pool.shutdown(cancel_futures=True)


def _print_json(source: str, outcome: SourceResult) -> None:
    fields = (
        outcome.to_json(source) if isinstance(outcome, Analysis) else {"source": source, "error": outcome.as_json()}
    )
    # Escaped beyond ASCII: a name that is no text at all, as file names may be, can still be printed.
    print(json.dumps(fields, allow_nan=False), flush=True)  # noqa: T201 - standard output is this command's product


def _print_table(source: str, outcome: SourceResult) -> None:
    from bot.app.analyze._table import console, described, described_failure

    shown = described(source, outcome) if isinstance(outcome, Analysis) else described_failure(source, outcome)
    console().print(shown)
