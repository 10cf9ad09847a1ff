from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.analysis import words_in
from corpus.models import Article, ArticleId
from corpus.signatures import Candidate
from indexer.deduplication import BANDS, PERMUTATIONS, Told, closest, signature_of
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


FIRST_MATCH = MATCH.format(home="Rovers", away="Town", goals="2-0", crowd="14,200", minute="31")


def is_copy(text: str, other: str) -> bool:
    """Whether ``text`` copies the other or is copied by it; bands are of no concern here."""
    one, two = article(text), article(other)
    candidate = candidate_of(two)
    resembles = closest(signature_of(text).minhash, [candidate]) == [candidate]
    return resembles and Told.by(one).is_near(Told.by(two))


def candidate_of(one: Article) -> Candidate:
    minhash = signature_of(one.text).minhash
    return Candidate(one.article_id, minhash, one.story_id, is_searched=True)


def in_order(*articles: Article) -> list[ArticleId]:
    """The ids of near copies as they stand before one another."""
    return [told.article_id for told in sorted(map(Told.by, articles), key=lambda one: one.order)]


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
    assert is_copy(text, STORY)
    assert is_copy(STORY, text)
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
    assert not is_copy(text, other)
    assert not is_copy(other, text)


def test_short_texts_are_copies_when_their_words_are_the_same() -> None:
    assert is_copy("The ferry leaves at noon.", "THE FERRY: leaves at noon")


def test_the_closest_come_first_and_equal_ones_in_their_order() -> None:
    shortened = "\n\n".join(PARAGRAPHS[:-1])
    texts = (STORY, OTHER_DESK, shortened, shortened.upper())
    far, _, close, as_close = candidates = [candidate_of(article(text)) for text in texts]
    assert closest(signature_of(shortened).minhash, candidates) == [close, as_close, far]


def test_nothing_is_close_to_nothing() -> None:
    assert closest(signature_of(STORY).minhash, []) == []


def test_the_fuller_copy_stands_before_the_shorter_one_and_of_equal_ones_the_earlier() -> None:
    cut, whole = article("\n\n".join(PARAGRAPHS[:-1])), article(STORY)
    toll = article(f"{cut.text} The bridge is closed until 9 May.")
    assert in_order(cut, whole, toll) == [toll.article_id, whole.article_id, cut.article_id]
    days = (datetime(2024, 9, day, tzinfo=UTC) for day in (3, 2))
    late, early = (replace(article(STORY), published_at=day) for day in days)
    assert in_order(late, whole, early) == [early.article_id, late.article_id, whole.article_id]


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
    assert is_copy(text, text)


GOLDEN = "0312305f27823e03"
