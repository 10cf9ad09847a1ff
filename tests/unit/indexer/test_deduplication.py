from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analysis import words_in
from corpus.models import Article, ArticleId
from corpus.signatures import Candidate
from indexer.deduplication import BANDS, MOST_READ, PERMUTATIONS, original_of, signature_of
from tests.fakes.evidence import article

PARAGRAPHS = (
    (
        "A freighter struck the harbour bridge on Monday night and the deck dropped into the "
        "water, the port authority said. Divers searched until dawn and found nobody in the "
        "wreck."
    ),
    (
        "The mayor said the crossing would stay shut for nine weeks while engineers examine the "
        "piers. Ferries carry people across for free in the meantime, every twenty minutes "
        "until midnight."
    ),
    (
        "Shop owners on the far bank fear for their trade, since most customers came on foot. "
        "The chamber of commerce asked the region for help, and the region promised an answer "
        "soon."
    ),
    (
        "It was the third accident of its kind in a decade. A report after the second had urged "
        "the city to protect the piers with concrete islands, which were planned and never "
        "built."
    ),
)
STORY = "\n\n".join(PARAGRAPHS)
OTHER_DESK = (
    "Traffic across the river came to a halt after a cargo ship hit the old bridge on Monday. "
    "Nobody was hurt, according to police, who closed the area at once.\n\nThe town hall expects "
    "repairs to last about two months. Until then boats take passengers from one side to the "
    "other without a ticket. Traders near the bridge complain of empty shops, and the regional "
    "government is looking into aid.\n\nExperts had warned for years that nothing guards the "
    "pillars against ships of that size."
)
MATCH = (
    "{home} beat {away} {goals} in front of {crowd} people on Saturday evening and moved to the "
    "top of the table. The opening goal came after a corner in minute {minute}, when the keeper "
    "let the ball slip. The visitors pressed hard after the break but found no way through."
)


def report_of_match(number: int) -> str:
    """A report that differs from others in its numbers only."""
    return MATCH.format(
        home="Rovers", away="Town", goals=f"{number}-1", crowd=f"{number},200", minute=31
    )


FIRST_MATCH = MATCH.format(home="Rovers", away="Town", goals="2-0", crowd="14,200", minute="31")


def original(text: str, *others: str) -> str | None:
    """The text, among the others, of which ``text`` is a copy; bands are of no concern here."""
    found = original_among([article(other) for other in others], text)
    return None if found is None else found.text


def original_among(
    articles: Sequence[Article], text: str, read: list[ArticleId] | None = None
) -> Article | None:
    """The article that ``text`` copies; ``read`` gathers the ids of those whose texts were read."""
    known = {one.article_id: one for one in articles}
    candidates = [Candidate(one.article_id, signature_of(one.text).minhash) for one in articles]

    def fetched(article_id: ArticleId) -> Article:
        if read is not None:
            read.append(article_id)
        return known[article_id]

    return original_of(text, signature_of(text), candidates, fetched)


def shares_a_band(text: str, other: str) -> bool:
    return bool({*signature_of(text).bands} & {*signature_of(other).bands})


COPIES = {
    "the same text": STORY,
    "another lay-out": " ".join(STORY.split()).upper(),
    "typographic quotes and dashes": STORY.replace(",", " –").replace(".", "!"),
    "a headline and a byline": f"BRIDGE DOWN\n\nBy our correspondent\n\n{STORY}",
    "the last paragraph cut": "\n\n".join(PARAGRAPHS[:-1]),
    "a paragraph added": f"{STORY}\n\nThe ferry company hired two boats from a neighbour town.",
    "a number added": f"{STORY}\n\nThis story was first published at 14:30.",
    "one cut, a short one added": "\n\n".join([*PARAGRAPHS[:-1], "More on this story soon."]),
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_syndicated_story_is_a_copy_in_either_direction(text: str) -> None:
    assert original(text, STORY) == STORY
    assert original(STORY, text) == text
    assert shares_a_band(text, STORY)


DIFFERENT = {
    "two reports of one event": (STORY, OTHER_DESK),
    "one template with other numbers": (
        FIRST_MATCH,
        MATCH.format(home="Rovers", away="Town", goals="3-1", crowd="9,870", minute="78"),
    ),
    "a later toll": (
        f"{STORY} Rescuers counted 12 injured.",
        f"{STORY} Rescuers counted 17 injured.",
    ),
    "half of the words": ("\n\n".join(PARAGRAPHS[:2]), STORY),
    "short texts with one other word": (
        "The ferry leaves at noon from the old pier.",
        "The ferry leaves at noon from the new pier.",
    ),
    "nothing in common": (STORY, FIRST_MATCH),
}


@pytest.mark.parametrize(("text", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_tells_something_else_is_no_copy(text: str, other: str) -> None:
    assert original(text, other) is None
    assert original(other, text) is None


def test_short_texts_are_copies_when_their_words_are_the_same() -> None:
    assert original("The ferry leaves at noon.", "THE FERRY: leaves at noon") is not None


def test_the_closest_of_several_is_the_original() -> None:
    shortened = "\n\n".join(PARAGRAPHS[:-1])
    assert original(shortened, STORY, f"HEADLINE\n\n{shortened}") == f"HEADLINE\n\n{shortened}"


def test_of_equal_candidates_the_first_is_the_original() -> None:
    first, second = article(STORY), article(STORY)
    assert original_among([first, second], STORY) is first


def test_nothing_is_a_copy_of_nothing() -> None:
    assert original_among([], STORY) is None


def test_texts_are_read_from_the_closest_on_until_one_is_the_original() -> None:
    shortened = "\n\n".join(PARAGRAPHS[:-1])
    far, close, unlike = article(STORY), article(f"HEADLINE\n\n{shortened}"), article(OTHER_DESK)
    read: list[ArticleId] = []
    assert original_among([far, unlike, close], shortened, read) is close
    assert read == [close.article_id]


def test_of_many_reports_from_one_template_few_are_read() -> None:
    reports = [article(report_of_match(number)) for number in range(MOST_READ * 5)]
    read: list[ArticleId] = []
    assert original_among(reports, report_of_match(MOST_READ * 5), read) is None
    assert len(read) == MOST_READ


def test_a_copy_of_one_of_many_reports_is_found() -> None:
    reports = [article(report_of_match(number)) for number in range(MOST_READ * 5)]
    copied = reports[MOST_READ * 2]
    assert original_among(reports, f"Full time.\n\n{copied.text}") is copied


def test_a_signature_is_made_of_bytes_that_tell_their_band() -> None:
    signature = signature_of(STORY)
    assert len(signature.minhash) == PERMUTATIONS * 4
    assert [digest[0] for digest in signature.bands] == list(range(BANDS))
    assert b"".join(digest[1:] for digest in signature.bands) == signature.minhash


def test_signatures_do_not_depend_on_the_process() -> None:
    # Stored signatures must compare with those of later versions: this one was stored long ago.
    assert signature_of("one two three four five").minhash[:8].hex() == GOLDEN


@given(st.text(max_size=400))
def test_equal_words_give_equal_signatures(text: str) -> None:
    signature = signature_of(text)
    assert signature == signature_of(text)
    assert signature_of(" ".join(words_in(text))).minhash == signature.minhash or (
        words_in(" ".join(words_in(text))) != words_in(text)
    )


@given(st.text(min_size=1, max_size=400))
def test_every_text_is_a_copy_of_itself(text: str) -> None:
    one = replace(article(text), text=text)
    assert original_among([one], text) is one


GOLDEN = "0312305f27823e03"
