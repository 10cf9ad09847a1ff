from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import LONGEST_SENTENCE, sentences_in


def texts_of(text: str, language: str | None = None) -> list[str]:
    return [text[span.start : span.end] for span in sentences_in(text, language)]


@given(st.text(), st.sampled_from([None, "en", "fr", "de", "pt", "zh", "ja", "ar", "xx", ""]))
def test_spans_cover_all_but_white_space_in_order(text: str, language: str | None) -> None:
    spans = sentences_in(text, language)
    position = 0
    for span in spans:
        assert not text[position : span.start].strip()
        assert span.start < span.end
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        position = span.end
    assert not text[position:].strip()


def test_half_a_character_stops_nothing() -> None:
    assert texts_of("It rained \ud83d. Two died.") == ["It rained \ud83d.", "Two died."]


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


@pytest.mark.parametrize("sign", ["\f", "\v", "\x85", "\u2028"])
def test_a_page_break_within_a_sentence_does_not_end_it(sign: str) -> None:
    text = f"The harbour{sign}was closed on Sunday. It opens on Monday."
    assert len(texts_of(text)) == 2


def test_the_name_of_a_month_ends_a_sentence_before_a_capital() -> None:
    text = "Three boats collided in May. Fines will be up to 900 crowns, said Ada May. She left."
    assert texts_of(text) == [
        "Three boats collided in May.",
        "Fines will be up to 900 crowns, said Ada May.",
        "She left.",
    ]
    assert texts_of("It opens on May. 5 at noon.") == ["It opens on May. 5 at noon."]


def test_the_full_stop_of_an_ordinal_ends_no_sentence() -> None:
    text = "Das Bad öffnet am 12. September. In der 3. Liga wurde Jena 4. Die Stadt zahlt."
    assert texts_of(text, "de") == [
        "Das Bad öffnet am 12. September.",
        "In der 3. Liga wurde Jena 4.",
        "Die Stadt zahlt.",
    ]
    assert texts_of("Broen åpner 5. november 2026. Alle kan komme.", "no") == [
        "Broen åpner 5. november 2026.",
        "Alle kan komme.",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wenbach, 3. Februar 2026. Das Hallenbad öffnet erst im Herbst.", "de"),
        ("Wenbach, 3. Februar 2026. Das Hallenbad öffnet erst im Herbst.", None),
        ("Port Wen, 12 March 2026. The lock gates will be replaced.", "en"),
        ("PORT WEN, March 12, 2026. The lock gates will be replaced.", "en"),
    ],
)
def test_a_dateline_is_no_sentence_of_its_own(text: str, language: str | None) -> None:
    assert texts_of(text, language) == [text]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("M. Vasseur a signé l'accord, précise M. Roche.", "fr"),
        ("En 2019 M. Roche a quitté le conseil avec MM. Petit et Vial.", "fr"),
        ("Selon J.-P. Roche, le Dr. Lenoir et Mme. Le Guen ont raison.", "fr"),
        ("Le projet de R. Vasseur revient au conseil.", "fr"),
        ("The pumps of J.-P. Roche lose 3.2 million gal. a day.", "en"),
        ("Shares fell 4.1 pct. on Friday, and R-Fla. also fell.", "en"),
        ("It took approx. 20 men to lift it at Ft. Harlan.", "en"),
        ("Ms. Stell asked Atty. Gen. Roe and Spc. Lund to come.", "en"),
        ("It was Harlan vs. The Council.", "en"),
        ("Ela mora na Av. Paulista, n. 5, perto da R. Augusta.", "pt"),
        ("O n.º 5 da Cia. Azul fechou.", "pt"),
        ("L'on. Neri abita in via Roma n. 5 con il prof. Bassi.", "it"),
        ("Según D. Juan y Dña. Ana, el art. 5 no vale.", "es"),
        ("Dat zei mevr. De Vries, d.w.z. de raad.", "nl"),
        ("Die Fa. Huber liefert an die Abt. Tiefbau und die Abt. 3.", "de"),
        ("Wniosek złożyli dr Nowak, gen. Kowalski i B. Lis, tj. radni.", "pl"),
        ("Об этом сообщил В. Орлов на площади им. Чехова.", "ru"),
        ("قال د. كريم ناصر ذلك.", "ar"),
        ("「安全が第一だ。」と彼は言った。", "ja"),
        ("「本当か？」などと尋ねた。", "ja"),
    ],
)
def test_the_full_stop_of_an_abbreviation_or_initial_ends_no_sentence(
    text: str, language: str
) -> None:
    assert texts_of(text, language) == [text]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("Le train passe au km 20 M.", "Roche le sait.", "fr"),
        ("Il manque de vitamine C.", "Le médecin le dit.", "fr"),
        ("Sie arbeitet in der Fa.", "Die Stadt zahlt.", "de"),
        ("So sprach der Abt.", "Er ging.", "de"),
        ("It rained in the valley.", "20 houses were lost.", "en"),
        ("The price rose.", "iPhone buyers were not amused.", "en"),
        ("Tickets cost £12.", "harlanhall.example", "en"),
        ("it rained all day.", "we stayed at home.", "en"),
        ("He spoke of the catastrophe.", "nobody replied.", "en"),
        ("「行こう。」", "とにかく彼は帰った。", "ja"),
        ("「行こう。」", "彼は立った。", "ja"),
        ("The talks are over.", "- Ada Stell", "en"),
    ],
)
def test_what_only_looks_like_an_abbreviation_ends_a_sentence(
    first: str, second: str, language: str
) -> None:
    space = "" if language == "ja" else " "
    assert texts_of(f"{first}{space}{second}", language) == [first, second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It was not a sport for me.", "I measured gas."),
        ("No pupil has fallen ill.", "A rival cooks for now."),
        ("Both answered no.", "Harlan stayed away."),
        ("The bill takes effect in the U.S.", "Mexico must agree."),
        ("The repair will cost £12,400…", "It said nothing of a date."),
    ],
)
def test_a_word_that_is_no_abbreviation_ends_a_sentence_before_a_capital(
    first: str, second: str
) -> None:
    assert texts_of(f"{first} {second}") == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "“It was too much for me. I left,” she said.",
        '"No, no. Harlan won… It was late," he said.',
        "The U.S. Senate must agree to the U.S. Mexico policy.",
        "They read art. II and no. A12 of the code.",
        "I… I do not know.",
    ],
)
def test_what_stands_in_quotation_marks_or_is_an_abbreviation_stays_whole(text: str) -> None:
    assert texts_of(text) == [text]


def test_a_pause_before_a_noun_ends_no_german_sentence() -> None:
    text = "Er sah nur noch … Häuser und Wege…  Felder ohne Ende."
    assert texts_of(text, "de") == [text]


def test_a_name_in_capitals_alone_is_no_sentence() -> None:
    first = "She was glad, according to the state agency. TASS."
    assert texts_of(f"{first} NATO said nothing. It left.") == [
        first,
        "NATO said nothing.",
        "It left.",
    ]
