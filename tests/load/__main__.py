"""``python -m tests.load --minutes 20``: the real bot under what a busy server does, for a bounded time."""

import argparse
import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.load.report import LoadReport
from tests.load.soak import soak


def main() -> int:
    """Run the soak, print what was seen, and return 0 if the bot stood it."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long members keep coming (1)")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two acts, on average (1)")
    parser.add_argument("--workers", type=int, default=2, help="processes that analyse songs (2)")
    parser.add_argument(
        "--json", type=Path, help="where to keep what was seen; the benchmarks read benchmarks/load.json"
    )
    options = parser.parse_args()
    report = asyncio.run(soak(60 * options.minutes, options.every, options.workers))
    seen = json.dumps(asdict(report), indent=2)
    print(seen)
    if options.json:
        options.json.write_text(seen + "\n", encoding="utf-8")
    return _exit_status(report)


def _exit_status(report: LoadReport) -> int:
    for fault in report.faults():
        print(fault, file=sys.stderr)
    return 1 if report.faults() else 0


if __name__ == "__main__":
    sys.exit(main())
