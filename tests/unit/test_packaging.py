"""What a stranger's `make install`, wheel and containers rest on: lock files, Makefile, images."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from jsonschema import Draft7Validator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from corpus.settings import check_environment
from service.settings import ServiceSettings

REPOSITORY = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements.image.lock")
COMPOSE_SCHEMA = Path(__file__).parent / "compose-spec.json"
"""The Compose Specification's own schema, as Docker Compose 2.40 carries it (Apache-2.0)."""
CONTAINER_USER = "10001"

_PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")


@cache
def _read(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


@cache
def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads(_read("pyproject.toml"))["project"]
    return project


def _pins(lock: str) -> dict[str, set[Version]]:
    pins: dict[str, set[Version]] = {}
    for match in _PIN.finditer(_read(lock)):
        pins.setdefault(canonicalize_name(match["name"]), set()).add(Version(match["version"]))
    return pins


def _required(*extras: str) -> list[Requirement]:
    """The project's own requirements with those of some extras, its extras among them resolved."""
    optional: Mapping[str, list[str]] = _project()["optional-dependencies"]
    lines: list[str] = [
        *_project()["dependencies"],
        *(one for name in extras for one in optional[name]),
    ]
    requirements = [Requirement(line) for line in lines]
    own = [one for one in requirements if one.name == _project()["name"]]
    others = [one for one in requirements if one.name != _project()["name"]]
    nested = {extra for one in own for extra in one.extras}
    return [*others, *(Requirement(line) for name in sorted(nested) for line in optional[name])]


def _unmet(requirements: Iterable[Requirement], lock: str) -> list[str]:
    pins = _pins(lock)
    return [
        f"{requirement} is locked at {sorted(map(str, versions)) or 'nothing'}"
        for requirement in requirements
        if not (versions := pins.get(canonicalize_name(requirement.name), set()))
        or not all(
            requirement.specifier.contains(version, prereleases=True) for version in versions
        )
    ]


def test_the_lock_file_meets_every_requirement_of_the_project() -> None:
    assert not _unmet(_required("dev"), "requirements.lock"), "run make lock"


def test_the_image_lock_meets_the_requirements_of_the_service_and_its_build() -> None:
    build = tomllib.loads(_read("pyproject.toml"))["build-system"]["requires"]
    required = [*_required(), *map(Requirement, build)]
    assert not _unmet(required, "requirements.image.lock"), "run make lock"


def test_both_lock_files_choose_the_same_versions() -> None:
    everything, image = (_pins(lock) for lock in LOCKS)
    assert {name: everything.get(name) for name in image} == image


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_no_index_is_named(lock: str) -> None:
    text = _read(lock)
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert len(blocks) > 50
    assert not [block.split()[0] for block in blocks if not _HASH.search(block)]
    assert "://" not in text
    assert "index-url" not in text


def test_nothing_names_a_package_index_or_a_path_of_one_machine() -> None:
    tracked = ["Makefile", ".ci/run", "Dockerfile", "docker-compose.yml", "pyproject.toml"]
    for name in tracked:
        assert not re.search(
            r"--(?:extra-)?index-url|--find-links|/home/|/root/(?!\.ollama)", _read(name)
        ), name


def test_every_make_target_says_what_it_does() -> None:
    text = _read("Makefile")
    phony = set(" ".join(re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)).split())
    described = set(re.findall(r"^([a-z-]+):.* ## \S", text, re.MULTILINE))
    assert described == phony


@pytest.mark.parametrize(
    "target", ["install", "demo", "serve", "test", "check", "bench", "evaluate", "help", "lock"]
)
def test_make_knows_how_to_make(target: str) -> None:
    dry_run = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", "--directory", str(REPOSITORY), target],
        capture_output=True,
        text=True,
        check=False,
    )
    assert dry_run.returncode == 0, dry_run.stderr


def test_make_help_lists_the_targets_that_the_contract_names() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory", "--directory", str(REPOSITORY)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for target in ("install", "demo", "test", "check", "serve", "bench", "evaluate", "help"):
        assert re.search(rf"^make {target} +[A-Z]", told, re.MULTILINE), target


def test_ci_runs_the_targets_that_contributors_run() -> None:
    script = _read(".ci/run")
    assert re.findall(r"^ *step (\w+)$", script, re.MULTILINE) == ["install", "check", "test"]
    assert (REPOSITORY / ".ci/run").stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(REPOSITORY / ".ci/run")], check=True)


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    releases = re.findall(r"^## (\S+)", _read("CHANGELOG.md"), re.MULTILINE)
    assert releases[0] == _project()["version"]


def test_the_licence_is_apache_2_with_nothing_added() -> None:
    text = _read("LICENSE")
    assert _project()["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in text
    assert text.rstrip().endswith("limitations under the License.")


def _compose() -> dict[str, Any]:
    composed: dict[str, Any] = yaml.safe_load(_read("docker-compose.yml"))
    return composed


def test_the_compose_file_meets_the_compose_specification() -> None:
    schema = json.loads(COMPOSE_SCHEMA.read_text(encoding="utf-8"))
    errors = [
        f"{e.json_path}: {e.message}" for e in Draft7Validator(schema).iter_errors(_compose())
    ]
    assert not errors


def test_a_compose_file_with_a_misspelt_key_does_not_meet_it() -> None:
    schema = json.loads(COMPOSE_SCHEMA.read_text(encoding="utf-8"))
    wrong = _compose()
    wrong["services"]["service"]["helthcheck"] = {}
    assert not Draft7Validator(schema).is_valid(wrong)


def test_only_the_service_is_published_and_only_on_loopback() -> None:
    published = {
        name: one["ports"] for name, one in _compose()["services"].items() if "ports" in one
    }
    assert list(published) == ["service"]
    assert all(port.startswith("127.0.0.1:") for port in published["service"])


def test_chroma_is_the_client_s_version_and_cannot_be_reached_from_outside() -> None:
    compose = _compose()
    chroma = compose["services"]["chroma"]
    (version,) = _pins("requirements.image.lock")["chromadb"]
    assert chroma["image"] == f"chromadb/chroma:{version}"
    assert chroma["networks"] == ["stores"]
    assert compose["networks"]["stores"] == {"internal": True}


def test_every_compose_service_is_pinned_and_checked() -> None:
    for name, service in _compose()["services"].items():
        assert re.search(r":\d+\.\d+\.\d+$", service["image"]), name
        assert "healthcheck" in service or name == "service", name
        used = {str(volume).split(":")[0] for volume in service["volumes"]}
        assert {one for one in used if one.isalpha()} <= set(_compose()["volumes"]), name


def test_the_image_carries_the_version_of_the_project() -> None:
    assert _compose()["services"]["service"]["image"] == f"dateline:{_project()['version']}"


def test_the_containers_of_dateline_can_write_nothing_but_their_data() -> None:
    for name in ("service", "indexer"):
        service = _compose()["services"][name]
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        writable = [one for one in service["volumes"] if not str(one).endswith(":ro")]
        assert writable == ["articles:/data"], name


def test_every_setting_in_the_compose_file_is_a_setting() -> None:
    check_environment([ServiceSettings], _compose()["services"]["service"]["environment"])


def _stages() -> list[str]:
    return re.split(r"^FROM ", _read("Dockerfile"), flags=re.MULTILINE)[1:]


def test_the_image_has_two_stages_and_runs_as_a_user_without_rights() -> None:
    build, final = _stages()
    assert "--require-hashes" in build
    assert "dateline prepare" in build
    assert f"--uid {CONTAINER_USER}" in final
    assert re.search(r"^USER dateline$", final, re.MULTILINE)
    assert "HEALTHCHECK" in final
    assert "pip" not in final


def test_the_wheel_holds_the_command_and_the_files_it_reads(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        held = set(archive.namelist())
    module = _project()["scripts"]["dateline"].partition(":")[0]
    assert f"{module}.py" in held
    listed = subprocess.run(
        ["git", "ls-files", "corpus", "indexer", "service", "evaluation", "prompts"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    assert set(listed.stdout.splitlines()) <= held
    assert {"widget/widget.js"} <= held
    assert not {name for name in held if name.startswith(("tests/", "docs/", "reader/"))}


def test_the_image_is_built_from_all_the_wheel_holds_and_no_more() -> None:
    wheel = tomllib.loads(_read("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    allowed = set(re.findall(r"^!(\S+)$", _read(".dockerignore"), re.MULTILINE))
    needed = {*wheel["only-include"], "pyproject.toml", "README.md", "LICENSE"}
    assert needed | {"requirements.image.lock"} == allowed
