"""Which processors need onnxruntime's slower, exact product of eight-bit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.answering.reading.processor import may_overflow


@pytest.mark.parametrize(
    ("machine", "flags", "expected"),
    [
        ("x86_64", "fpu avx2 avx512_vnni", False),
        ("AMD64", "fpu avx2 avx_vnni", False),
        ("x86_64", "fpu avx2", True),
        ("aarch64", "asimd", False),
    ],
)
def test_only_x86_without_vnni_may_overflow(
    tmp_path: Path, machine: str, flags: str, expected: bool
) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(f"flags : {flags}\n")
    assert may_overflow(machine, told) is expected


def test_an_x86_processor_that_nobody_describes_may(tmp_path: Path) -> None:
    assert may_overflow("AMD64", tmp_path / "none")
    assert not may_overflow("arm64", tmp_path / "none")
