"""``python -m tests.load --minutes 20``: the real bot under what a lively server does, for a bounded time."""

import argparse
import asyncio
import json
import sys
from dataclasses import asdict

from tests.load.soak import Verdict, soak


def main() -> int:
    """Run the soak, print what was seen, and return 0 if the bot stood it."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long posts keep coming (1)")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two posts, on average (1)")
    parser.add_argument("--workers", type=int, default=2, help="processes that hear songs (2)")
    options = parser.parse_args()
    verdict = asyncio.run(soak(60 * options.minutes, options.every, options.workers))
    print(json.dumps(asdict(verdict), indent=2))
    return _judged(verdict)


def _judged(verdict: Verdict) -> int:
    for fault in verdict.faults():
        print(fault, file=sys.stderr)
    return 1 if verdict.faults() else 0


if __name__ == "__main__":
    sys.exit(main())
