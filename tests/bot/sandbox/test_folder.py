import os
import stat
import subprocess
import sys
from pathlib import Path

from bot.sandbox.folder import PrivateFolder


def test_a_folder_is_private_and_gone_after_closing(temporary: Path) -> None:
    folder = PrivateFolder()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    folder.new_path().write_bytes(b"x")
    folder.close()
    assert list(temporary.glob("*cratedigger-*")) == []


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_uses_is_not(temporary: Path) -> None:
    living = PrivateFolder()
    script = "import os; from bot.sandbox.folder import PrivateFolder; p = PrivateFolder(); print(p.path); os._exit(9)"
    environment = {**os.environ, "TMPDIR": str(temporary)}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    left = Path(run.stdout.strip())
    assert left.parent == temporary
    assert left.is_dir()
    other = PrivateFolder()
    assert not left.exists()
    assert living.path.is_dir()
    living.close()
    other.close()


def test_a_link_planted_under_our_name_is_not_followed(temporary: Path) -> None:
    precious = temporary / "precious"
    precious.mkdir()
    (precious / "file").write_bytes(b"x")
    (temporary / "cratedigger-planted").symlink_to(precious)
    PrivateFolder().close()
    assert (precious / "file").exists()
