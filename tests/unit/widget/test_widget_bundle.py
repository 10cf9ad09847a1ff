"""What is committed of the widget: the bundle is small and current, its words are complete."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

MOST_BYTES = 40_000
LANGUAGES = ("de", "en", "es", "fr", "pt")
_STRING = re.compile(r'^  "?(?P<key>[\w.]+)"?: "(?P<text>.*)",$', re.MULTILINE)
_UNSAFE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|"
    r"setHTMLUnsafe|createContextualFragment|DOMParser"
)
_PLACEHOLDER = re.compile(r"\{\w+\}")


@pytest.fixture(scope="module")
def widget(repository: Path) -> Path:
    return repository / "widget"


def _strings(widget: Path, language: str) -> dict[str, str]:
    text = (widget / "chat" / "strings" / f"{language}.js").read_text(encoding="utf-8")
    return {match["key"]: match["text"] for match in _STRING.finditer(text)}


def test_the_bundle_is_under_forty_kilobytes_compressed(widget: Path) -> None:
    assert len(gzip.compress((widget / "widget.js").read_bytes(), mtime=0)) < MOST_BYTES


def test_the_bundle_was_built_from_these_sources(widget: Path) -> None:
    sources = sorted(
        path.relative_to(widget).as_posix()
        for path in (widget / "chat").rglob("*")
        if path.is_file()
    )
    digest = sha256()
    for name in [*sources, "build.mjs", "package-lock.json"]:
        content = (widget / name).read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    banner = (widget / "widget.js").read_text(encoding="utf-8").partition("\n")[0]
    assert digest.hexdigest() in banner, "run make widget"


def test_the_bundle_comes_with_the_package() -> None:
    assert "dateline-chat" in files("widget").joinpath("widget.js").read_text(encoding="utf-8")


def test_nothing_in_the_widget_turns_text_into_markup_or_code(widget: Path) -> None:
    for path in [*(widget / "chat").rglob("*.js"), widget / "widget.js"]:
        assert not _UNSAFE.search(path.read_text(encoding="utf-8")), path.name


def test_the_lock_file_names_no_registry_and_has_a_hash_for_each_package(widget: Path) -> None:
    text = (widget / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in package for path, package in packages.items() if path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_string_with_its_values(language: str, widget: Path) -> None:
    english, translated = _strings(widget, "en"), _strings(widget, language)
    assert len(english) > 80
    assert list(translated) == list(english)
    for key, text in english.items():
        assert set(_PLACEHOLDER.findall(translated[key])) == set(_PLACEHOLDER.findall(text)), key


def test_every_string_that_is_said_exists(widget: Path) -> None:
    english = _strings(widget, "en")
    for path in (widget / "chat").glob("*.js"):
        for key in re.findall(r'\bsay\("([^"]+)"', path.read_text(encoding="utf-8")):
            assert key in english or f"{key}.other" in english, f"{path.name}: {key}"


def test_the_types_hold_and_the_bundle_is_what_the_sources_give(
    widget: Path, tmp_path: Path
) -> None:
    node = shutil.which("node")
    if node is None or not (widget / "node_modules" / "typescript").is_dir():
        pytest.skip(
            "needs node and the packages that `make widget` installs; the digest is checked"
        )
    copy = tmp_path / "widget"
    shutil.copytree(widget, copy, ignore=shutil.ignore_patterns("node_modules", "page"))
    (copy / "node_modules").symlink_to(widget / "node_modules", target_is_directory=True)
    for command in ("check", "build"):
        script = json.loads((copy / "package.json").read_text(encoding="utf-8"))["scripts"][command]
        program, *arguments = script.split()
        if program != "node":
            arguments.insert(0, str(widget / "node_modules" / ".bin" / program))
        done = subprocess.run(
            [node, *arguments], cwd=copy, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (copy / "widget.js").read_bytes() == (widget / "widget.js").read_bytes()
