"""How many threads this process may really use: neither LightGBM nor onnxruntime looks at quotas or affinity."""

import math
import os
from contextlib import suppress
from pathlib import Path

_CGROUP_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def usable_cpus(quota_file: Path = _CGROUP_QUOTA) -> int:
    """Return the least of the machine's CPUs, this process's affinity and its cgroup's quota (rounded up)."""
    counts = [os.cpu_count() or 1]
    if hasattr(os, "sched_getaffinity"):
        counts.append(len(os.sched_getaffinity(0)))
    # No cgroup v2, or "max": no quota holds us back.
    with suppress(OSError, ValueError):
        quota, period = quota_file.read_text(encoding="ascii").split()[:2]
        counts.append(math.ceil(int(quota) / int(period)))
    return max(1, min(counts))
