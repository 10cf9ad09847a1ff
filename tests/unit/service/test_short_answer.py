"""The short answer: words of the quote, of the kind asked for, one answer and not two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.calibration import Linear, ShortAnswerWeights
from service.answering.question_shape import shape_of
from service.answering.reading_opinion import Reading
from service.answering.short_answer import Standing, candidate, inputs, read_value, short_answer

BOTH = "Mongolia signed the Rome Statute in 2000 and ratified it in 2002."
STRUCK = "The carrier Halden Grace struck the pier at 4:40 a.m. on 11 March."


STANDING = Standing(confidence=0.5, lead=1.0, agreement=0.0)
BY_THE_READER = ShortAnswerWeights(
    chance=Linear(means=(0,) * 6, scales=(1,) * 6, weights=(1, 0, 0, 0, 0, 0)), threshold=0.5
)
"""Shows what the reader holds for likelier than no answer."""


def shown(question: str, text: str, words: str | None, *, sure: float = 2.0) -> str | None:
    start = text.find(words) if words else 0
    reading = Reading(0.0, 0.0, sure, start, start + len(words or ""), own_span=sure)
    span = short_answer(shape_of(question), text, "en", reading, STANDING, BY_THE_READER)
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("question", "text", "read", "answer"),
    [
        ("What struck the pier?", STRUCK, "The carrier Halden Grace", "The carrier Halden Grace"),
        (
            "When did Mongolia ratify the Rome Statute?",
            BOTH,
            "2000 and ratified it in 2002",
            "2002",
        ),
        ("When did Mongolia sign the Rome Statute?", BOTH, "2000 and ratified it in 2002", "2000"),
        (
            "When will the vote be held?",
            "It is to be held from November 20 to December 11.",
            "from November 20 to December 11",
            "from November 20 to December 11",
        ),
        ("Who ratified the Rome Statute?", BOTH, "Mongolia", "Mongolia"),
        ("When did the carrier strike the pier?", STRUCK, "the pier", "11 March"),
    ],
)
def test_it_is_of_the_kind_that_is_asked_for(
    question: str, text: str, read: str, answer: str
) -> None:
    assert shown(question, text, read) == answer


@pytest.mark.parametrize(
    ("span", "sentence", "words", "value"),
    [
        (5.0, 2.0, "11 March", "11 March"),
        (3.0, 2.0, "11 March", None),
        (5.0, 0.0, "11 March", None),
        (5.0, 2.0, "the pier", None),
        (5.0, 2.0, "4:40 a.m. on 11 March", "11 March"),
    ],
)
def test_a_value_is_read_only_where_the_reader_is_sure(
    span: float, sentence: float, words: str, value: str | None
) -> None:
    start = STRUCK.index(words)
    reading = Reading(sentence, 3.0, span, start, start + len(words))
    shape = shape_of("When did the carrier strike the pier?")
    found = read_value(shape, STRUCK, "en", reading)
    assert (None if found is None else found.text) == value


def test_no_name_and_no_one_of_several_values_is_read() -> None:
    reading = Reading(2.0, 3.0, 5.0, 0, len(BOTH))
    assert read_value(shape_of("When did Mongolia sign?"), BOTH, "en", reading) is None
    assert read_value(shape_of("Who signed the Rome Statute?"), BOTH, "en", reading) is None
    assert read_value(shape_of("When did Mongolia sign?"), BOTH, "en", None) is None


@pytest.mark.parametrize(
    "question", ["Why did the carrier strike the pier?", "Did the carrier strike the pier?"]
)
def test_some_questions_have_none(question: str) -> None:
    assert shown(question, STRUCK, "the pier") is None


def test_an_unsure_reader_names_none() -> None:
    assert shown("What struck the pier?", STRUCK, "Halden Grace", sure=-1.0) is None


def test_a_name_is_shown_only_where_the_reader_points_at_it() -> None:
    text = "The case invokes the Sherman Act."
    assert shown("Which law firm handles the case?", text, None, sure=-1.0) is None
    assert shown("Which law does the case invoke?", text, "the Sherman Act") == "the Sherman Act"


def test_without_a_reader_only_a_single_value_is_sure() -> None:
    asked = shape_of("When did the carrier strike the pier?")
    assert candidate(asked, STRUCK, "en", None) is not None
    assert short_answer(asked, STRUCK, "en", None, STANDING, BY_THE_READER) is not None
    assert candidate(shape_of("When did Mongolia join?"), BOTH, "en", None) is None


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("In all, 3,100 people left the valley.", "100", "3,100"),
        ("In all, 3,100 people left the valley.", "3", "3,100"),
        ("About 1.5 million left.", "5 million", "1.5 million"),
        ("It began at about 2:30 a.m. in the hall.", "2:30 a.m", "2:30 a.m."),
        ("It began at about 2:30 a.m. in the hall.", "2:30 a.m.", "2:30 a.m."),
        ("AT&T paid for Mongolia's well-kept roads.", "AT", "AT&T"),
        ("AT&T paid for Mongolia's well-kept roads.", "Mongolia", "Mongolia"),
        ("AT&T paid for Mongolia's well-kept roads.", "kept roads", "well-kept roads"),
    ],
)
def test_it_ends_in_the_middle_of_no_word_or_number(text: str, words: str, whole: str) -> None:
    assert shown("What was it?", text, words) == whole


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        (
            "When will the tram run again?",
            "The tram will not run again before the spring of 2027, the city said.",
            "2027",
            None,
        ),
        (
            "When did Ovi Marr score?",
            "Ovi Marr scored in the last minute to win the first cup for Tarn since 1987.",
            "1987",
            None,
        ),
        (
            "When was the bridge closed?",
            "The bridge has been closed since 4 May, the city said.",
            "4 May",
            "4 May",
        ),
        (
            "When did Elsa Brandt concede?",
            "She refused to concede on Wednesday and asked for a recount.",
            "Wednesday",
            None,
        ),
        (
            "How many night shifts will nurses be limited to?",
            "The government has dropped a plan to limit nurses to 50 night shifts.",
            "50",
            None,
        ),
        (
            "How much does Tarn pay per share?",
            "Tarn pays 1.5 million euros for the bakery.",
            "1.5 million euros",
            None,
        ),
        (
            "How much does Tarn pay per share?",
            "Tarn pays 4 euros a share for the bakery.",
            "4 euros",
            "4 euros",
        ),
        (
            "How many people are in hospital?",
            "A further 21 people remain in hospital, five of them in intensive care.",
            "five",
            None,
        ),
        (
            "How many people were killed?",
            "Eleven people were killed, including four children.",
            "four",
            None,
        ),
        (
            "How many children were killed?",
            "Eleven people were killed, including four children.",
            "four children",
            "four children",
        ),
        (
            "How many bakeries does Tarn have?",
            "Tarn employs 6,200 people at five bakeries across the north.",
            "6,200 people at five",
            "five bakeries",
        ),
    ],
)
def test_words_that_say_something_else_alone_are_not_shown(
    question: str, text: str, words: str, answer: str | None
) -> None:
    assert shown(question, text, words) == answer


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        ("How many boats sank?", "Only two of the six boats sank.", "six", "two"),
        ("How many boats sank?", "Only two of the six boats sank.", "two of the six boats", "two"),
        ("How many boats sank?", "The boats that sank rose from two to six.", "two to six", "six"),
        (
            "How many boats sank?",
            "From two to six boats sank.",
            "two to six boats",
            "two to six boats",
        ),
        ("How many boats sank?", "Of the six boats in the bay, two sank.", "six boats", "two"),
        ("How many boats sank?", "All of the six boats sank.", "six", "six"),
        (
            "How many boats are there in the bay?",
            "Two of the six boats in the bay sank.",
            "six",
            None,
        ),
        ("How many boats sank?", "Most of the six boats sank.", "six", None),
        ("How many boats were moored?", "Two of the six boats moored there sank.", "Two", None),
    ],
)
def test_of_a_number_and_its_part_only_the_part_is_shown(
    question: str, text: str, words: str, answer: str | None
) -> None:
    assert shown(question, text, words) == answer


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("When did the pact lapse?", "The old pact, concluded in 1968, lapsed in May.", "1968"),
        (
            "When was the pact signed?",
            "The envoy flew home on Friday after a visit in which he signed the pact.",
            "Friday",
        ),
        (
            "When was the pact signed?",
            "In 1999 the court struck down a pact signed by the envoy.",
            "1999",
        ),
        (
            "When was the wreck raised?",
            "Raising the wreck, which went down on 8 February, would take four months.",
            "8 February",
        ),
        (
            "When was the pact signed?",
            "The pact was signed by an envoy who is ill, and in 2014 the court let it stand.",
            "2014",
        ),
        ("How strong were the winds?", "Winds and waves of five metres are strong.", "five metres"),
        ("When will Tarn sell the mill?", "Ovi Marr has run the mill since 2019.", "2019"),
    ],
)
def test_the_time_of_another_act_or_another_measure_is_not_shown(
    question: str, text: str, words: str
) -> None:
    assert shown(question, text, words) is None


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("When was Ovi Marr jailed?", "Ovi Marr was tried and jailed on 3 May.", "3 May"),
        ("When was Ovi Marr tried?", "Ovi Marr was tried and jailed on 3 May.", "3 May"),
        ("When did the ferry leave?", "The ferry left Port Orlo on 3 May and sank.", "3 May"),
        ("When did the envoy sign it?", "On 3 May the envoy, who is ill, signed it.", "3 May"),
        ("When was the vote held?", "The vote took place on 3 May.", "3 May"),
        ("When was the mill founded?", "The mill, founded in 1997, moved in 2006.", "1997"),
    ],
)
def test_the_time_of_the_act_asked_about_is_shown(question: str, text: str, words: str) -> None:
    assert shown(question, text, words) == words


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned down on Friday, police chief Ada Stell said.",
        "The mill was burned down on purpose, according to the chief of police, Ada Stell.",
        "The mill was burned down on purpose, Ada Stell, the chief of police, told reporters.",
        '"It was burned down on purpose," said Ada Stell, who saw the mill in flames.',
    ],
)
def test_who_only_speaks_of_an_act_did_not_do_it(text: str) -> None:
    assert shown("Who burned down the mill?", text, "Ada Stell") is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who burned down the mill?", '"I am sorry," said Ada Stell, who burned down the mill.'),
        ("Who burned down the mill?", "Ada Stell said on Friday that she burned down the mill."),
        ("Who burned down the mill?", "Ada Stell burned down the mill, the chief of police said."),
        ("Who is the chief of police?", "The mill burned, the chief of police, Ada Stell, said."),
        ("Who leads the union?", "The union's leader, Ada Stell, said that it had seen enough."),
        ("Who said that the mill burned?", "The mill burned on Friday, Ada Stell said."),
    ],
)
def test_who_speaks_of_himself_or_is_asked_for_as_a_speaker_is_shown(
    question: str, text: str
) -> None:
    assert shown(question, text, "Ada Stell") == "Ada Stell"


@pytest.mark.parametrize(
    ("question", "text", "words", "answer"),
    [
        ("How fast is the limit?", "The limit is 30 km/h in town.", "30 km", "30 km/h"),
        (
            "How fast is the limit?",
            "The limit is 30 miles per hour.",
            "30 miles",
            "30 miles per hour",
        ),
        (
            "Which banks lend the money?",
            "Banca Orsel, Tarn Trust and Halden Bank lend the money.",
            "Halden Bank",
            "Banca Orsel, Tarn Trust and Halden Bank",
        ),
        (
            "Which countries did the envoy visit?",
            "The envoy went to Velia in May, Tarn in June, and Azerbaijan.",
            "Azerbaijan",
            "Azerbaijan",
        ),
        (
            "Which bank lends the money?",
            "Banca Orsel and Halden Bank lend the money.",
            "Halden Bank",
            "Halden Bank",
        ),
        (
            "When did Ovi Marr die?",
            "Ovi Marr died in August aged 77.",
            "August aged 77",
            "August",
        ),
        (
            "Who runs the mill?",
            "Ovi Marr runs the mill and was born in it.",
            "Ovi Marr runs the mill and was born",
            None,
        ),
        (
            "Who will succeed him?",
            "He will be replaced by the head of sales, Ada Stell.",
            "the head of sales, Ada Stell",
            "the head of sales, Ada Stell",
        ),
    ],
)
def test_it_is_cut_where_the_answer_ends(
    question: str, text: str, words: str, answer: str | None
) -> None:
    assert shown(question, text, words) == answer


def test_the_injured_are_no_answer_to_how_many_died() -> None:
    text = "The fire killed two watchmen and injured seven firefighters."
    assert shown("How many people died in the fire?", text, "seven") is None
    assert shown("How many firefighters were injured?", text, "seven") == "seven"


def test_words_that_the_question_says_itself_answer_nothing() -> None:
    text = "France is smaller than Mongolia, which counts few people."
    assert shown("Which is bigger, Mongolia or France?", text, "France") is None


def test_each_measure_counts_in_the_chance() -> None:
    shape = shape_of("When did the carrier strike the pier?")
    reading = Reading(0.0, 0.0, 0.0, 0, 8, own_span=1.5, lead=2.5)
    measured = inputs(shape, "11 March", reading, Standing(0.25, 0.5, 0.75))
    assert measured[:4] == (1.5, 2.5, 0.25, 0.75)
    assert measured[5] == 0.5
    assert measured[4] > inputs(shape, "the pier", reading, STANDING)[4]
    for place in range(6):
        weights = [0.0] * 6
        weights[place] = 9.0
        chance = Linear(means=(0,) * 6, scales=(1,) * 6, weights=tuple(weights), intercept=-0.01)
        eager = ShortAnswerWeights(chance=chance, threshold=0.5)
        start = STRUCK.index("11 March")
        some = Reading(0.0, 0.0, 0.0, start, start + 8, own_span=1.0, lead=1.0)
        none = Reading(0.0, 0.0, 0.0, start, start + 8)
        assert short_answer(shape, STRUCK, "en", some, Standing(1, 1, 1), eager)
        is_kind = place == 4
        assert bool(short_answer(shape, STRUCK, "en", none, Standing(0, 0, 0), eager)) == is_kind


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("When did it strike?", "It struck at 10:30 a.m. on Tuesday.", "10:30 a.m."),
        ("How much weight did he lose?", "He lost 20kg and paid $300 for it.", "20kg"),
        ("How many people fled?", "1.5m people fled the two cities.", "1.5m"),
    ],
)
def test_no_other_value_stands_for_words_that_a_reader_is_sure_of(
    question: str, text: str, words: str
) -> None:
    assert shown(question, text, words, sure=6.0) in (words, None)


def test_without_a_reader_the_only_number_must_count_what_is_asked() -> None:
    asked = shape_of("How many people fled?")
    assert candidate(asked, "They fled the two cities.", "en", None) is None
    assert candidate(asked, "About 300 people fled.", "en", None) is not None


@given(st.text(max_size=80), st.integers(0, 90), st.integers(0, 90), st.floats(-5, 5))
def test_it_always_lies_inside_the_sentence(text: str, start: int, end: int, sure: float) -> None:
    for question in ("When did it open?", "Who said so?", "What was found?"):
        span = candidate(shape_of(question), text, "en", Reading(0, 0, sure, start, end))
        if span is not None:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()


@pytest.mark.parametrize(
    ("language", "question", "text", "words"),
    [
        ("es", "¿A qué hora explotó?", "Explotó el martes a las 20.30 horas.", "20.30"),
        ("es", "¿A qué hora es el partido?", "El partido es a las 21:00 horas.", "21:00"),
        ("es", "¿Cuándo se aprobó el plan?", "El plan se aprobó el lunes.", "lunes"),
        ("es", "¿Cuánto tardaron los bomberos?", "Los bomberos tardaron seis horas.", "seis horas"),
        ("pt", "Em quantos dias foi rodado?", "Foi rodado em 31 dias no litoral.", "31 dias"),
        ("pt", "Quando caiu a ponte?", "A ponte caiu na terça-feira.", "terça-feira"),
    ],
)
def test_a_value_is_read_in_the_language_of_its_sentence(
    language: str, question: str, text: str, words: str
) -> None:
    span = candidate(shape_of(question), text, language, None)
    assert span is not None
    assert text[span.start : span.end] == words
    pointed = Reading(0, 0, 9.0, text.index(words), text.index(words) + len(words))
    assert candidate(shape_of(question), text, language, pointed) is not None
