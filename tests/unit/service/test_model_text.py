"""What a model lays out and leads in: what is left are sentences with their markers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.bullets import without_labels
from service.answering.llm.output import NonsenseWritten, OutputReader, plain_text
from service.answering.llm.prose_refusals import is_refused
from service.answering.markers import marked_sentences, read_all

DEEP = "The canal is 12 metres deep."


def sentences_of(text: str) -> list[tuple[str, tuple[int, ...]]]:
    canonical, _ = read_all([plain_text(text, is_whole=True)], 5)
    return [(one.text, one.numbers) for one in marked_sentences(canonical)]


def written_in_pieces(text: str, size: int) -> list[tuple[str, tuple[int, ...]]]:
    reader = OutputReader(
        model="fake",
        question="How deep is the canal?",
        messages=(),
        evidence_count=5,
        most_sentences=9,
    )
    sentences = []
    try:
        for start in range(0, len(text), size):
            sentences += reader.feed(text[start : start + size])
        sentences += reader.finish(is_complete=True)
    except NonsenseWritten:
        return []
    return [(one.text, one.numbers) for one in sentences]


LAID_OUT = [
    f"## Answer\n\n- {DEEP} [2]\n- Boats use it. [3]",
    f"### Depth of the canal\n{DEEP} [2]\n\n### Summary\nBoats use it. [3]",
    f"**Answer:**\n{DEEP} [2]\nBoats use it. [3]",
    f"**Answer:** {DEEP} [2] Boats use it. [3]",
    f"Short answer: {DEEP} [2]\n\n**Details**\nBoats use it. [3]",
    f"Depth of the canal [2]\n{DEEP} [2]\nBoats use it. [3]",
    f"The canal: {DEEP} [2]\nBoats use it. [3]",
    f"Sources:\n[2] Delta Post\n[3] Harbour Mail\n\n{DEEP} [2]\nBoats use it. [3]",
    f"{DEEP} [2] Boats use it. [3]\n\nReferences\n- Delta Post, 4 May 2025 [2]\n- Harbour Mail",
    f"{DEEP} [2]\nBoats use it. [3]\n\n**Quellen**\n\n1. Delta Post, 4 May 2025 [2]",
    f"{DEEP} [2]\nBoats use it. [3]\n---\n*Source: Delta Post*",
    f"[2]: Delta Post\n[3]: Harbour Mail\n{DEEP} [2]\nBoats use it. [3]",
    f"| Fact | Outlet |\n|---|---|\n| {DEEP} [2] | Post |\n| Boats use it today. [3] | Mail |",
    f"**1. Depth**\n{DEEP} [2]\n**2. Boats**\nBoats use it. [3]",
    f"# How deep is the canal?\n{DEEP} [2]\nHere is more:\n1️⃣ Boats use it. [3]",
]


@pytest.mark.parametrize("text", LAID_OUT)
def test_lines_that_assert_nothing_are_left_out(text: str) -> None:
    boats = "Boats use it today." if "today" in text else "Boats use it."
    assert sentences_of(text) == [(DEEP, (2,)), (boats, (3,))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("12 metres [2]", [("12 metres", (2,))]),
        ("12 metres", [("12 metres", ())]),
        ("**Ida Brandt** [2]", [("Ida Brandt", (2,))]),
        ("Toll:\n- 9 hurt [1]\n- 2 missing [2]", [("9 hurt", (1,)), ("2 missing", (2,))]),
        ("FALSE: The water is safe. [1]", [("FALSE: The water is safe.", (1,))]),
        ("Delta Post: it is closed. [1]", [("Delta Post: it is closed.", (1,))]),
        ("❌ The water is safe. [1]", [("❌ The water is safe.", (1,))]),
        ("Depth: the canal has a depth of 9 m. [1]", [("The canal has a depth of 9 m.", (1,))]),
        (
            "- Boats use the canal daily [3]\n- It opened [1]",
            [("Boats use the canal daily", (3,)), ("It opened", (1,))],
        ),
    ],
)
def test_what_asserts_something_stays(text: str, sentences: list[tuple[str, tuple[int]]]) -> None:
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    ("listed", "sentences"),
    [
        (
            "1) a raise; 2) a day off; and 3) a rota were asked for. [1]",
            ["1) a raise; 2) a day off; and 3) a rota were asked for."],
        ),
        ("1) Pay [1]; 2) hours; and 3) rest.", ["1) Pay; 2) hours; and 3) rest."]),
        ("(1) Pay, (2) hours and (3) rest.", ["(1) Pay, (2) hours and (3) rest."]),
        ("a) Pay, b) hours and c) rest.", ["a) Pay, b) hours and c) rest."]),
        (
            "1. Pay rose; 2. hours fell; and 3. a rota came.",
            ["1) Pay rose; 2) hours fell; and 3) a rota came."],
        ),
        (
            "They want 1) a raise; and 2) a day off. [1]",
            ["They want 1) a raise; and 2) a day off."],
        ),
        (
            "1) Pay rose. [1] 2) Hours fell. [2] 3) He left.",
            ["Pay rose.", "Hours fell.", "He left."],
        ),
        ("1. Pay rose. [1] 2. Hours fell. [2]", ["Pay rose.", "Hours fell."]),
        ("a) Pay rose.\nb) Hours fell.", ["Pay rose.", "Hours fell."]),
        ("1. Pay rose by 2. Hours fell.", ["Pay rose by 2.", "Hours fell."]),
        ("1) Pay rose (by 2) and hours fell.", ["Pay rose (by 2) and hours fell."]),
    ],
)
def test_numbers_go_from_all_that_is_listed_or_stay_with_all(
    listed: str, sentences: list[str]
) -> None:
    assert [said for said, _ in sentences_of(listed)] == sentences
    for size in (1, 6, 99):
        assert [said for said, _ in written_in_pieces(listed, size)] == sentences


def test_a_table_of_values_holds_no_sentence() -> None:
    assert sentences_of("| Outlet | Depth |\n|---|---|\n| Delta Post | 12 metres [2] |") == []


@pytest.mark.parametrize(
    "led",
    [
        "According to [2], the canal is 12 metres deep.",
        "According to source 2, the canal is 12 metres deep.",
        "Based on evidence [2], the canal is 12 metres deep.",
        "As [2] says, the canal is 12 metres deep.",
        "As reported in [2], the canal is 12 metres deep.",
        "In article [2], the canal is 12 metres deep.",
        "[2] reports that the canal is 12 metres deep.",
        "Source 2 says the canal is 12 metres deep.",
        "Excerpt 2 notes that the canal is 12 metres deep.",
        "The canal is 12 metres deep (source 2).",
        "The canal is 12 metres deep. (source 2)",
        "The canal is 12 metres deep (see [2]).",
        "The canal is 12 metres deep. (2)",
        "The canal is 12 metres deep. Source: 2",
        "The canal, according to [2], is 12 metres deep.",
        "The canal is 12 metres deep, as stated in [2].",
        "The canal is 12 metres deep [Source: 2].",
        "The canal is 12 metres deep. [E2]",
        "The canal is 12 metres deep. [2,]",
        "🚢 The canal is 12\u00a0metres deep. 🚢 [2]",
        "The canal is 12 metres deep, [2] says.",
        "The canal is 12 metres deep, says source 2.",
        "The canal is 12 metres deep; see [2].",
        "The canal is 12 metres deep. See [2].",
        "The canal is 12 metres deep.²",
    ],
)
def test_words_that_lead_into_a_reference_go_and_its_number_stays(led: str) -> None:
    assert sentences_of(led) == [(DEEP, (2,))]
    assert sentences_of(f"Boats use it. [3] {led}") == [("Boats use it.", (3,)), (DEEP, (2,))]


@pytest.mark.parametrize(
    ("led", "plain"),
    [
        ("Selon [2], le canal est profond.", "Le canal est profond."),
        ("La source 2 indique que le canal est profond.", "Le canal est profond."),
        ("Según la fuente 2, el canal es hondo.", "El canal es hondo."),
        ("[2] informa que el canal es hondo.", "El canal es hondo."),
        ("De acordo com [2], o canal é fundo.", "O canal é fundo."),
        ("Laut [2] ist der Kanal tief.", "Laut Bericht ist der Kanal tief."),
        ("Wie [2] berichtet, ist der Kanal tief.", "Laut Bericht ist der Kanal tief."),
        (
            "Quelle 2 berichtet, dass der Kanal tief ist.",
            "Berichtet wird, dass der Kanal tief ist.",
        ),
        ("Der Kanal ist laut [2] tief.", "Der Kanal ist tief."),
        ("It is deep, and [2] says it is wide.", "It is deep, and the article says it is wide."),
        ("Selon la source [2], le canal est profond.", "Le canal est profond."),
        ("*The canal is deep.* [2]", "The canal is deep."),
        ("> The canal is deep. [2]", "The canal is deep."),
        ("[2]: The canal is deep.", "The canal is deep."),
        ("Here is what they tell: The canal is deep. [2]", "The canal is deep."),
        (
            "According to Delta Post (4 May 2025) [2], it is deep.",
            "According to Delta Post, it is deep.",
        ),
        ("Source 2 mentions a flood.", "The article mentions a flood."),
        (
            "It is deep, per Delta Post (4 May 2025). [2]",
            "It is deep, according to Delta Post.",
        ),
    ],
)
def test_what_is_left_is_a_sentence_in_its_language(led: str, plain: str) -> None:
    assert sentences_of(led) == [(plain, (2,))]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 says that an attack on one is an attack on all.",
        "According to Article 5, members must help.",
        "Group (2) won the cup (1).",
        "In 2024, the price rose 3 per cent.",
        "It is deep, Ida Brandt said.",
        "That is what he was accused of.",
    ],
)
def test_what_is_no_reference_stays(text: str) -> None:
    assert sentences_of(f"{text} [1]") == [(text, (1,))]


def test_several_references_are_one() -> None:
    for led in ("Both [1] and [2] report that it sank.", "Sources 1 and 2 say that it sank."):
        assert sentences_of(led) == [("It sank.", (1, 2))]
    french = "Selon la source [1] et la source [2], il a coulé."
    assert sentences_of(french) == [("Il a coulé.", (1, 2))]


def test_a_noun_behind_a_marker_is_no_verb_of_it() -> None:
    assert sentences_of("It sank. [1] Reports that he died were false. [2]") == [
        ("It sank.", (1,)),
        ("Reports that he died were false.", (2,)),
    ]


def test_an_invented_reference_leaves_no_lead_in_behind() -> None:
    assert sentences_of("According to [77], the canal is 12 metres deep.") == [(DEEP, ())]


@pytest.mark.parametrize("text", LAID_OUT)
@pytest.mark.parametrize("size", [1, 3, 7])
def test_pieces_of_any_size_give_what_the_whole_gives(text: str, size: int) -> None:
    assert written_in_pieces(text, size) == sentences_of(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "## Answer\n",
                "Sources:\n",
                "According to [2], it sank. ",
                "It is deep. [1] ",
                "\n\n",
                "(source 3) ",
                "| a | b |\n",
                "- It fell. [4]\n",
                "**Key**\n",
                "Boats ",
                "[2] ",
                "🚢",
            ]
        ),
        max_size=9,
    ),
    st.integers(1, 9),
)
def test_any_layout_gives_the_same_in_pieces_and_at_once(parts: list[str], size: int) -> None:
    text = "".join(parts)
    whole = written_in_pieces(text, max(1, len(text)))
    assert [said for said, _ in written_in_pieces(text, size)] == [said for said, _ in whole]


@pytest.mark.parametrize(
    "said",
    [
        "The articles do not say who runs the canal.",
        "None of the excerpts names the engineer.",
        "Unfortunately, the provided sources don't mention the depth.",
        "The engineer is not named in the articles.",
        "I cannot find the engineer's name in the articles.",
        "Based on the provided evidence, it is not possible to determine the depth.",
        "Die Artikel nennen keinen Ingenieur des Kanals.",
        "In den Artikeln wird kein Ingenieur genannt.",
        "Aus den vorliegenden Texten geht nicht hervor, wer den Kanal leitet.",
        "Leider enthalten die Quellen keine Angaben zur Tiefe.",
        "Keiner der Artikel erwähnt die Tiefe.",
        "Les articles ne précisent pas qui dirige le canal.",
        "Aucun article ne mentionne la profondeur.",
        "La profondeur n'est pas mentionnée dans les articles.",
        "Los artículos no dicen quién dirige el canal.",
        "En los artículos no se menciona la profundidad.",
        "Ninguno de los artículos nombra al ingeniero.",
        "Os artigos não dizem quem dirige o canal.",
        "Nenhum dos artigos menciona a profundidade.",
        "Infelizmente, as fontes não indicam a profundidade.",
    ],
)
def test_a_refusal_is_told_in_five_languages(said: str) -> None:
    assert is_refused(said)


@pytest.mark.parametrize(
    "said",
    [
        "The report does not say who is to blame.",
        "Police did not say whether the evidence was planted.",
        "The inquiry found no evidence of fraud.",
        "The treaty does not mention fishing rights.",
        "The articles do not say why, but the canal is 12 metres deep.",
        "According to the articles, the ferry did not sink.",
        "Die Polizei nannte keine Namen.",
        "Die Artikel sagen, dass der Kanal nicht gebaut wird.",
        "Le ministre n'a pas cité ses sources.",
        "La policía no dice quién es el autor.",
        "O ministro não disse quem pagou.",
    ],
)
def test_what_others_deny_is_no_refusal(said: str) -> None:
    assert not is_refused(said)


def test_sources_behind_the_last_sentence_are_no_sentence() -> None:
    assert written_in_pieces(f"{DEEP} [2] Sources: Delta Post, Harbour Mail", 4) == [(DEEP, (2,))]


def test_what_the_articles_tell_instead_goes_with_the_refusal() -> None:
    text = "The articles do not name the engineer. They name the pilot, Ida Brandt. [2]"
    assert written_in_pieces(text, 5) == []


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("They want 1) pay; and 2) rest.", "They want pay; and rest."),
        ("a) Pay and b) rest.", "Pay and rest."),
        ("He scored (1) one and left.", "He scored (1) one and left."),
        ("It rose 1.2 and (by 2) fell.", "It rose 1.2 and (by 2) fell."),
    ],
)
def test_only_what_counts_a_list_is_taken_out_of_a_sentence(sentence: str, plain: str) -> None:
    assert without_labels(sentence) == plain
