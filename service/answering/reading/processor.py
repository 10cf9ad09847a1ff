"""What the processor can multiply."""

from __future__ import annotations

import platform
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")
_X86 = frozenset(("x86_64", "amd64", "i686"))


def may_overflow(machine: str, cpuinfo: Path = CPUINFO) -> bool:
    """Whether products of eight-bit codes may overflow: on x86 that is not known to have VNNI.

    Args:
        machine: as `platform.machine` tells it.
        cpuinfo: Linux's description of the processors; elsewhere there is none.
    """
    if machine.lower() not in _X86:
        return False
    try:
        return "vnni" not in cpuinfo.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True


def precise() -> str:
    """For onnxruntime's ``session.x64quantprecision``: "1" takes twice the time, and is exact."""
    return "1" if may_overflow(platform.machine()) else "0"
