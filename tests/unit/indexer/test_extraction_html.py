"""Web pages: the article gets in, what no reader sees does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extraction.html import read_html

SENTENCES = [
    "The president arrived in Ulaanbaatar on Monday for a visit of two days, officials said.",
    "The court issued its warrant in March 2023 over the deportation of children from Ukraine.",
    "Mongolia ratified the treaty in 2002 and is obliged to cooperate with the court, it added.",
    "Parliament did not comment on the visit, which ends on Tuesday evening with a ceremony.",
]
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page_with(extra: str = "", *, head: str = "") -> str:
    """An ordinary page with an article, and something more in its body or head."""
    return (
        f"<!doctype html><html lang='en-GB'><head><title>Visit begins</title>{head}</head><body>"
        "<nav><a href='/'>Home</a></nav><article>"
        f"<h1>Visit begins</h1>{PARAGRAPHS}{extra}</article>"
        "</body></html>"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>SECRET words that nobody sees on this page, he said.</p>",
        "<p style='visibility: hidden'>SECRET words that nobody sees, he said.</p>",
        "<p style='font-size:0'>SECRET words that nobody sees, he said.</p>",
        "<p style='opacity:0;'>SECRET words that nobody sees, he said.</p>",
        "<p style='position:absolute;left:-9999px'>SECRET words nobody sees, he said.</p>",
        "<p style='text-indent:-999em'>SECRET words that nobody sees, he said.</p>",
        "<div style='height:0;overflow:hidden'><p>SECRET words nobody sees, he said.</p></div>",
        "<p hidden>SECRET words that nobody sees on this page, he said.</p>",
        "<div aria-hidden='true'><p>SECRET words that nobody sees, he said.</p></div>",
        "<p class='sr-only'>SECRET words that nobody sees on this page, he said.</p>",
        "<!-- SECRET words that nobody sees on this page, he said. -->",
        "<template><p>SECRET words that nobody sees, he said.</p></template>",
        "<noscript><p>SECRET words that nobody sees, he said.</p></noscript>",
        "<script>var words = 'SECRET words that nobody sees';</script>",
        "<style>p::after { content: 'SECRET words' }</style>",
    ],
)
def test_nothing_hidden_gets_into_the_text(hidden: str) -> None:
    page = read_html(page_with(hidden))
    assert "SECRET" not in page.text
    assert page.text == "\n\n".join(SENTENCES)


def test_visible_text_after_something_hidden_stays() -> None:
    page = read_html(
        page_with("<p>Kyiv <span hidden>SECRET</span>protested on Monday, it said.</p>")
    )
    assert page.text.endswith("Kyiv protested on Monday, it said.")


def test_reads_what_a_page_declares() -> None:
    head = (
        "<meta property='article:published_time' content='2024-09-03T08:15:00+02:00'>"
        "<meta property='og:site_name' content='The Daily Star'>"
        "<meta name='author' content='Jane Doe'>"
        "<meta property='article:section' content='World'>"
        "<link rel='canonical' href='https://star.example/visit'>"
    )
    page = read_html(page_with(head=head))
    assert page.title == "Visit begins"
    assert page.outlet == "The Daily Star"
    assert page.author == "Jane Doe"
    assert page.published_at == datetime(2024, 9, 3, 6, 15, tzinfo=UTC)
    assert page.url == "https://star.example/visit"
    assert page.language == "en"
    assert page.section == "World"


def test_reads_the_date_of_linked_data() -> None:
    script = '<script type="application/ld+json">{"datePublished": "2024-09-03"}</script>'
    assert read_html(page_with(head=script)).published_at == datetime(2024, 9, 3, tzinfo=UTC)


def test_reads_writer_and_outlet_of_linked_data() -> None:
    article = (
        '{"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Jane Doe"},'
        ' {"@type": "Person", "name": "John Roe"}], "publisher": {"name": "The Daily Star"}}'
    )
    script = f'<script type="application/ld+json">{{"@graph": [{article}]}}</script>'
    page = read_html(page_with(head=script))
    assert (page.author, page.outlet) == ("Jane Doe, John Roe", "The Daily Star")


@pytest.mark.parametrize(
    "data", ["{", "[[[[[[[[[[]]]]]]]]]]", '{"@type": "NewsArticle", "author": 7}']
)
def test_broken_linked_data_declares_nothing(data: str) -> None:
    page = read_html(page_with(head=f'<script type="application/ld+json">{data}</script>'))
    assert (page.author, page.outlet) == (None, None)


@pytest.mark.parametrize(
    ("title", "footer", "outlet"),
    [
        ("Visit begins | Harbour Gazette", "", "Harbour Gazette"),
        ("Visit begins | Tidal Lamp", "© 2025 Tidal Lamp. All rights reserved.", "Tidal Lamp"),
        ("Visit begins", "© 2025 Harbour Gazette, 3 Quay Road.", "Harbour Gazette"),
        ("Visit begins | Mongolia", "", None),
    ],
)
def test_the_site_is_named_by_the_windows_title_or_the_footer(
    title: str, footer: str, outlet: str | None
) -> None:
    source = page_with().replace("<title>Visit begins</title>", f"<title>{title}</title>")
    source = source.replace("</body>", f"<footer><p>{footer}</p></footer></body>")
    assert read_html(source).outlet == outlet


def test_the_line_of_outlet_and_date_of_a_page_is_read() -> None:
    line = "<h1>Visit begins</h1><p>Harbour Gazette, 3 September 2024</p><p>Words: Jane Doe</p>"
    page = read_html(page_with().replace("<h1>Visit begins</h1>", line))
    assert (page.outlet, page.author) == ("Harbour Gazette", "Jane Doe")
    assert page.published_at == datetime(2024, 9, 3, tzinfo=UTC)
    assert page.text == "\n\n".join(SENTENCES)


def test_takes_no_date_from_the_prose() -> None:
    page = read_html(page_with("<p>The war began on February 24, 2022, the ministry said.</p>"))
    assert page.published_at is None


def test_an_address_that_is_not_of_the_web_is_no_address() -> None:
    head = "<link rel='canonical' href='javascript:alert(1)'>"
    assert read_html(page_with(head=head)).url is None


def test_furniture_of_a_page_is_removed_as_from_text() -> None:
    extra = "<p>Sign up for our newsletter and get it in your inbox.</p><p>Read more: Storm</p>"
    assert read_html(page_with(extra)).text == "\n\n".join(SENTENCES)


def test_a_short_page_is_still_read() -> None:
    assert read_html("<p>Rain fell on Monday.</p>").text == "Rain fell on Monday."


@pytest.mark.parametrize("source", ["", "   ", "<html></html>", "<!-- nothing -->", "<?xml?>"])
def test_a_page_without_an_article_has_no_text(source: str) -> None:
    assert read_html(source).text == ""


def test_a_very_deep_page_is_read_without_failing() -> None:
    read_html("<div>" * 5_000 + SENTENCES[0])


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div hidden>", "</div>", "<!--", "-->", "&amp;",
                                 "<table><td>", "\x00", "ä", "words ", "<script>", "</script>",
                                 "<![CDATA[", "<a href='x'>"]), max_size=30))  # fmt: skip
def test_any_markup_is_read(pieces: list[str]) -> None:
    assert "\x00" not in read_html("".join(pieces)).text


def test_rows_of_a_table_are_lines_of_the_text() -> None:
    table = (
        "<table><tr><th>Candidate</th><th>Votes</th><th>Share</th></tr>"
        "<tr><td>Ada Holm</td><td>1,204</td><td>54%</td></tr>"
        "<tr><td>Per Lund</td><td>1,011</td><td>46%</td></tr></table>"
    )
    text = read_html(page_with(f"{table}<p>{SENTENCES[0]} It was the last one.</p>")).text
    assert "\n\nCandidate; Votes; Share\n\nAda Holm; 1,204; 54%\n\nPer Lund; 1,011; 46%\n\n" in text


def test_headings_and_list_items_between_paragraphs_stay() -> None:
    posts = (
        "<div class='post'><h2>Roads closed</h2><p>Two roads are closed, police said.</p></div>"
        "<div class='post'><h2>Power back</h2><p>Power is back for 900 homes, it said.</p></div>"
        "<ul><li>Turnout was 71 percent.</li><li>Counting took three hours.</li></ul>"
    )
    text = read_html(page_with(posts)).text
    for line in (
        "Roads closed",
        "Power back",
        "Turnout was 71 percent.",
        "Counting took three hours.",
    ):
        assert line in text.split("\n\n")


@pytest.mark.parametrize(
    "extra",
    [
        "<div class='inline-promo'><strong>Recommended</strong> Carmakers plead for delay</div>",
        "<aside><h3>Elsewhere</h3><ul><li>Stocks fell on Friday.</li></ul></aside>",
        "<div class='related'><h3>Read on</h3><p><a href='/x'>Stocks fell on Friday.</a></p></div>",
        "<ul><li><a href='/x'>Stocks fell on Friday.</a></li></ul>",
    ],
)
def test_what_a_page_puts_beside_its_article_is_not_restored(extra: str) -> None:
    assert read_html(page_with(f"{extra}{PARAGRAPHS}")).text.count("\n\n") == len(SENTENCES) * 2 - 1


def test_the_time_of_day_that_a_page_marks_is_kept() -> None:
    stamp = "<p>Published <time datetime='2024-09-02T08:00Z'>2 Sep</time></p>"
    moment = read_html(page_with(stamp)).published_at
    assert moment == datetime(2024, 9, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "data",
    [
        '[{"@type":"NewsArticle","publisher":{"@id":"#o"}},{"@id":"#o","name":"Bay Herald"}]',
        '{"@graph":[{"@type":"NewsArticle"},{"@type":"WebSite","name":"Bay Herald"}]}',
        '{"mainEntity":{"@type":"NewsArticle","publisher":{"name":"Bay Herald"}}}',
        '{"@type":"NewsArticle","isPartOf":{"@type":"WebSite","name":"Bay Herald"}}',
    ],
)
def test_the_publisher_is_followed_through_linked_data(data: str) -> None:
    head = f"<script type='application/ld+json'>{data}</script>"
    assert read_html(page_with(head=head)).outlet == "Bay Herald"


def test_a_page_drawn_by_a_script_gives_the_article_of_its_linked_data() -> None:
    data = f'{{"@type":"NewsArticle","headline":"Visit begins","articleBody":"{SENTENCES[0]}"}}'
    page = read_html(
        f"<html><head><script type='application/ld+json'>{data}</script></head>"
        "<body><div id='root'></div></body></html>"
    )
    assert (page.title, page.text) == ("Visit begins", SENTENCES[0])


def test_a_byline_with_more_writers_than_declared_is_kept_whole() -> None:
    head = "<meta name='author' content='Ada Holm'>"
    line = "<div class='byline'>Ada Holm in Oslo and Per Lund in Bergen</div>"
    assert read_html(page_with(line, head=head)).author == "Ada Holm and Per Lund"
