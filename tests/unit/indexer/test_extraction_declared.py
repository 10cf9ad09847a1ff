"""What a page declares about its article, among other stories, the site and what was struck out."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from indexer.extraction.html import read_html
from indexer.extraction.markdown import read_markdown
from indexer.extraction.records import draft_from_record

HEADLINE = "Ostby keeps its ferry for nine more years"
SENTENCES = [
    "The council of Ostby will keep the ferry for nine more years, it said on Monday evening.",
    "A bridge would have cost 41 million crowns, which is twice what the town has in a year.",
    "Harbour master Ina Wolde had collected 1,900 names for the ferry since the spring.",
]
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
ADDRESS = "https://ostbypost.example/2026/ferry"
OWN = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2026-03-03",
    "author": {"name": "Ina Holt"},
    "publisher": {"name": "Ostby Post"},
}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Goat elected mayor of Lund",
    "url": "https://lundnews.example/goat",
    "datePublished": "2020-01-01",
    "author": {"name": "Per Ek"},
    "publisher": {"name": "Lund News"},
}


def page_with(
    data: object = None, *, window: str = HEADLINE, head: str = "", body: str = ""
) -> str:
    described = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if data else ""
    return (
        f"<html lang='en'><head><title>{window}</title>{head}{described}</head><body>"
        f"{body or f'<h1>{HEADLINE}</h1>'}{PARAGRAPHS}</body></html>"
    )


def test_the_date_is_the_articles_own() -> None:
    data = {"@graph": [{"@type": "WebPage", "datePublished": "2015-01-01"}, OWN]}
    assert read_html(page_with(data)).published_at == datetime(2026, 3, 3, tzinfo=UTC)


def test_the_date_of_a_page_counts_where_no_article_has_one() -> None:
    undated = {"@type": "NewsArticle", "headline": HEADLINE}
    data = [undated, {"@type": "WebPage", "datePublished": "2015-01-01"}]
    assert read_html(page_with(data)).published_at == datetime(2015, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("wording", [HEADLINE, "Ferry in Ostby stays for nine more years"])
@pytest.mark.parametrize("window", [HEADLINE, f"{HEADLINE} | Ostby Post"])
def test_of_several_articles_the_one_with_the_pages_headline_counts(
    wording: str, window: str
) -> None:
    page = read_html(page_with([OTHER, {**OWN, "headline": wording}], window=window))
    assert (page.outlet, page.author) == ("Ostby Post", "Ina Holt")
    assert page.published_at == datetime(2026, 3, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        {"url": f"{ADDRESS}/"},
        {"mainEntityOfPage": ADDRESS},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": f"{ADDRESS}#main"}},
        {"@id": f"{ADDRESS}#article"},
    ],
)
def test_of_several_articles_the_one_with_the_pages_address_counts(
    address: dict[str, object],
) -> None:
    own = {**OWN, "headline": "Kept", **address}
    page = read_html(page_with([OTHER, own], head=f"<link rel='canonical' href='{ADDRESS}'>"))
    assert (page.outlet, page.author) == ("Ostby Post", "Ina Holt")


def test_of_several_articles_none_counts_where_nothing_tells_which_is_the_pages() -> None:
    page = read_html(page_with([OTHER, {**OWN, "headline": "Four lambs born in a church"}]))
    assert (page.outlet, page.author, page.published_at) == (None, None, None)


def test_an_article_counts_under_another_headline_where_it_is_the_only_one() -> None:
    page = read_html(page_with({**OWN, "headline": "No bridge"}))
    assert (page.outlet, page.author) == ("Ostby Post", "Ina Holt")


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("By Ina Holt", "Ina Holt"),
        ("by Ina Holt and Per Ek", "Ina Holt and Per Ek"),
        ("Par Ina Holt", "Ina Holt"),
        ("Von Trier", "Von Trier"),
        ("Byron Holt", "Byron Holt"),
    ],
)
def test_a_declared_writer_is_named_without_the_mark(stated: str, author: str) -> None:
    assert read_html(page_with({**OWN, "author": stated})).author == author


@pytest.mark.parametrize("month", ["March", "May", "August", "November"])
def test_the_date_in_a_byline_is_no_writer(month: str) -> None:
    line = f"<div class='byline'>By Ina Holt | {month} 21, 2026 at 5:45 a.m. EDT</div>"
    page = read_html(page_with(body=f"<h1>{HEADLINE}</h1>{line}"))
    assert page.author == "Ina Holt"
    assert page.text == "\n\n".join(SENTENCES)


def test_a_writer_may_be_called_like_a_month() -> None:
    line = "<div class='byline'>By Ina May</div>"
    assert read_html(page_with(body=f"<h1>{HEADLINE}</h1>{line}")).author == "Ina May"


@pytest.mark.parametrize(
    "window",
    [
        f"Ostby Gazette - {HEADLINE}",
        f"Ostby Gazette | {HEADLINE}",
        f"Ostby Gazette: {HEADLINE}",
        f"{HEADLINE} :: Ostby Gazette",
        f"{HEADLINE} | Local | Ostby Gazette",
    ],
)
@pytest.mark.parametrize("above", ["", "<h1>Ostby Gazette</h1>"])
def test_the_site_may_stand_on_either_side_of_the_headline(window: str, above: str) -> None:
    page = read_html(page_with(window=window, body=f"{above}<h2>{HEADLINE}</h2>"))
    assert (page.title, page.outlet) == (HEADLINE, "Ostby Gazette")
    assert page.text == "\n\n".join(SENTENCES)


def test_a_site_without_a_form_is_known_by_what_the_page_calls_itself() -> None:
    head = "<meta property='og:site_name' content='Tidal Lamp'>"
    page = read_html(page_with(window=f"Tidal Lamp - {HEADLINE}", head=head, body="<p></p>"))
    assert (page.title, page.outlet) == (HEADLINE, "Tidal Lamp")


@pytest.mark.parametrize(
    "headline",
    [
        "Ostby: ferry stays for nine more years",
        "Ferry or bridge - the council has chosen",
        "Ostby - the town that kept its ferry",
    ],
)
def test_a_headline_of_two_parts_stays_whole(headline: str) -> None:
    body = f"<h1>{headline}</h1>"
    assert read_html(page_with(window=headline, body=body)).title == headline
    site = f"{headline} | Ostby Gazette"
    assert read_html(page_with(window=site, body=body)).title == headline


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_is_struck_out_is_no_word_of_the_article(tag: str) -> None:
    marked = f"The ferry stays for <{tag}>six</{tag}> <ins>nine</ins> years, it said on Monday."
    plain = "The ferry stays for nine years, it said on Monday."
    html = page_with().replace("</body>", f"<p>{marked}</p></body>")
    assert read_html(html).text.endswith(plain)
    assert draft_from_record({"text": marked}, "a").text == plain
    assert read_markdown(f"{SENTENCES[0]}\n\n{marked}").text.endswith(plain)


def test_markdown_strikes_out_with_tildes() -> None:
    text = read_markdown(f"{SENTENCES[0]} It lasts ~~six~~ nine years, ~~ 20 to ~~30 say.").text
    assert text.endswith("It lasts nine years, ~~ 20 to ~~30 say.")


def test_a_mark_left_open_strikes_out_no_article() -> None:
    html = f"<html><body><h1>{HEADLINE}</h1><del><div>{PARAGRAPHS}</div></body></html>"
    assert SENTENCES[2] in read_html(html).text


def test_a_section_in_the_window_is_no_headline() -> None:
    body = "<h1>Rovers go top as United stumble</h1><h2>Sport</h2>"
    page = read_html(page_with(window="Rovers win 3-1 at home | Sport", body=body))
    assert page.title == "Rovers win 3-1 at home"
