"""What stands above and around an article on a page: read where it tells something, never kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from indexer.deduplication import signature_of
from indexer.extraction.banners import is_banner, is_breadcrumb
from indexer.extraction.bylines import placed_byline, read_byline
from indexer.extraction.markdown import read_markdown
from indexer.extraction.outlets import masthead_name
from indexer.extraction.page import Page
from indexer.extraction.plain_text import clean_text, read_plain_text

TITLE = "Lock gates at Wenbury to be replaced after a century"
LEAD = "The lock gates at Wenbury will be replaced in spring, the canal trust said on Monday."
CLOSE = "The gates were built in 1921 and have been repaired eleven times, the trust said."
DAY = datetime(2026, 3, 9, tzinfo=UTC)


def read(head: str, *, below: str = "") -> Page:
    """The page of an article under a head, whose lines must not get into its text."""
    page = read_plain_text(f"{head}\n\n{LEAD}\n\n{CLOSE}{below}")
    assert page.text == f"{LEAD}\n\n{CLOSE}"
    return page


@pytest.mark.parametrize(
    "front",
    [
        "We value your privacy\nAccept all\nReject all\nManage preferences",
        "Skip to content\nHome\nNews\nSport\nSign in",
        "Skip to contentSkip to site index\nU.S.\nSubscribe for $2/week",
        "Home > Region > Waterways",
        "This article is more than 2 years old\nAnalysis",
        "World | Business | Culture | Video | Log in",
        "We and our 120 partners store and access information on your device.",
        "ZCZC\nBLN0312 4 WE 120 BC-LOCK-GATES",
        "1 of 12 DOCUMENTS",
    ],
)
def test_a_title_is_found_below_the_front_of_a_page(front: str) -> None:
    page = read(
        f"{front}\n\nThe Wenbury Times\n\n{TITLE}\n\nBy Nora Field\n9 March 2026\n4 min read"
    )
    assert (page.title, page.outlet, page.author, page.published_at) == (
        TITLE, "The Wenbury Times", "Nora Field", DAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["We value your privacy", "Skip to main content", "Home › World", "Accept all",
     "This article is more than 1 year old", "Updated 2 hours ago", "(Adds quotes, background)",
     "((nora.field@wire.example; +00 555 0100))", "NNNN", "LENGTH: 96 words",
     "LOAD-DATE: March 9, 2026", "责任编辑：王敏"],
)  # fmt: skip
def test_a_line_of_the_page_is_a_banner(line: str) -> None:
    assert is_banner(line)
    assert clean_text(f"{line}\n\n{LEAD}\n\n{CLOSE}") == f"{LEAD}\n\n{CLOSE}"


@pytest.mark.parametrize(
    "line",
    ["Home sales fell by a tenth", "Officials said: the price was > 3 crowns", "A year ago",
     "We value our fishermen", "Skip Barber raced on Sunday", "LENGTH: It is 90 metres long."],
)  # fmt: skip
def test_words_of_an_article_are_no_banner(line: str) -> None:
    assert not is_banner(line)
    assert not is_breadcrumb(line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Nora Field in Port Wen", "Nora Field"),
        ("From our reporter Nora Field", "Nora Field"),
        ("Nora Field Transport correspondent", "Nora Field"),
        ("BYLINE: Nora Field", "Nora Field"),
        ("Text: Nora Field. Translation: P. Lee.", "Nora Field"),
        ("Door Nora Field", "Nora Field"),
        ("كتبت: ليلى حداد", "ليلى حداد"),
        ("记者 王敏", "王敏"),
        ("Nora Field in Wenbury", None),
    ],
)
def test_the_writer_is_read_in_many_forms(line: str, author: str | None) -> None:
    byline = read_byline(line, ())
    assert (byline.author if byline else None) == author


def test_all_writers_of_a_line_that_places_them_are_kept() -> None:
    byline = placed_byline("Nora Field in Wenbury and Per Lee in Oslo")
    assert byline is not None
    assert byline.author == "Nora Field and Per Lee"


@pytest.mark.parametrize(
    "line",
    ["9 March 2026, 07:10", "Monday 9 March 2026 – 16:30", "Mar. 9, 2026", "9 maart 2026",
     "9. März 2026", "2026年3月9日 07時15分", "9 مارس 2026", "9 марта 2026 г.",
     "March 9, 2026 Monday", "9 marca 2026", "Mon 9 Mar 2026 06.00 BST"],
)  # fmt: skip
def test_a_date_line_is_read_in_many_forms(line: str) -> None:
    page = read(f"{TITLE}\n\nBy Nora Field\n{line}")
    assert (page.title, page.published_at) == (TITLE, DAY)


def test_an_update_is_not_the_date() -> None:
    page = read(f"{TITLE}\n\n9 March 2026\nLast modified on Tue 10 Mar 2026 08.14 BST")
    assert page.published_at == DAY


def test_labelled_lines_fill_their_fields() -> None:
    head = f"Headline: {TITLE}\nURL: https://times.example/gates\nDate: 2026-03-09\nBy: Nora Field"
    page = read(head)
    assert (page.title, page.url) == (TITLE, "https://times.example/gates")
    assert page.published_at == DAY


def test_an_address_above_the_title_is_the_address() -> None:
    page = read(f"https://times.example/gates\nThe Wenbury Times\n\n{TITLE}\n\n9 March 2026")
    assert (page.title, page.url) == (TITLE, "https://times.example/gates")


def test_the_head_of_a_mail_gives_title_and_date() -> None:
    day = "Mon, 9 Mar 2026 06:12:00 +0100"
    head = f"From: desk@times.example\nTo: reader@mail.example\nDate: {day}\nSubject: {TITLE}"
    page = read(head, below="\n\nUnsubscribe | Manage preferences")
    assert (page.title, page.published_at) == (TITLE, datetime(2026, 3, 9, 5, 12, tzinfo=UTC))


def test_an_archive_record_gives_its_fields() -> None:
    labels = "BYLINE: Nora Field\n\nSECTION: NEWS; Pg. 7\n\nLENGTH: 96 words"
    head = f"The Wenbury Times\n\nMarch 9, 2026 Monday\n\n{TITLE}\n\n{labels}"
    page = read(head, below="\n\nLOAD-DATE: March 9, 2026\n\nLANGUAGE: ENGLISH")
    assert (page.title, page.outlet, page.author, page.published_at) == (
        TITLE, "The Wenbury Times", "Nora Field", DAY,
    )  # fmt: skip


def test_outlet_date_and_name_on_one_line_are_all_read() -> None:
    page = read(f"{TITLE}\n\nWenbury Chronicle | 9 March 2026 | Nora Field")
    assert (page.outlet, page.author, page.published_at) == ("Wenbury Chronicle", "Nora Field", DAY)


def test_a_place_beside_outlet_and_date_is_no_writer() -> None:
    below = "\n\nBoats will turn at Port Wen until then, the trust said on its page for boaters."
    page = read_plain_text(
        f"{TITLE}\n\nWenbury Chronicle | 9 March 2026 | Port Wen\n\n{LEAD}\n\n{CLOSE}{below}"
    )
    assert (page.outlet, page.author) == ("Wenbury Chronicle", None)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("WENBURY TIMES", "Wenbury Times"),
        ("WENBURY MAIL — English service", "Wenbury Mail"),
        ("Correio do Cais (English edition)", "Correio do Cais"),
        ("海州日报", "海州日报"),
        ("みなと新聞", "みなと新聞"),
        ("صحيفة الميناء", "صحيفة الميناء"),
        ("De Wenkrant", "De Wenkrant"),
        ("LOCK GATES REPLACED", None),
        ("Breaking News — live edition", None),
    ],
)
def test_a_masthead_is_read_without_what_is_no_name(line: str, outlet: str | None) -> None:
    assert masthead_name(line) == outlet


def test_emphasis_in_a_head_hides_nothing() -> None:
    page = read(f"# {TITLE}\n\n**The Wenbury Times** — *9 March 2026* — by Nora Field")
    assert (page.title, page.outlet, page.author, page.published_at) == (
        TITLE, "The Wenbury Times", "Nora Field", DAY,
    )  # fmt: skip


def test_markdown_names_an_outlet_in_bold() -> None:
    page = read_markdown(
        f"# {TITLE}\n\n**CanalBrief** — agency\n\n9 March 2026\n\n{LEAD}\n\n{CLOSE}"
    )
    assert (page.outlet, page.published_at) == ("CanalBrief", DAY)
    page = read_markdown(
        f"# {TITLE}\n\n**Nora Field** — agency\n\n9 March 2026\n\n{LEAD}\n\n{CLOSE}"
    )
    assert page.outlet is None


def test_a_wire_prefix_is_no_part_of_the_title() -> None:
    assert read(f"UPDATE 2-{TITLE}\n\n(Adds quotes)\n\nBy Nora Field").title == TITLE


@pytest.mark.parametrize(
    "below",
    [
        "Most read\n1. Storm warning for the weekend\n2. Quiz: how well do you know the canal?",
        "Related topics\nCanals\nTrade",
        "You may also like: Ferry fares to rise by a tenth",
        "READ NEXT: Hospital to get a new wing",
        "JOIN THE CONVERSATION (32)",
        "Responses (57)",
        "Share this article: Facebook X WhatsApp Email",
        "SHARE TWEET PIN PRINT",
        "Newsletter: receive the five most important stories every morning.",
        "Support us | About | Contact | Privacy policy",
        "Open a trading account today and get 10 free trades",
        "© Wenbury Newspapers Ltd",
        "A version of this article appears in print on March 9, 2026, with the headline: Gates Go.",
        "Nora Field reported from Wenbury, Ore.",
        "Listen to this article · 4:12 min Learn more",
        "关联阅读：运河故事",
        "اقرأ أيضا: قصة القناة",
    ],
)
def test_what_stands_below_an_article_goes(below: str) -> None:
    assert clean_text(f"{LEAD}\n\n{CLOSE}\n\n{below}") == f"{LEAD}\n\n{CLOSE}"


def test_short_sentences_below_a_list_of_links_stay() -> None:
    text = clean_text(f"{LEAD}\n\nRelated topics\nCanals\n\nHe was 77.\n\n{CLOSE}")
    assert "He was 77." in text


def test_a_folded_explainer_goes() -> None:
    text = clean_text(f"{LEAD}\n\nQuick Guide\n\nWhat is a lock gate?\n\nShow\n\n{CLOSE}")
    assert text == f"{LEAD}\n\n{CLOSE}"


def test_a_lone_link_in_markdown_is_a_button_unless_it_is_a_sentence() -> None:
    kept = "The trust published its plan on Monday."
    page = read_markdown(
        f"# {TITLE}\n\n{LEAD}\n\n[{kept}](#)\n\n{CLOSE}\n\n[Try our tool for canal traders](#)"
    )
    assert page.text == f"{LEAD}\n\n{kept}\n\n{CLOSE}"


def test_a_promotion_at_the_end_does_not_hide_a_copy() -> None:
    promotion = "[Open a trading account today and get 10 free trades](#)"
    plain, promoted = (
        signature_of(read_markdown(f"# {TITLE}\n\n{LEAD}\n\n{CLOSE}\n\n{end}").text)
        for end in ("", promotion)
    )
    assert plain == promoted


def test_the_day_of_a_dateline_that_ends_with_a_full_stop_is_read() -> None:
    page = read_plain_text(f"Wenbach, 9. März 2026. {LEAD}\n\n{CLOSE}")
    assert page.published_at == DAY


@pytest.mark.parametrize("sign", ["\f", "\v", "\x85", "\u2028"])
def test_a_page_break_within_a_sentence_is_a_space(sign: str) -> None:
    broken = LEAD.replace(" replaced", f"{sign}replaced")
    assert clean_text(f"{broken}\n\n{CLOSE}") == f"{LEAD}\n\n{CLOSE}"
    assert clean_text(broken) == LEAD


def test_a_page_break_between_sentences_stays_a_break() -> None:
    assert clean_text(f"{LEAD}\f{CLOSE}") == f"{LEAD}\n\n{CLOSE}"
