"""Adding articles over HTTP: which is new, which is known, and what of it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from tests.fakes.service import opened_state, settings_in

POND = "First: the pond by the mill froze last week, and the ducks walk on it, writes a reader."
ROOF = "Second: the roof of the school leaks again; nobody at the town hall has answered so far."


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = settings_in(tmp_path)
    with (
        opened_state(settings) as state,
        TestClient(create_app(settings, state=state)) as opened,
    ):
        yield opened


def add(client: TestClient, **fields: object) -> tuple[int, str, str]:
    """Status, outcome and id."""
    response = client.post("/v1/articles", json=fields)
    assert response.status_code in {200, 201}, response.text
    added = response.json()
    return response.status_code, added["outcome"], added["article_id"]


def found(client: TestClient, query: str, as_of: str | None = None) -> list[str]:
    """The articles of the passages that have all words of the query."""
    hits = client.post("/v1/search", json={"query": query, "as_of": as_of}).json()["hits"]
    words = query.lower().split()
    return [hit["article_id"] for hit in hits if all(word in hit["text"] for word in words)]


def article(client: TestClient, article_id: str) -> dict[str, Any]:
    body: dict[str, Any] = client.get(f"/v1/articles/{article_id}").json()
    return body


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"source": "Quillmouth Post"}, {"source": "Quillmouth Post"}),
        ({}, {}),
        ({"published_at": "2026-03-01T08:00:00Z"}, {"published_at": "2026-03-01T17:00:00Z"}),
        ({"published_at": "2026-03-01"}, {"published_at": "2026-03-01"}),
    ],
)
def test_articles_with_one_title_are_articles_of_their_own(
    client: TestClient, first: dict[str, str], second: dict[str, str]
) -> None:
    pond = add(client, title="Letters", text=POND, **first)
    roof = add(client, title="Letters", text=ROOF, **second)
    assert (pond[:2], roof[:2]) == ((201, "new"), (201, "new"))
    assert found(client, "pond mill") == [pond[2]]
    assert found(client, "roof school") == [roof[2]]
    assert article(client, pond[2])["version"] == article(client, roof[2])["version"] == 1


def test_the_very_same_article_again_changes_nothing_and_is_said_so(client: TestClient) -> None:
    fields = {"title": "Letters", "source": "Quillmouth Post", "published_at": "2026-03-01"}
    _, _, article_id = add(client, text=POND, **fields)
    add(client, text=ROOF, **fields)
    fields["published_at"] = "2026-03-01T00:00:00Z"
    assert add(client, text=f"{POND}\n", **fields) == (200, "unchanged", article_id)
    assert len(client.get("/v1/articles").json()["articles"]) == 2


def test_an_article_that_is_known_by_its_url_is_still_updated(client: TestClient) -> None:
    url = "https://post.example/letters"
    _, _, article_id = add(client, title="Letters", text=POND, url=url)
    assert add(client, title="Letters", text=ROOF, url=url) == (200, "updated", article_id)


def test_what_was_handed_in_first_is_new_again_once_its_article_tells_something_else(
    client: TestClient,
) -> None:
    later = [ROOF, "A third letter asks who pays for the lamps along the river path at night."]
    ids = []
    for text in later:
        ids.append(add(client, title="Letters", text=POND)[2])
        assert add(client, id=ids[-1], title="Letters", text=text)[1] == "updated"
    _, outcome, last = add(client, title="Letters", text=POND)
    assert (outcome, len({*ids, last})) == ("new", 3)
    assert [article(client, one)["text"] for one in (*ids, last)] == [*later, POND]


@pytest.mark.parametrize(
    "article_id", ["a  b", " a b", "a b ", "a\u00a0b", "می\u200cخواهم", "👩\u200d🚒"]
)
def test_an_id_is_kept_exactly_and_found_by_it(client: TestClient, article_id: str) -> None:
    add(client, id="a b", text=ROOF)
    posted = client.post("/v1/articles", json={"id": article_id, "text": POND})
    assert posted.json() == {"article_id": article_id, "outcome": "new"}
    for path in (posted.headers["location"], f"/v1/articles/{quote(article_id, safe='')}"):
        assert client.get(path).json()["article_id"] == article_id
    assert article(client, "a%20b")["text"] == ROOF


@pytest.mark.parametrize(
    ("inside", "name"),
    [("\u200b", "U+200B"), ("\t", "U+0009"), ("\n", "U+000A"), ("\0", "U+0000"),
     ("\ufeff", "U+FEFF"), ("\u202e", "U+202E"), ("\u00ad", "U+00AD")],
)  # fmt: skip
def test_an_id_that_cannot_be_seen_whole_is_refused_and_updates_no_other(
    client: TestClient, inside: str, name: str
) -> None:
    add(client, id="case", text=POND)
    response = client.post("/v1/articles", json={"id": f"ca{inside}se", "text": ROOF})
    assert response.status_code == 422
    assert name in response.json()["detail"]
    assert article(client, "case")["text"] == POND


@pytest.mark.parametrize(
    ("number", "article_id"), [(123, "123"), (0, "0"), (-5, "-5"), (10**30, f"1{'0' * 30}")]
)
def test_a_whole_number_is_an_id_by_its_digits(
    client: TestClient, number: int, article_id: str
) -> None:
    assert add(client, id=number, text=POND) == (201, "new", article_id)
    assert article(client, article_id)["article_id"] == article_id
    assert add(client, id=article_id, text=ROOF) == (200, "updated", article_id)
    assert add(client, id=number, text=ROOF) == (200, "unchanged", article_id)


@pytest.mark.parametrize("wrong", [True, False, {"a": 1}, {}, [1], [], 1.5, 10.0, 1e300])
def test_what_is_neither_text_nor_a_whole_number_is_no_id(
    client: TestClient, wrong: object
) -> None:
    response = client.post("/v1/articles", json={"id": wrong, "text": POND})
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {
            "location": "body.id",
            "message": "it must be text or a whole number; leave it out where there is no id",
        }
    ]
    assert client.get("/v1/articles").json()["articles"] == []


def test_a_number_of_too_many_digits_is_no_id(client: TestClient) -> None:
    response = client.post("/v1/articles", json={"id": 10**500, "text": POND})
    assert response.status_code == 422
    assert [error["location"] for error in response.json()["errors"]] == ["body.id"]


@pytest.mark.parametrize("blank", ["", "  ", "\u3000"])
def test_a_blank_id_is_refused_and_not_replaced(client: TestClient, blank: str) -> None:
    response = client.post("/v1/articles", json={"id": blank, "text": POND})
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error == {
        "location": "body.id",
        "message": "it is empty; leave it out, or give the article's id",
    }


def test_an_id_in_front_matter_is_kept_exactly_too(client: TestClient) -> None:
    for article_id, text in (("a  b", POND), ("a b", ROOF)):
        markdown = f'---\r\nid: "{article_id}"\r\n---\r\n\r\n{text}'
        assert add(client, markdown=markdown) == (201, "new", article_id)
    for unseen in ("\u200b", "\\u200b", "\\0"):
        response = client.post(
            "/v1/articles", json={"markdown": f'---\nid: "a{unseen} b"\n---\n\n{POND}'}
        )
        assert response.status_code == 422
        assert "cannot be seen" in response.json()["detail"]


def test_a_kept_citation_never_points_into_another_text(client: TestClient) -> None:
    add(client, id="mill", text="The mill on the river Arl was built in 1902. It ground rye.")
    asked = client.post("/v1/ask", json={"question": "When was the mill on the river Arl built?"})
    (citation,) = client.get(f"/v1/answers/{asked.json()['id']}").json()["citations"]
    where = {"version": citation["version"]}
    text = client.get("/v1/articles/mill", params=where).json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    client.delete("/v1/articles/mill")
    assert add(client, id="mill", text=ROOF) == (201, "new", "mill")
    gone = client.get("/v1/articles/mill", params=where)
    assert (gone.status_code, gone.json()["type"]) == (
        404,
        "urn:dateline:problem:version-not-found",
    )
    assert article(client, "mill")["corrections"] == []


def test_a_date_that_was_put_right_counts_where_the_wrong_one_did(client: TestClient) -> None:
    for day in ("2026-05-02", "2026-04-01"):
        add(client, id="pond", text=POND, published_at=day)
    assert found(client, "pond mill", as_of="2026-03-31") == []
    for day in ("2026-04-15", "2026-05-03"):
        query = {"query": "pond", "as_of": day}
        (hit,) = client.post("/v1/search", json=query).json()["hits"]
        assert (hit["version"], hit["published_at"]) == (2, "2026-04-01T00:00:00Z")


def test_an_article_without_a_date_is_found_at_any_time_of_the_day_it_came_on(
    client: TestClient,
) -> None:
    add(client, id="pond", text=POND)
    seen = datetime.now(UTC)
    assert found(client, "pond mill", as_of=f"{seen.date()}T00:00:00Z") == ["pond"]
    assert found(client, "pond mill", as_of=f"{seen.date()}") == ["pond"]
    assert found(client, "pond mill", as_of=f"{seen.date() - timedelta(days=1)}") == []


def test_an_article_is_found_by_its_language_whichever_code_it_was_sent_with(
    client: TestClient,
) -> None:
    for code, text in (("eng", POND), ("xx", ROOF)):
        _, _, article_id = add(client, text=text, language=code)
        assert article(client, article_id)["language"] == "en"
    listed = client.get("/v1/articles", params={"language": "en"}).json()["articles"]
    assert len(listed) == 2


@pytest.mark.parametrize("url", ["https://a.example/x y", "ftp://a.example/x", "javascript:x()"])
def test_an_address_that_cannot_be_kept_is_refused_by_name(client: TestClient, url: str) -> None:
    response = client.post("/v1/articles", json={"id": "pond", "text": POND, "url": url})
    assert response.status_code == 422
    assert '"url"' in response.json()["detail"]
    assert client.get("/v1/articles/pond").status_code == 404


@pytest.mark.parametrize("url", ["", " ", "https://a.example/x%20y", "https://zeitung.example/ü"])
def test_an_address_that_says_nothing_or_is_one_is_taken(client: TestClient, url: str) -> None:
    _, _, article_id = add(client, text=POND, url=url)
    assert article(client, article_id)["url"] == (url.strip() or None)


def test_a_path_in_front_matter_is_no_address_and_no_mistake(client: TestClient) -> None:
    markdown = f"---\nid: pond\npermalink: /2026/pond/\n---\n\n{POND}"
    assert add(client, markdown=markdown) == (201, "new", "pond")
    assert article(client, "pond")["url"] is None
