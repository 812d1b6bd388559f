"""How much memory a process holds, from ``/proc``."""

import resource
from pathlib import Path


def resident_bytes(process_id: int) -> int:
    """Return a process's resident memory, 0 where it is gone or there is no ``/proc``."""
    try:
        pages = int(Path(f"/proc/{process_id}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()
