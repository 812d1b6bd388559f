"""Throw damaged files at the real door and the real pool: ``python -m tests.fuzz --count 300 --seed 1``."""

import argparse
import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path

from tests.fuzz.campaign import Campaign, run


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=300, help="files at most (default %(default)s)")
    parser.add_argument("--seconds", type=float, default=600, help="start no file after so long (default %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed brings the same files (default %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="worker processes (default %(default)s)")
    parser.add_argument("--analysis-only", action="store_true", help="decode only, where there are no trained models")
    parser.add_argument("--keep", type=Path, help="a folder for the files that brought a worker down")
    return parser.parse_args()


def main() -> int:
    """Run a campaign, print its report as JSON, and return 1 where it found a fault."""
    arguments = _arguments()
    logging.basicConfig(level=logging.WARNING)
    campaign = Campaign(**vars(arguments))
    report = run(campaign)
    print(json.dumps(asdict(report), indent=2))
    for fault in report.faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
