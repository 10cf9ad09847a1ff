"""Exports and interfaces of others: where their articles are, and what their fields are within."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.models import ArticleDraft
from indexer.sources import Failure, read_sources

TEXT = "The harbour of Ostby was closed on Sunday because of ice, the coast guard said."
OTHER = "Two icebreakers are expected on Tuesday, harbour master Ina Wolde said."
HTML = f"<p>{TEXT}</p>\n<p>{OTHER}</p>"
BOTH = f"{TEXT}\n\n{OTHER}"
ADDRESS = "https://ostbypost.example/ice"
MORNING = datetime(2026, 11, 9, 7, 15, tzinfo=UTC)

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Ostby Post",
    "language": "en",
    "items": [
        {
            "id": "ice-1",
            "url": ADDRESS,
            "title": "Ice closes harbour",
            "content_html": HTML,
            "date_published": "2026-11-09T08:15:00+01:00",
            "authors": [{"name": "Ina Holt"}, {"name": "Per Ek"}],
        }
    ],
}
WORDPRESS = {
    "id": 4417,
    "date": "2026-11-09T08:15:00",
    "date_gmt": "2026-11-09T07:15:00",
    "link": ADDRESS,
    "title": {"rendered": "Ice closes harbour"},
    "content": {"rendered": HTML, "protected": False},
    "excerpt": {"rendered": "<p>The harbour [&hellip;]</p>"},
    "author": 3,
    "categories": [5],
    "_embedded": {"author": [{"id": 3, "name": "Ina Holt and Per Ek"}]},
    "yoast_head_json": {"og_site_name": "Ostby Post"},
}
NEWSPAPER = {
    "response": {
        "docs": [
            {
                "_id": "ostby://article/1",
                "headline": {"main": "Ice closes harbour", "kicker": "Local"},
                "byline": {"original": "By Ina Holt and Per Ek", "person": []},
                "pub_date": "2026-11-09T07:15:00+0000",
                "source": "Ostby Post",
                "web_url": ADDRESS,
                "body_html": HTML,
            }
        ]
    }
}
CONTENT_API = {
    "response": {
        "status": "ok",
        "results": [
            {
                "id": "local/2026/nov/09/ice",
                "webPublicationDate": "2026-11-09T07:15:00Z",
                "webTitle": "Ice closes harbour",
                "webUrl": ADDRESS,
                "fields": {
                    "headline": "Ice closes harbour",
                    "byline": "Ina Holt and Per Ek",
                    "publication": "Ostby Post",
                    "body": HTML,
                },
            }
        ],
    }
}
CHANNEL = {
    "rss": {
        "channel": {
            "title": "Ostby Post",
            "link": "https://ostbypost.example",
            "item": [
                {
                    "title": {"__cdata": "Ice closes harbour"},
                    "link": ADDRESS,
                    "dc:creator": "Ina Holt and Per Ek",
                    "pubDate": "Mon, 09 Nov 2026 07:15:00 GMT",
                    "content:encoded": {"__cdata": HTML},
                }
            ],
        }
    }
}
SEARCH = {
    "hits": {
        "total": 1,
        "hits": [
            {
                "_id": "1",
                "_source": {
                    "title": "Ice closes harbour",
                    "url": ADDRESS,
                    "maintext": BOTH,
                    "authors": [{"displayName": "Ina Holt"}, {"displayName": "Per Ek"}],
                    "outlet": "Ostby Post",
                    "date_publish": None,
                    "publication_date": {"$date": "2026-11-09T07:15:00Z"},
                },
            }
        ],
    }
}


def read(value: object, folder: Path, name: str = "a.json") -> list[ArticleDraft | Failure]:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return list(read_sources([path]))


@pytest.mark.parametrize(
    "export", [FEED, WORDPRESS, [WORDPRESS], NEWSPAPER, CONTENT_API, CHANNEL, SEARCH]
)
def test_an_article_is_read_from_every_usual_export(export: object, tmp_path: Path) -> None:
    (draft,) = read(export, tmp_path)
    assert isinstance(draft, ArticleDraft)
    assert draft.text == BOTH
    assert (draft.title, draft.source, draft.url) == ("Ice closes harbour", "Ostby Post", ADDRESS)
    assert draft.author in {"Ina Holt and Per Ek", "Ina Holt, Per Ek"}
    assert draft.published_at == MORNING


def test_records_of_json_lines_are_read_alike(tmp_path: Path) -> None:
    (draft,) = read(WORDPRESS, tmp_path, "a.jsonl")
    assert isinstance(draft, ArticleDraft)
    assert (draft.article_id, draft.text) == ("4417", BOTH)


def test_a_text_of_blocks_is_one_text(tmp_path: Path) -> None:
    blocks = [{"type": "paragraph", "text": TEXT}, {"type": "paragraph", "text": OTHER}]
    (draft,) = read({"title": "T", "body": blocks}, tmp_path)
    assert isinstance(draft, ArticleDraft)
    assert draft.text == BOTH


@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("The post", "appeared first on"),
        ("Der Beitrag", "erschien zuerst auf"),
        ("L’article", "est apparu en premier sur"),
    ],
)
def test_the_note_of_a_feed_below_its_article_goes(
    before: str, between: str, tmp_path: Path
) -> None:
    note = f"<p>{before} <a href='/1'>Ice closes harbour</a> {between} <a href='/'>Ostby</a>.</p>"
    told = "<p>The post of <a href='/1'>Ina Wolde</a> appeared first on the list in 1998.</p>"
    (draft,) = read({"title": "T", "content_html": f"{HTML}{told}{note}\n"}, tmp_path)
    assert isinstance(draft, ArticleDraft)
    assert draft.text == f"{BOTH}\n\nThe post of Ina Wolde appeared first on the list in 1998."


def test_an_article_says_more_than_its_feed(tmp_path: Path) -> None:
    item = {"title": "T", "content_text": TEXT, "source": "Lund News", "authors": []}
    feed = {**FEED, "authors": [{"name": "The desk"}], "items": [item]}
    (draft,) = read(feed, tmp_path)
    assert isinstance(draft, ArticleDraft)
    assert (draft.source, draft.author, draft.language) == ("Lund News", "The desk", "en")


def test_the_name_of_a_list_is_no_outlet(tmp_path: Path) -> None:
    (draft,) = read({"title": "Harbour set 2", "items": [{"text": TEXT}]}, tmp_path)
    assert isinstance(draft, ArticleDraft)
    assert draft.source is None


@pytest.mark.parametrize("beside", [{"items": [{"text": OTHER}]}, {"fields": {"body": OTHER}}])
def test_an_article_stays_one_with_others_beside_it(
    beside: dict[str, object], tmp_path: Path
) -> None:
    (draft,) = read({"title": "T", "text": TEXT, **beside}, tmp_path)
    assert isinstance(draft, ArticleDraft)
    assert draft.text == TEXT


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"title": {"rendered": "T"}, "content": {"blocks": 3}}, '"text" is an object'),
        ({"title": {"rendered": "T"}, "content": {"rendered": ""}}, '"text", "html" or'),
        ({"results": [{"webTitle": "T"}]}, '"text", "html" or "markdown"'),
        ({"results": [{"webUrl": ADDRESS}]}, "index the address itself"),
        ({"results": []}, "no articles"),
        ({"text": TEXT, "author": 7}, '"author" is a number'),
        ({"text": TEXT, "author": {"id": 7}}, '"author" is an object'),
        ({"text": TEXT, "title": {"kicker": "Local"}}, '"title" is an object'),
    ],
)
def test_what_does_not_fit_is_named(value: object, reason: str, tmp_path: Path) -> None:
    (failure,) = read(value, tmp_path)
    assert isinstance(failure, Failure)
    assert reason in failure.reason


def test_deep_nesting_fails_alone(tmp_path: Path) -> None:
    for opening, closing in (("[", "]"), ('{"text":', "}")):
        text = f'{{"text": {opening * 900}1{closing * 900}}}'
        (tmp_path / "a.json").write_text(f'[{text}, {{"text": "{TEXT}"}}]', encoding="utf-8")
        found = list(read_sources([tmp_path / "a.json"]))
        assert isinstance(found[0], Failure)
