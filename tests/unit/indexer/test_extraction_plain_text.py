"""What survives of a text as people have it, and what is learnt from it."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extraction.plain_text import clean_text, read_plain_text

LEAD = "The president arrived in Ulaanbaatar on Monday for a visit of two days, officials said."
CLOSE = "The court issued its warrant in March 2023, and Mongolia ratified the treaty in 2002."


def cleaned_between(*blocks: str) -> list[str]:
    """The blocks that survive between a first and a last paragraph of an article."""
    kept = clean_text("\n\n".join([LEAD, *blocks, CLOSE])).split("\n\n")
    assert kept[0] == LEAD
    assert kept[-1] == CLOSE
    return kept[1:-1]


@pytest.mark.parametrize(
    "furniture",
    [
        "ADVERTISEMENT",
        "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Home | World | Politics | Sport",
        "Read more: Ukraine asks Mongolia to act",
        "More:Takeaways from the hearings",
        "Related articles",
        "Sign up for our newsletter and get the news in your inbox.",
        "Subscribe to read the full article",
        "Click here to download our app.",
        "We use cookies to improve your experience on this site.",
        "(Photo by NATALIA GUBERNATOROVA/POOL/AFP via Getty Images)",
        "A guard stands at the airport in Ulaanbaatar. (AP Photo/Jane Doe)",
        "Protesters gather in the capital. Jane Doe/AFP/Getty Images",
        "REUTERS/Jane Doe",
        "Photograph: Jane Doe/AP",
        "Foto: dpa",
        "COURT SAYS IT WILL REVIEW THE CASE AFTER VISIT",
        "– Jane Doe",
        "Contributing: Reuters",
        "Jane Doe contributed to this report.",
        "Reporting by Jane Doe; Editing by John Roe",
        "Follow Jane on X @janedoe",
        "Jane Doe is a reporter for The Daily Star. Reach her at jane@dailystar.example.",
        "This story has been updated to add new information.",
        "Copyright 2024 The Daily Star. All rights reserved.",
        "Tags: Mongolia, ICC, Russia",
        "Your email address will not be published. Required fields are marked *",
        "Lee también: Ucrania pide que lo detengan",
        "Suscríbete a nuestro boletín diario",
        "Lire aussi : Kiev appelle à l'arrestation du président",
        "Abonnez-vous à notre newsletter",
        "Lesen Sie auch: Was der Haftbefehl bedeutet",
        "Alle Rechte vorbehalten",
        "Leia também: Ucrânia pede prisão",
        "Siga o g1 no Instagram",
    ],
)
def test_removes_furniture_between_paragraphs(furniture: str) -> None:
    assert cleaned_between(furniture) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He was photographed by Getty Images staff at the summit, the company said.",
        "The company's newsletter reached 2 million inboxes, it reported on Tuesday.",
        "Voters can sign up to vote until Oct. 5, officials said.",
        "“Follow the money,” she told reporters outside the court.",
        "The ministry wrote on Telegram that @Kremlin had lied about the visit.",
        "Heartbreaking photos by a local reporter from the scene showed the devastation.",
        "Evan Gershkovich is a reporter for The Wall Street Journal who was held in Russia.",
        "Consumers should contact the maker at recall@maker.example for a full refund.",
        "WE WILL WIN AND THEY WILL LOSE, BELIEVE ME!",
        "The Rusty Rudder, 501 Main Street, will host the event on Saturday, March 9.",
        "An earlier version of this story misstated the number of countries.",
        "The store sold cookies for 50 cents.",
        "Share prices fell by 3% on Monday.",
        "More than 300 people were rescued.",
        "Comments by the minister angered Kyiv.",
        "The dean said: “Read more books.”",
        "КИЕВ заявил, что визит прошёл в понедельник.",
        "习近平周一抵达乌兰巴托，进行为期两天的访问。",
    ],
)
def test_keeps_real_sentences(sentence: str) -> None:
    assert cleaned_between(sentence) == [sentence]


def test_keeps_the_article_of_a_paragraph_that_ends_in_a_pitch() -> None:
    paragraph = "Parliament passed the bill on Tuesday by 54 votes to 46."
    assert cleaned_between(f"{paragraph} Sign up for our newsletter here.") == [paragraph]


def test_keeps_a_long_paragraph_without_the_credit_at_its_end() -> None:
    paragraph = " ".join([LEAD] * 6)
    assert cleaned_between(f"{paragraph} Photograph: Jane Doe/AFP/Getty Images") == [paragraph]


def test_keeps_a_caption_that_tells_what_happened_without_its_credit() -> None:
    caption = "The painting won first place in August, its maker said."
    assert cleaned_between(f"{caption} Jane Doe/AFP/Getty Images") == [caption]


def test_keeps_an_article_that_is_all_capitals() -> None:
    text = f"STORM CLOSES ROADS IN THE NORTH\n\n{LEAD.upper()}\n\n{CLOSE.upper()}"
    page = read_plain_text(text)
    assert page.title == "STORM CLOSES ROADS IN THE NORTH"
    assert page.text == f"{LEAD.upper()}\n\n{CLOSE.upper()}"


def test_keeps_key_points_without_their_bullets() -> None:
    points = ["Key points", "• Putin visited for two days.", "• Mongolia did not arrest him."]
    assert cleaned_between(*points) == [point.removeprefix("• ") for point in points]


def test_drops_the_comments_below_an_article() -> None:
    comments = "3 Comments\n\nBob says this is all nonsense, really."
    text = f"{LEAD}\n\n{CLOSE}\n\n{LEAD}\n\n{comments}"
    assert "nonsense" not in clean_text(text)


def test_drops_the_address_of_the_site_but_not_of_a_place_in_the_article() -> None:
    address = "304 North Cardinal St.\nDorchester Center, MA 02124"
    text = f"Physical Address\n\n{address}\n\n{LEAD}\n\n501 S. Palafox St.\n\n{CLOSE}"
    assert clean_text(text) == f"{LEAD}\n\n501 S. Palafox St.\n\n{CLOSE}"


def test_joins_hard_wrapped_lines() -> None:
    text = (
        "Heavy snow closed dozens of roads in the north of the country on Sunday and\n"
        "left about 12,000 homes without electricity, the interior ministry said in a\n"
        "statement. Crews worked in the state-\n"
        "owned forests.\n"
    ).replace("Crews worked in the state-", "Crews worked through the night in all the state-")
    assert "\n" not in clean_text(text)
    assert "on Sunday and left about" in clean_text(text)


def test_takes_lines_without_blank_lines_between_for_paragraphs() -> None:
    assert clean_text(f"{LEAD}\n{CLOSE}") == f"{LEAD}\n\n{CLOSE}"


def test_sets_a_space_between_sentences_that_touch() -> None:
    glued = "They beat Japan in 1939.Putin’s visit began.“Yes,” he said.It ended at example.Com/A.B"
    expected = "They beat Japan in 1939. Putin’s visit began. “Yes,” he said. It ended at"
    assert clean_text(glued).startswith(expected)
    assert "U.S.Senate" in clean_text("The U.S.Senate voted on it on Tuesday night.")


def test_removes_invisible_characters_and_keeps_the_others_as_they_are() -> None:
    text = f"{LEAD}\ufeff\x00\r\n\r\n\r\n\r\nCafe\u0301 — na\u00efve\u200b, she said\ud800.   \r\n"
    assert clean_text(text) == f"{LEAD}\n\nCafe\u0301 — na\u00efve, she said."


@pytest.mark.parametrize("title", ["Putin Visits Mongolia", "**Putin Visits Mongolia**",
                                   "# Putin Visits Mongolia"])  # fmt: skip
def test_takes_a_first_line_that_reads_as_one_for_the_title(title: str) -> None:
    page = read_plain_text(f"{title}\n\n{LEAD}\n\n{CLOSE}")
    assert page.title == "Putin Visits Mongolia"
    assert page.text == f"{LEAD}\n\n{CLOSE}"


def test_leaves_the_title_empty_where_the_text_begins_with_a_sentence() -> None:
    assert read_plain_text(f"{LEAD}\n\n{CLOSE}").title is None


def test_takes_a_given_title_off_the_start_of_the_text() -> None:
    page = read_plain_text(f"Putin visits\n\n{LEAD}", title="Putin visits")
    assert (page.title, page.text) == ("Putin visits", LEAD)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("date 2024-09-03", datetime(2024, 9, 3, tzinfo=UTC)),
        ("Published: September 3, 2024 10:15 AM EDT", datetime(2024, 9, 3, 14, 15, tzinfo=UTC)),
        ("Tuesday, September 3, 2024", datetime(2024, 9, 3, tzinfo=UTC)),
        ("Sept. 3, 2024 Updated Sept. 4, 2024, 5:01 p.m. ET", datetime(2024, 9, 3, tzinfo=UTC)),
        ("Publié le 03/09/2024", datetime(2024, 9, 3, tzinfo=UTC)),
        ("Publicado el 3 de septiembre de 2024", datetime(2024, 9, 3, tzinfo=UTC)),
        ("Veröffentlicht am 3. September 2024, 10:15 Uhr", datetime(2024, 9, 3, tzinfo=UTC)),
        ("Published 03/09/2024", None),
        ("Updated September 4, 2024", None),
        ("Published: September 3, 2094", None),
    ],
)
def test_reads_the_date_only_from_explicit_markers(block: str, expected: datetime | None) -> None:
    assert read_plain_text(f"{block}\n\n{LEAD}\n\n{CLOSE}").published_at == expected


def test_a_date_in_the_prose_is_not_the_publication_date() -> None:
    assert read_plain_text(f"{LEAD} It began on September 2, 2024.\n\n{CLOSE}").published_at is None


def test_a_leading_date_marker_is_taken_off_the_sentence_it_precedes() -> None:
    page = read_plain_text(f"date 2024-09-03 {LEAD}\n\n{CLOSE}")
    assert page.published_at == datetime(2024, 9, 3, tzinfo=UTC)
    assert page.text.startswith(LEAD)


@pytest.mark.parametrize(
    ("block", "author", "outlet"),
    [
        ("By John Smith and Jane Doe, Reuters", "John Smith and Jane Doe", "Reuters"),
        ("Por María García López", "María García López", None),
        ("KYIV, Sept 2 (Reuters) - The grid operator said it would cut power.", None, "Reuters"),
        ("WASHINGTON (AP) — The Senate voted on Tuesday.", None, "The Associated Press"),
        ("By the sea, the town waited for the storm.", None, None),
    ],
)
def test_reads_author_and_outlet_from_the_start(
    block: str, author: str | None, outlet: str | None
) -> None:
    page = read_plain_text(f"{block}\n\n{LEAD}\n\n{CLOSE}")
    assert (page.author, page.outlet) == (author, outlet)


def test_the_employer_of_the_writer_outweighs_the_agency_named_as_source() -> None:
    end = "Source: The Associated Press\n\nTim Roe is a writer for Fox News Digital."
    page = read_plain_text(f"{LEAD}\n\n{CLOSE}\n\n{end}")
    assert (page.author, page.outlet) == ("Tim Roe", "Fox News Digital")
    assert page.text == f"{LEAD}\n\n{CLOSE}"


def test_an_agency_named_as_source_is_the_outlet_where_there_is_no_other() -> None:
    page = read_plain_text(f"{LEAD}\n\n{CLOSE}\n\nSource: The Associated Press")
    assert page.outlet == "The Associated Press"


@pytest.mark.parametrize(
    "reference",
    [
        "The dam holds, according to reports from The Associated Press.",
        "The dam holds, according to The AP.",
        "Citing AP, the mayor said that the dam holds.",
    ],
)
def test_an_agency_that_the_text_refers_to_is_the_source_and_not_the_outlet(
    reference: str,
) -> None:
    page = read_plain_text(f"{LEAD} {reference}\n\n{CLOSE}\n\nSource: The Associated Press")
    assert page.outlet is None
    assert page.text == f"{LEAD} {reference}\n\n{CLOSE}"


def test_a_capitalised_writer_is_written_as_names_are_where_that_is_certain() -> None:
    for line, author in {
        "BY CORDELIA MARSH-OYEN": "Cordelia Marsh-Oyen",
        "By J. R. O'HARA & ÉLISE NÚÑEZ": "J. R. O'Hara & Élise Núñez",
        "BY IAN MCDOUGALL": "Ian McDougall",
        "BY ANNA VAN DER MEER": "ANNA VAN DER MEER",
        "BY TJ MACLEAN": "TJ MACLEAN",
        "By Cordelia Marsh": "Cordelia Marsh",
    }.items():
        assert read_plain_text(f"{line}\n\n{LEAD}\n\n{CLOSE}").author == author


def test_a_label_that_a_sign_glues_to_a_sentence_is_set_apart() -> None:
    glued = f"Objections\N{ALIEN MONSTER}{LEAD}"
    assert clean_text(f"{CLOSE}\n\n{glued}\n\n{CLOSE}").count(f"\n\n{LEAD}") == 1


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["Tags: ", "Jane Doe/", "By Jane Doe, ", "Share ", "(photo ", "a.B"]
)
def test_a_monotonous_text_is_cleaned_in_good_time(piece: str) -> None:
    for size in (200, 1_400, 50_000):
        clean_text(f"Tags: {piece * (size // len(piece))}!")


blocks = st.one_of(
    st.text(max_size=60),
    st.sampled_from([LEAD, CLOSE, "ADVERTISEMENT", "3 Comments", "– Jane Doe", "- item", "**Bold**",
                     "BIG STORM HITS THE NORTH COAST", "Photo: A/B", "304 Main St.",
                     "date 2024-09-03", "Source: AP", "By Jane Doe",
                     "Sign up for our newsletter. He said 300 came."]),
)  # fmt: skip
texts = st.lists(blocks, max_size=12).flatmap(
    lambda chosen: st.sampled_from(["\n", "\n\n", " "]).map(lambda gap: gap.join(chosen))
)


@settings(max_examples=300)
@given(texts)
def test_cleaning_cleaned_text_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=400))
def test_any_text_is_read_and_keeps_no_control_characters(text: str) -> None:
    page = read_plain_text(text)
    for value in (page.text, page.title or "", page.author or "", page.outlet or ""):
        assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in value if c != "\n")
    assert "\n\n\n" not in page.text
    assert page.text == page.text.strip()
