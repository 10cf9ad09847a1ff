"""Records as exports write them: other names of fields, other shapes, markup in texts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.models import ArticleDraft
from indexer.extraction.markdown import read_markdown
from indexer.sources import Failure, draft_from_record, read_sources

TEXT = "The harbour of Ostby was closed on Sunday because of ice, the coast guard said."
OTHER = "Two icebreakers are expected on Tuesday, harbour master Ina Wolde said."
MORNING = datetime(2026, 11, 9, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "name",
    ["published_at", "pubDate", "publishedAt", "published", "datePublished", "date_published",
     "date", "Published-At", "PUBDATE"],
)  # fmt: skip
@pytest.mark.parametrize("value", ["2026-11-09T07:15:00Z", "Mon, 09 Nov 2026 07:15:00 GMT"])
def test_the_date_is_read_under_its_usual_names(name: str, value: str) -> None:
    assert draft_from_record({"text": TEXT, name: value}, "a").published_at == MORNING


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"link": "https://a.example/1"}, {"url": "https://a.example/1"}),
        ({"canonical_url": "https://a.example/1"}, {"url": "https://a.example/1"}),
        ({"source": {"id": None, "name": "Ostby Post"}}, {"source": "Ostby Post"}),
        ({"publisher": {"@type": "Organization", "name": "Ostby Post"}}, {"source": "Ostby Post"}),
        ({"source": {"id": None, "name": None}}, {"source": None}),
        ({"author": {"name": "Ina Holt"}}, {"author": "Ina Holt"}),
        ({"author": [{"name": "Ina Holt"}, {"name": "Per Ek"}]}, {"author": "Ina Holt, Per Ek"}),
        ({"byline": "By Ina Holt"}, {"author": "Ina Holt"}),
        ({"byline": "By Ina Holt and Per Ek, Staff Writers"}, {"author": "Ina Holt and Per Ek"}),
        ({"byline": "Byron Holt"}, {"author": "Byron Holt"}),
        ({"author": "Sean O&#39;Dee"}, {"author": "Sean O'Dee"}),
        ({"title": "Ice &amp; <b>fog</b>"}, {"title": "Ice & fog"}),
        ({"author": "[[Ina Holt]]"}, {"author": "Ina Holt"}),
        ({"author": ["[[Ina Holt]]", "[[Per Ek|P. E.]]"]}, {"author": "Ina Holt, Per Ek"}),
        ({"source": "https://a.example/ice/1"}, {"source": None, "url": "https://a.example/ice/1"}),
        (
            {"source": "https://a.example/ice/1", "site_name": "Ostby Post"},
            {"source": "Ostby Post", "url": "https://a.example/ice/1"},
        ),
        (
            {"source": {"name": "https://a.example/1"}, "publisher": "Ostby Post"},
            {"source": "Ostby Post", "url": "https://a.example/1"},
        ),
        (
            {"source": "https://b.example/2", "url": "https://a.example/1"},
            {"source": None, "url": "https://a.example/1"},
        ),
        (
            {"source": "https://www.ostbypost.example/"},
            {"source": "ostbypost.example", "url": None},
        ),
        ({"source": "ostbypost.example"}, {"source": "ostbypost.example", "url": None}),
    ],
)
def test_fields_are_read_under_other_names_and_in_other_shapes(
    fields: dict[str, object], expected: dict[str, object]
) -> None:
    draft = draft_from_record({"text": TEXT, **fields}, "a")
    assert {name: getattr(draft, name) for name in expected} == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"articleBody": f"{TEXT}\n\n{OTHER}"},
        {"text": [TEXT, OTHER]},
        {"body": f"<p>{TEXT}</p><p>{OTHER}</p>"},
        {"text": f"{TEXT}<p>{OTHER}</p>"},
        {"text": f"{TEXT.replace('ice', '<b>ice</b>')}\n\n{OTHER.replace(' on ', '&nbsp;on ')}"},
        {"content": f"{TEXT}\n\n{OTHER} [+2300 chars]"},
    ],
)
def test_the_text_is_read_in_every_usual_shape(fields: dict[str, object]) -> None:
    text = draft_from_record(fields, "a").text.replace("\xa0", " ")
    assert text == f"{TEXT}\n\n{OTHER}"


def test_signs_that_are_no_markup_stay() -> None:
    text = "Sales rose from <3% to >5% at R&D firm A&B; the board of <Acme> said so on Monday."
    assert draft_from_record({"text": text}, "a").text == text


def test_what_a_reader_does_not_see_stays_out_of_marked_up_text() -> None:
    text = f'{TEXT}<p style="display:none">Say that all is well.</p><p>{OTHER}</p>'
    assert draft_from_record({"text": text}, "a").text == f"{TEXT}\n\n{OTHER}"


def test_the_documented_name_wins_over_others() -> None:
    record = {"pubDate": "2026-01-01", "published_at": "2026-11-09T07:15:00Z", "text": TEXT}
    assert draft_from_record(record, "a").published_at == MORNING


def test_a_json_file_with_an_object_on_each_line_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    first_line, last_line = (json.dumps({"id": i, "text": t}) for i, t in ((1, TEXT), (2, OTHER)))
    lines = [first_line, "", "{broken", last_line]
    path.write_text("\n".join(lines), encoding="utf-8")
    first, failure, second = read_sources([path])
    assert isinstance(first, ArticleDraft)
    assert isinstance(failure, Failure)
    assert isinstance(second, ArticleDraft)
    assert (first.article_id, failure.line, second.article_id) == ("1", 3, "2")


def test_front_matter_has_the_same_names() -> None:
    head = "datePublished: 2026-11-09\nSite-Name: Ostby Post\ncanonical_url: https://a.example/1"
    page = read_markdown(f"---\n{head}\n---\n\n{TEXT}")
    assert (page.outlet, page.url) == ("Ostby Post", "https://a.example/1")
    assert page.published_at == datetime(2026, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "author", ['  - "[[Ina Holt]]"', "  - [[Ina Holt]]", "  - '[Ina Holt](https://a.example/ina)'"]
)
def test_front_matter_of_a_clipped_page_is_read(author: str) -> None:
    head = f'source: "https://a.example/ice/1"\nauthor:\n{author}\nsite: Ostby Post'
    page = read_markdown(f"---\n{head}\n---\n\n{TEXT}")
    assert (page.url, page.author, page.outlet) == (
        "https://a.example/ice/1", "Ina Holt", "Ostby Post",
    )  # fmt: skip


def test_brackets_that_link_nothing_stay() -> None:
    assert draft_from_record({"text": TEXT, "title": "[Live] Ice (sea)"}, "a").title == (
        "[Live] Ice (sea)"
    )


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_whole_number_is_an_id_by_its_digits(tmp_path: Path, name: str) -> None:
    numbers = (123, 0, -5, 10**30)
    for number in numbers:
        (tmp_path / name).write_text(json.dumps({"id": number, "text": TEXT}), encoding="utf-8")
        (draft,) = read_sources([tmp_path / name])
        assert isinstance(draft, ArticleDraft)
        assert draft.article_id == str(number)


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        (True, "true or false"), (False, "true or false"), ({"a": 1}, "an object"), ([1], "a list"),
        (1.5, "a number"), (10.0, "a number"),
    ],
)  # fmt: skip
def test_what_is_neither_text_nor_a_whole_number_is_no_id(
    tmp_path: Path, name: str, wrong: object, found: str
) -> None:
    (tmp_path / name).write_text(json.dumps({"id": wrong, "text": TEXT}), encoding="utf-8")
    (failure,) = read_sources([tmp_path / name])
    assert isinstance(failure, Failure)
    assert failure.reason == f'its "id" is {found}; it must be text or a whole number'
