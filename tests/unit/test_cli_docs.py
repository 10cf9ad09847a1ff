from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_the_generated_pages_are_current(repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(repository / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
