"""Files and folders to drafts: one failure never stops the rest."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnusableSource
from corpus.models import ArticleDraft
from corpus.settings import FetchSettings
from indexer.extraction.records import record_location, with_markdown_read
from indexer.sources import (
    Failure,
    Limits,
    Omission,
    count_sources,
    draft_from_record,
    read_sources,
)
from tests.fakes.web_server import Served, serving

TEXT = "The president arrived in Ulaanbaatar on Monday for a visit of two days, officials said."
OTHER = "Heavy snow closed dozens of roads in the north of the country on Sunday, the police said."


def write(path: Path, content: str | bytes) -> Path:
    """The path, after writing the content to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def drafts(*paths: Path | str, limits: Limits | None = None) -> list[ArticleDraft]:
    """The drafts of paths that must all be readable."""
    found = list(read_sources(paths, limits=limits))
    assert [item for item in found if isinstance(item, Failure)] == []
    return [item for item in found if isinstance(item, ArticleDraft)]


def only_failure(*paths: Path | str, limits: Limits | None = None) -> Failure:
    """The failure of paths that must give nothing else."""
    (found,) = read_sources(paths, limits=limits)
    assert isinstance(found, Failure)
    return found


def test_reads_every_kind_of_file_of_a_folder_sorted(tmp_path: Path) -> None:
    write(tmp_path / "b.md", f"---\ntitle: B\n---\n\n{TEXT}")
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "c" / "d.HTML", f"<title>D</title><p>{TEXT}</p><p>{OTHER}</p>")
    write(tmp_path / "e.json", json.dumps({"articles": [{"id": "1", "text": TEXT}]}))
    write(tmp_path / "f.jsonl", json.dumps({"id": "2", "text": TEXT}) + "\n")
    write(tmp_path / "photo.jpg", "not read")
    write(tmp_path / ".hidden.txt", "not read")
    write(tmp_path / ".git" / "g.txt", "not read")
    found = [draft.location for draft in drafts(tmp_path)]
    names = ["a.txt", "b.md", "e.json#1", "f.jsonl#2", "c/d.HTML"]
    assert found == [str(tmp_path / name) for name in names]


def test_a_document_of_a_kind_that_is_not_read_is_a_failure_in_a_folder_too(
    tmp_path: Path,
) -> None:
    write(tmp_path / "a.txt", TEXT)
    for name in ("paper.pdf", "README", "deep/notes.docx"):
        write(tmp_path / name, "not read")
    failures = [one for one in read_sources([tmp_path]) if isinstance(one, Failure)]
    names = [Path(one.source).name for one in failures]
    assert names == ["README", "paper.pdf", "notes.docx"]
    assert all("not read" in one.reason for one in failures)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    assert len(drafts(tmp_path, path, tmp_path / "." / "a.txt")) == 1


def test_links_in_a_circle_are_entered_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt", TEXT)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(drafts(tmp_path)) == 1


def test_a_location_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert drafts("a.txt")[0].location == str(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \n\ufeff\n", "empty"),
        ("a.txt", "ADVERTISEMENT", "no article text"),
        ("a.txt", b"%PDF-1.7 \x00\x01\x02", "not text"),
        ("a.txt", bytes(range(32)) * 20, "not text"),
        ("a.txt", b"PK\x03\x04" + b"x" * 100, "not text"),
        ("a.txt", bytes(range(129, 160)) * 40, "encoding"),
        ("a.json", "{", "not valid JSON"),
        ("a.json", "[" * 100_000, "nested too deeply"),
        ("a.json", "3", "no object and no list"),
        ("a.json", "[]", "no articles"),
        ("a.json", "[1]", "item 1 is not an object"),
        ("a.json", '{"title": "T"}', '"text"'),
        ("a.json", '{"text": 7}', '"text" is a number'),
        ("a.json", '{"text": "T", "author": {}}', '"author" is an object'),
        ("a.json", '{"url": "https://a.example"}', "index the address itself"),
        ("a.jsonl", "\n\n", "no articles"),
        ("a.docx", "text", ".docx"),
        ("a", "text", "extension"),
    ],
)
def test_a_named_file_without_an_article_says_why(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    failure = only_failure(write(tmp_path / name, content))
    assert failure.source.startswith(str(tmp_path / name))
    assert reason in failure.reason
    assert "\n" not in failure.reason
    assert len(failure.reason) < 150


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\x00\x01\x02\x03\x04")
    write(tmp_path / "b.txt", TEXT)
    failure, draft = read_sources([tmp_path])
    assert isinstance(failure, Failure)
    assert isinstance(draft, ArticleDraft)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert "larger than 20 MB" in only_failure(path).reason


def test_an_empty_path_is_not_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert "the path is empty" in only_failure("").reason


def test_a_missing_file_an_empty_folder_and_a_wrong_address_are_failures(tmp_path: Path) -> None:
    assert "no such file" in only_failure(tmp_path / "none.txt").reason
    assert "nothing to read" in only_failure(tmp_path).reason
    assert "on a private network" in only_failure("http://127.0.0.1/visit").reason
    assert "not a valid path" in only_failure("a\x00b").reason


def test_pages_are_read_beside_files_each_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    page = f"<html><body><article><h1>A visit</h1><p>{TEXT}</p></article></body></html>"
    fetching = FetchSettings(allow_private=True)
    with serving({"/visit": Served(page.encode()), "/busy": Served(status=503)}) as site:
        paths: list[str | Path] = [f"{site}/visit", tmp_path, f"{site}/busy", f"{site}/visit"]
        visit, file, busy = read_sources(paths, fetching=fetching)
    assert isinstance(visit, ArticleDraft)
    assert (visit.location, visit.url) == (f"{site}/visit", f"{site}/visit")
    assert isinstance(file, ArticleDraft)
    assert isinstance(busy, Failure)
    assert busy.source == f"{site}/busy"
    assert "HTTP 503" in busy.reason


def test_a_file_that_vanishes_meanwhile_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    gone = write(tmp_path / "b.txt", TEXT)
    found = read_sources([tmp_path])
    assert isinstance(next(found), ArticleDraft)
    gone.unlink()
    failure = next(found)
    assert isinstance(failure, Failure)
    assert failure.source == str(gone)


def test_a_link_to_nothing_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "none.txt")
    assert "no such file" in only_failure(tmp_path).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_or_folder_that_may_not_be_read_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT).chmod(0)
    (tmp_path / "b").mkdir(mode=0)
    found = list(read_sources([tmp_path]))
    assert ["not permitted" in item.reason for item in found if isinstance(item, Failure)] == [
        True,
        True,
    ]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "neither a file nor a folder" in only_failure(tmp_path / "a.txt").reason
    assert "nothing to read" in only_failure(tmp_path).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1251"])
def test_reads_usual_encodings(tmp_path: Path, encoding: str) -> None:
    text = {
        "cp1251": "Президент прибыл в понедельник в Улан-Батор с двухдневным визитом.",
    }.get(encoding, "Le président est arrivé lundi à Oulan-Bator, a déclaré le « porte-parole ».")
    path = write(tmp_path / "a.txt", text.encode(encoding))
    assert drafts(path)[0].text == text


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = f"<meta charset='iso-8859-2'><p>{TEXT}</p><p>Prezydent przyleciał w niedzielę.</p>"
    path = write(tmp_path / "a.html", page.encode("iso-8859-2"))
    assert "przyleciał w niedzielę" in drafts(path)[0].text


def test_a_broken_line_is_a_failure_with_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": 1, "text": TEXT}), "", "{broken", "[1]", '{"id": 9}',
             json.dumps({"id": 2, "text": OTHER})]  # fmt: skip
    found = list(read_sources([write(tmp_path / "a.jsonl", "\ufeff" + "\n".join(lines))]))
    assert [item.line for item in found if isinstance(item, Failure)] == [3, 4, 5]
    assert [item.article_id for item in found if isinstance(item, ArticleDraft)] == ["1", "2"]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"text":', "}")])
def test_json_that_is_nested_too_deeply_fails_and_the_rest_is_read(
    tmp_path: Path, opening: str, closing: str
) -> None:
    deep = f'{{"id": "deep", "text": {opening * 10_000}1{closing * 10_000}}}'
    first, last = (json.dumps({"id": one, "text": f"{TEXT} {one}."}) for one in ("one", "two"))
    write(tmp_path / "a.json", f"[{first}, {deep}]")
    write(tmp_path / "b.jsonl", f"{first}\n{deep}\n{last}\n")
    write(tmp_path / "c.json", last)
    found = list(read_sources([tmp_path]))
    failures = [one for one in found if isinstance(one, Failure)]
    assert [(Path(one.source).name, one.line) for one in failures] == [
        ("a.json", None), ("b.jsonl", 2),
    ]  # fmt: skip
    assert all("nested too deeply" in one.reason for one in failures)
    drafts = [one for one in found if isinstance(one, ArticleDraft)]
    assert [one.article_id for one in drafts] == ["one", "two", "two"]


@pytest.mark.parametrize("name", ["id", "url"])
def test_of_records_of_one_article_the_last_that_can_be_read_counts(
    tmp_path: Path, name: str
) -> None:
    key = {name: "https://star.example/a"}
    lines = [{**key, "text": TEXT}, {"id": "other", "text": TEXT}, {**key, "text": OTHER},
             {**key, "text": 42}]  # fmt: skip
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))
    noted: list[Omission] = []
    other, failure, draft = read_sources([path], note=noted.append)
    assert isinstance(other, ArticleDraft)
    assert isinstance(failure, Failure)
    assert isinstance(draft, ArticleDraft)
    assert (other.article_id, failure.line, draft.text) == ("other", 4, OTHER)
    (omission,) = noted
    assert (omission.source, omission.line) == (str(path), 1)
    assert "line 3" in omission.reason


def test_records_of_one_article_in_a_json_file_are_told_apart_too(tmp_path: Path) -> None:
    records = [{"id": 1, "text": TEXT}, {"id": 1, "text": OTHER}]
    path = write(tmp_path / "a.json", json.dumps(records))
    noted: list[Omission] = []
    (draft,) = read_sources([path], note=noted.append)
    assert isinstance(draft, ArticleDraft)
    assert (draft.text, [one.source for one in noted]) == (OTHER, [f"{path}#1"])


def test_a_line_that_is_too_long_is_skipped(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "1", "text": TEXT * 100}), json.dumps({"id": "2", "text": TEXT})]
    path = write(tmp_path / "a.jsonl", "\n".join(lines))
    failure, draft = read_sources([path], limits=Limits(line_bytes=500))
    assert isinstance(failure, Failure)
    assert (failure.line, isinstance(draft, ArticleDraft)) == (1, True)


def test_records_keep_their_location_when_lines_move(tmp_path: Path) -> None:
    records = [
        {"id": "1", "text": TEXT},
        {"url": "https://star.example/a", "text": TEXT},
        {"title": "Visit", "source": "Star", "published_at": "2024-09-03", "text": TEXT},
        {"text": TEXT},
    ]
    path = tmp_path / "a.jsonl"
    write(path, "\n".join(map(json.dumps, records)))
    before = {draft.location for draft in drafts(path)}
    records.insert(0, {"text": OTHER})
    write(path, "\n".join(map(json.dumps, reversed(records))))
    assert before < {draft.location for draft in drafts(path)}
    assert f"{path}#1" in before
    assert f"{path}#https://star.example/a" in before


def test_records_of_one_title_are_told_apart_by_their_text(tmp_path: Path) -> None:
    records = [{"title": "Morning briefing", "text": text} for text in (TEXT, OTHER)]
    path = write(tmp_path / "a.json", json.dumps(records))
    assert len({draft.location for draft in drafts(path)}) == 2


def test_long_ids_are_kept_whole_and_told_apart(tmp_path: Path) -> None:
    ids = [f"{'x' * 499}{last}" for last in "ab"]
    records = [{"id": one, "text": TEXT} for one in ids]
    found = drafts(write(tmp_path / "a.json", json.dumps(records)))
    assert [draft.article_id for draft in found] == ids
    assert [draft.location for draft in found] == [f"{tmp_path / 'a.json'}#{one}" for one in ids]


def test_long_addresses_are_places_of_their_own() -> None:
    address = f"https://star.example/{'x' * 1_000}"
    assert record_location({"url": f"{address}a"}, "f") != record_location({"url": address}, "f")


def test_an_id_that_is_too_long_is_a_failure(tmp_path: Path) -> None:
    long = "x" * 501
    write(tmp_path / "a.json", json.dumps([{"id": long, "text": TEXT}, {"id": 1, "text": OTHER}]))
    write(tmp_path / "b.md", f"---\nid: {long}\n---\n\n{TEXT}\n")
    record, draft, page = read_sources([tmp_path])
    assert isinstance(draft, ArticleDraft)
    for failure in (record, page):
        assert isinstance(failure, Failure)
        assert failure.reason == 'its "id" has 501 characters; it may have 500 at most'


def test_ids_of_records_are_kept_exactly_or_are_a_failure(tmp_path: Path) -> None:
    ids = ["a b", "a  b", " a b", "ca\u200bse", 7, "7", " "]
    lines = [json.dumps({"id": one, "text": f"{TEXT} {n}"}) for n, one in enumerate(ids)]
    found = list(read_sources([write(tmp_path / "a.jsonl", "\n".join(lines))]))
    kept = [one.article_id for one in found if isinstance(one, ArticleDraft)]
    assert kept == ["a b", "a  b", " a b", "7", None]
    (failure,) = (one for one in found if isinstance(one, Failure))
    assert (failure.line, "U+200B" in failure.reason) == (4, True)
    assert "write it without" in failure.reason


def test_a_record_gives_its_fields_cleaned() -> None:
    draft = draft_from_record(
        {
            "id": "x  1",
            "url": "https://star.example/visit",
            "title": "Visit\nbegins",
            "text": f"Visit begins\n\n{TEXT}\n\nShare on Facebook\n\nlone \ud800 one is out.",
            "source": "The Star",
            "author": ["Jane Doe", "John Roe"],
            "published_at": "2024-09-03T08:15:00+02:00",
            "language": "en-GB",
            "section": "World",
        },
        "api#1",
    )
    assert draft == ArticleDraft(
        text=f"{TEXT}\n\nlone one is out.",
        location="api#1",
        article_id="x  1",
        url="https://star.example/visit",
        title="Visit begins",
        source="The Star",
        author="Jane Doe, John Roe",
        published_at=datetime(2024, 9, 3, 6, 15, tzinfo=UTC),
        language="en",
        section="World",
    )


@pytest.mark.parametrize(
    "value", ["soon", "03/09/2024", "2094-01-01", 1725379200, {}, "0000-00-00"]
)
def test_a_bad_date_is_left_empty_and_the_article_kept(value: object) -> None:
    warnings: list[str] = []
    record = {"text": f"date 2024-09-03 {TEXT}", "published_at": value}
    draft = draft_from_record(record, "a", warn=warnings.append)
    assert draft.published_at is None
    assert draft.text == TEXT
    (warning,) = warnings
    assert "published_at" in warning
    assert str(value) in warning


def test_a_date_that_cannot_be_kept_is_noted_with_its_place(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": f"{TEXT} {number}", "published_at": day})
        for number, day in enumerate(("2024-09-03", "1750-01-01", "2094-01-01"))
    ]
    write(tmp_path / "a.jsonl", "\n".join(lines))
    write(tmp_path / "b.md", f"---\ndate: 1750-01-01\n---\n\n{TEXT}")
    write(tmp_path / "c.md", f"---\ndate: 2024-09-03\n---\n\n{TEXT}")
    noted: list[Omission] = []
    found = list(read_sources([tmp_path], note=noted.append))
    assert [type(one) for one in found] == [ArticleDraft] * 5
    assert [(Path(one.source.partition("#")[0]).name, one.line) for one in noted] == [
        ("a.jsonl", 2), ("a.jsonl", 3), ("b.md", None),
    ]  # fmt: skip
    assert "'1750-01-01'" in noted[0].reason
    assert "from 1800" in noted[2].reason


def test_what_a_record_lacks_is_recovered_from_its_text() -> None:
    text = f"Visit begins\n\nBy Jane Doe\n\nPublished September 3, 2024\n\n{TEXT}\n\n{OTHER}"
    draft = draft_from_record({"text": text}, "a")
    assert (draft.title, draft.author, draft.language) == ("Visit begins", "Jane Doe", "en")
    assert draft.published_at == datetime(2024, 9, 3, tzinfo=UTC)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "not an address"])
def test_only_web_addresses_are_kept_and_others_are_told(url: str) -> None:
    warnings: list[str] = []
    draft = draft_from_record({"text": TEXT, "url": url}, "a", warn=warnings.append)
    assert (draft.url, draft.text) == (None, TEXT)
    (warning,) = warnings
    assert '"url"' in warning
    assert repr(url) in warning


def test_an_address_that_cannot_be_kept_is_noted_with_its_place(tmp_path: Path) -> None:
    urls = ["https://a.example/x", "https://a.example/x y", "", None, "/2026/mill"]
    lines = [json.dumps({"text": f"{TEXT} {n}", "url": url}) for n, url in enumerate(urls)]
    noted: list[Omission] = []
    found = list(read_sources([write(tmp_path / "a.jsonl", "\n".join(lines))], note=noted.append))
    assert [type(one) for one in found] == [ArticleDraft] * 5
    assert [one.line for one in noted] == [2, 5]


def test_html_of_a_record_is_read_as_a_page() -> None:
    html = f"<p>{TEXT}</p><p hidden>SECRET</p><p>{OTHER}</p>"
    assert draft_from_record({"html": html}, "a").text == f"{TEXT}\n\n{OTHER}"
    assert draft_from_record({"text": html}, "a").text == f"{TEXT}\n\n{OTHER}"


MARKDOWN = f"---\ntitle: Visit *begins*\nsource: The Star\ndate: 2024-09-03\n---\n\n**{TEXT}**\n"


def test_markdown_of_a_record_is_read_and_the_record_has_the_last_word() -> None:
    record = with_markdown_read({"markdown": MARKDOWN, "outlet": "The Moon", "id": 7})
    draft = draft_from_record(record, "a")
    assert (draft.text, draft.title, draft.source) == (TEXT, "Visit *begins*", "The Moon")
    assert (draft.article_id, draft.published_at) == ("7", datetime(2024, 9, 3, tzinfo=UTC))


def test_a_record_of_markdown_is_found_again_by_what_its_front_matter_says() -> None:
    before, after = (
        record_location(with_markdown_read({"markdown": text}), "api")
        for text in (MARKDOWN, MARKDOWN.replace("two days", "three days"))
    )
    assert before == after


def test_a_record_with_another_text_keeps_it() -> None:
    record = {"markdown": MARKDOWN, "text": OTHER}
    assert with_markdown_read(record) is record


def test_markdown_in_json_lines_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"markdown": MARKDOWN}))
    assert [(draft.title, draft.text) for draft in drafts(path)] == [("Visit *begins*", TEXT)]


@pytest.mark.parametrize("markdown", [7, "---\nurl: https://star.example/visit\n---\n\n***\n"])
def test_markdown_without_an_article_is_unusable(markdown: object) -> None:
    with pytest.raises(UnusableSource):
        with_markdown_read({"markdown": markdown})


def test_the_estimate_counts_lines_and_files(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.jsonl", '{"text": "x"}\n' * 7)
    assert count_sources([tmp_path]) == 8


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text(), children, max_size=3)
    ),
    max_leaves=5,
)
fields = st.sampled_from(["id", "url", "title", "text", "html", "markdown", "source", "author",
                          "published_at", "language", "section"])  # fmt: skip


@settings(max_examples=200)
@given(st.dictionaries(fields, json_values))
def test_any_record_gives_a_draft_or_a_reason(record: dict[str, object]) -> None:
    try:
        draft = draft_from_record(with_markdown_read(record), "a")
    except UnusableSource:
        return
    assert draft.text
    assert draft.content_hash


@settings(max_examples=60)
@given(
    content=st.binary(max_size=300),
    extension=st.sampled_from(["txt", "md", "html", "json", "jsonl"]),
)
def test_any_bytes_give_drafts_or_failures(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, extension: str
) -> None:
    path = write(tmp_path_factory.mktemp("any") / f"a.{extension}", content)
    assert list(read_sources([path]))
