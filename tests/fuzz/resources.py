"""What a process holds: memory, descriptors, children and temporary files, before and after."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Resources:
    """One look at this process (Linux): resident bytes of it and of its children, and what else could leak."""

    bot_bytes: int
    worker_bytes: int
    workers: int
    descriptors: int
    temporary_files: int

    @classmethod
    def measure(cls, temporary: Path) -> "Resources":
        """Look now; ``temporary`` is where temporary files would lie."""
        children = [
            int(pid)
            for task in Path("/proc/self/task").glob("*/children")
            for pid in task.read_text(encoding="ascii").split()
        ]
        return cls(
            bot_bytes=_resident(os.getpid()),
            worker_bytes=sum(_resident(pid) for pid in children),
            workers=len(children),
            descriptors=len(os.listdir("/proc/self/fd")),
            temporary_files=sum(path.is_file() and path.name != ".lock" for path in temporary.rglob("*")),
        )


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
