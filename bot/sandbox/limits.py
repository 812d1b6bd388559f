"""The limits of a worker process, and the protections that are in force in it."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """The limits of one worker.

    ``deadline_s`` is the wall clock a song may take and ``cpu_s`` its processor time over all threads; ``start_s`` is
    what loading the models may take. ``memory_bytes`` is address space on top of what the loaded models occupy,
    ``output_bytes`` what the process may print for a crash report, ``descriptors`` its open files, ``threads`` how many
    it may have. Between songs a worker may compute for ``idle_cpu_s`` seconds. After
    ``retire_after`` songs a worker makes room for a fresh one, so that a leak in a decoder stays small.
    """

    deadline_s: float = 60.0
    cpu_s: int = 120
    start_s: float = 120.0
    memory_bytes: int = 1024 * 1024 * 1024
    output_bytes: int = 64 * 1024
    descriptors: int = 64
    threads: int = 128
    idle_cpu_s: float = 2.0
    niceness: int = 5
    retire_after: int = 500


@dataclass(frozen=True, slots=True)
class Protections:
    """A description of each protection that is in force in a worker; None where this system does not offer it."""

    environment: str | None = None
    network: str | None = None
    files: str | None = None
    system_calls: str | None = None
    privileges: str | None = None
    memory: str | None = None
    processor_time: str | None = None
    threads: str | None = None
    parent_death: str | None = None

    def in_force(self) -> tuple[str, ...]:
        """Name the protections that are in force."""
        fields: dict[str, Any] = asdict(self)
        return tuple(name.replace("_", " ") for name, value in fields.items() if value is not None)

    def missing(self) -> tuple[str, ...]:
        """Name the protections that this system does not offer."""
        fields: dict[str, Any] = asdict(self)
        return tuple(name.replace("_", " ") for name, value in fields.items() if value is None)

    def describe(self) -> str:
        """Return one line for the log and for people."""
        fields: dict[str, Any] = asdict(self)
        return "; ".join(f"{name.replace('_', ' ')}: {value or 'not protected'}" for name, value in fields.items())
