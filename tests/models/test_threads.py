from pathlib import Path

from models.threads import usable_cpus


def test_a_quota_of_half_a_cpu_still_allows_one_thread(tmp_path: Path) -> None:
    quota = tmp_path / "cpu.max"
    quota.write_text("50000 100000\n")
    assert usable_cpus(quota) == 1


def test_without_a_quota_the_affinity_decides(tmp_path: Path) -> None:
    quota = tmp_path / "cpu.max"
    quota.write_text("max 100000\n")
    assert usable_cpus(quota) == usable_cpus(tmp_path / "absent") >= 1
