"""What of a correction stands."""

from __future__ import annotations

import pytest

from service.answering.withdrawn import what_stands

NOTICE = "An earlier version of this article misstated the vote."


def standing(text: str, previous: str = "") -> str | None:
    span = what_stands(text, previous)
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    "text",
    [
        "An earlier version of this article said that the ferry was built in 1988.",
        "Correction: an earlier version of this article said that he scored twice.",
        "Correction: The article initially misidentified the player.",
        "This article first gave the cost as 460,000 euros.",
        "Correction: We gave the price as 40 euros; it also said that the fare rose.",
        "Una versión anterior de este artículo hablaba de dos heridos.",
        "In einer früheren Version dieses Artikels hieß es, die Brücke sei 1988 gebaut worden.",
    ],
)
def test_what_an_article_takes_back_does_not_stand(text: str) -> None:
    assert standing(text) is None


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (
            (
                "Correction: An earlier version of this story put the vote at 88 to 16; "
                "it was 88 to 61."
            ),
            "it was 88 to 61.",
        ),
        (
            "Correction: The article put the toll at 21 people — it is 12.",
            "it is 12.",
        ),
        (
            (
                "An earlier version of this article said the tower has 40 floors, "
                "when in fact it has 14."
            ),
            "in fact it has 14.",
        ),
        ("Correction: the vote was 88 to 61, not 88 to 16.", "Correction: the vote was 88 to 61"),
        (
            "This article has been corrected to say that 12 people died instead of 21.",
            "This article has been corrected to say that 12 people died",
        ),
        (
            "Una versión anterior de este artículo decía que murieron 21 personas; fueron 12.",
            "fueron 12.",
        ),
        (
            "Une version précédente de cet article indiquait 21 morts ; il y en a eu 12.",
            "il y en a eu 12.",
        ),
        ("Uma versão anterior deste texto dizia que 21 morreram; foram 12.", "foram 12."),
    ],
)
def test_what_is_right_in_a_correction_stands(text: str, stands: str) -> None:
    assert standing(text) == stands


def test_behind_a_notice_stands_what_is_right_but_not_what_it_also_said() -> None:
    assert standing("It was 88 to 61, not 88 to 16.", NOTICE) == "It was 88 to 61"
    assert standing("The debate will not be repeated.", NOTICE) == (
        "The debate will not be repeated."
    )
    assert standing("It also said the mayor was 61.", NOTICE) is None


@pytest.mark.parametrize(
    "text",
    [
        "The report put the loss at 4 million euros; it was 6 million a year before.",
        "The report wrongly accused the minister, a court found.",
        "An earlier version of the app lost the votes of two towns.",
        "The original version of the song was 9 minutes long; it was cut to 3.",
        "The team won 3-1, not 3-2.",
        "This story originally appeared in the Eastmere Herald.",
        "Corrections officers were told of it; they did nothing.",
    ],
)
def test_ordinary_news_stands_whole(text: str) -> None:
    assert standing(text) == text
