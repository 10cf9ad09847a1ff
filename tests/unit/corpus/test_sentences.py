from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import LONGEST_SENTENCE, sentences_in


def texts_of(text: str, language: str | None = None) -> list[str]:
    return [text[span.start : span.end] for span in sentences_in(text, language)]


@given(st.text(), st.sampled_from([None, "en", "fr", "zh", "ar", "xx", ""]))
def test_spans_cover_all_but_white_space_in_order(text: str, language: str | None) -> None:
    spans = sentences_in(text, language)
    position = 0
    for span in spans:
        assert not text[position : span.start].strip()
        assert span.start < span.end
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        position = span.end
    assert not text[position:].strip()


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "He met the U.S. envoy on Jan. 5. Then Mr. Bat left."
    assert texts_of(text) == ["He met the U.S. envoy on Jan. 5.", "Then Mr. Bat left."]


def test_offsets_count_code_points_after_emoji_and_combining_marks() -> None:
    text = "Flood 🌊🌊 hit Zu\u0308rich. Two died.\r\nThree fled."
    assert texts_of(text) == ["Flood 🌊🌊 hit Zu\u0308rich.", "Two died.", "Three fled."]


def test_a_lost_space_between_sentences_is_seen() -> None:
    text = "It was won in 1939.Putin’s visit drew protests.The court objected."
    assert texts_of(text) == [
        "It was won in 1939.",
        "Putin’s visit drew protests.",
        "The court objected.",
    ]


def test_initials_and_hosts_are_no_lost_space() -> None:
    text = "The U.S.Army and J.K.Rowling use example.com daily."
    assert texts_of(text) == [text]


def test_a_line_break_ends_a_sentence() -> None:
    assert texts_of("Key points\nA bridge fell\n\nIt rained.") == [
        "Key points",
        "A bridge fell",
        "It rained.",
    ]


def test_right_to_left_sentences_keep_their_offsets() -> None:
    text = "وصل الرئيس إلى المدينة. غادر في المساء."
    assert texts_of(text, "ar") == ["وصل الرئيس إلى المدينة.", "غادر في المساء."]


def test_a_run_without_an_end_is_cut_at_spaces() -> None:
    text = "word " * 1_000
    pieces = texts_of(text)
    assert max(map(len, pieces)) <= LONGEST_SENTENCE
    assert " ".join(pieces).split() == text.split()
