"""What a process has used so far, as the kernel counts it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """Processor time over all threads in seconds, and the number of threads."""

    cpu_s: float
    threads: int


def usage_of(process_id: int) -> Usage | None:
    """Return what a process has used; None where it is gone or there is no ``/proc``."""
    try:
        stat = Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8", errors="replace")
        # The fields after the name in brackets, which may hold anything; proc(5) counts them from 3.
        fields = stat.rpartition(")")[2].split()
        return Usage((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(fields[17]))
    except (OSError, ValueError, IndexError):
        return None
