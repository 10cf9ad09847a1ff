"""What the processor can multiply, and a model that runs exactly on it."""

from __future__ import annotations

import platform
from pathlib import Path

import onnxruntime

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


def session_of(model: Path) -> onnxruntime.InferenceSession:
    """An exported model, ready to run on one thread.

    It is read from its path, in half the time that its bytes would take. Where eight-bit products
    may overflow they are added up with more bits: without that the logits mean nothing there.
    Measured on AMD Zen 3, which has no VNNI, it takes no longer.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry(
        "session.x64quantprecision", "1" if may_overflow(platform.machine()) else "0"
    )
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
