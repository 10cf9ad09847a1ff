from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.errors import ConfigurationError
from corpus.settings import CorpusSettings, check_environment, environment
from service.settings import ServiceSettings


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder, where a ``.env`` file would be read, is this test's own."""
    monkeypatch.chdir(tmp_path)


def env_file(*lines: str) -> None:
    Path(".env").write_text("\n".join(lines), encoding="utf-8")


def test_nothing_set_means_everything_in_the_data_folder() -> None:
    settings = CorpusSettings()
    assert settings.data_dir == Path("data")
    assert (settings.chroma.url, settings.database.url) == ("", "")
    assert not settings.is_shared
    check_environment([ServiceSettings])


def test_the_environment_is_read_nested_by_two_underscores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_DATA_DIR", "/srv/news")
    monkeypatch.setenv("DATELINE_CHROMA__URL", "http://chroma:8000")
    monkeypatch.setenv("DATELINE_CHROMA__TIMEOUT_SECONDS", "2.5")
    settings = CorpusSettings()
    assert settings.data_dir == Path("/srv/news")
    assert (settings.chroma.url, settings.chroma.timeout_seconds) == ("http://chroma:8000", 2.5)
    assert settings.is_shared


@pytest.mark.parametrize("empty", ["", " "])
def test_a_folder_set_to_nothing_is_the_default(
    monkeypatch: pytest.MonkeyPatch, empty: str
) -> None:
    default = CorpusSettings().cache_dir
    monkeypatch.setenv("DATELINE_DATA_DIR", empty)
    monkeypatch.setenv("DATELINE_CACHE_DIR", empty)
    settings = CorpusSettings()
    assert (settings.data_dir, settings.cache_dir) == (Path("data"), default)


def test_a_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    env_file("DATELINE_DATA_DIR=/from/file", "DATELINE_EMBEDDING__MODEL=all-MiniLM-L6-v2")
    monkeypatch.setenv("DATELINE_DATA_DIR", "/from/environment")
    settings = CorpusSettings()
    assert settings.data_dir == Path("/from/environment")
    assert settings.embedding.model == "all-MiniLM-L6-v2"


def test_other_programs_names_are_read_from_the_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    env_file("OPENAI_API_KEY=from-file", "OPENAI_BASE_URL=http://file/v1", "OPENAI_ORG_ID")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://process/v1")
    variables = environment()
    assert variables["OPENAI_API_KEY"] == "from-file"
    assert variables["OPENAI_BASE_URL"] == "http://process/v1"
    assert variables["OPENAI_ORG_ID"] == ""


def test_an_unknown_name_is_refused_with_the_names_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_DATADIR", "/srv/news")
    with pytest.raises(ConfigurationError, match=r"DATELINE_DATADIR is not .*DATELINE_DATA_DIR"):
        check_environment([ServiceSettings])


def test_an_unknown_name_in_the_file_is_refused() -> None:
    env_file("DATELINE_CROMA__URL=http://chroma:8000")
    with pytest.raises(ConfigurationError, match="DATELINE_CROMA__URL is not a setting"):
        check_environment([ServiceSettings])


@pytest.mark.parametrize("name", ["dateline_datadir", "DATELINE_", "DATELINE_LLMS__MODEL"])
def test_unknown_names_are_found_however_written(name: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        check_environment([ServiceSettings], {name: "x"})


def test_names_of_others_are_none_of_ours() -> None:
    check_environment([CorpusSettings], {"HOME": "/", "OPENAI_API_KEY": "x", "DATELINES": "y"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATELINE_CHROMA__ULR", "http://chroma:8000"),
        ("DATELINE_CHROMA__TIMEOUT_SECONDS", "0"),
        ("DATELINE_CHROMA__TIMEOUT_SECONDS", "soon"),
        ("DATELINE_EMBEDDING__THREADS", "-1"),
        ("DATELINE_ANSWERING__STATEMENTS", "0"),
        ("DATELINE_LIMITS__BODY__BYTES", "5"),
    ],
)
def test_a_wrong_value_or_a_typo_inside_a_section_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        ServiceSettings()


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        ("", []),
        ("one", ["one"]),
        ("one, two ,three,", ["one", "two", "three"]),
        ('["with,comma", "two"]', ["with,comma", "two"]),
    ],
)
def test_keys_are_separated_by_commas(
    monkeypatch: pytest.MonkeyPatch, value: str, keys: list[str]
) -> None:
    monkeypatch.setenv("DATELINE_API_KEYS", value)
    assert [key.get_secret_value() for key in ServiceSettings().api_keys] == keys


def test_keys_stand_in_a_file_too_and_are_never_shown() -> None:
    env_file("DATELINE_API_KEYS=hunter2,hunter3")
    settings = ServiceSettings()
    assert len(settings.api_keys) == 2
    assert "hunter" not in repr(settings) + settings.model_dump_json()


def test_keys_that_are_broken_json_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_API_KEYS", '["one')
    with pytest.raises(ValidationError):
        ServiceSettings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        CorpusSettings().data_dir = Path("elsewhere")  # type: ignore[misc]
