"""What a model says to its reader is no statement; what it leads to is one."""

from __future__ import annotations

import asyncio

import pytest

from service.answering.answer import DraftAnswer
from service.answering.llm.filler import without_filler
from service.answering.llm.repairing import read_repairs
from tests.fakes.drafts import draft_of
from tests.fakes.evidence import article, evidence_of
from tests.fakes.model_server import FakeModelServer, text
from tests.unit.service.test_llm import QUESTION, answerer_of
from tests.unit.service.test_model_pieces import cut, read

DEEP, TOLL = "The canal is 12 metres deep.", "The toll is 5 crowns."
EVIDENCE = evidence_of(article(f"{DEEP} {TOLL}", source="Delta Post"))

FILLER = [
    "Sure!",
    "Sure, here is the answer:",
    "Certainly! I'd be happy to help.",
    "Great question!",
    "Here is the answer based on the evidence:",
    "Here's a brief summary of the articles.",
    "Here is what I found.",
    "Based on the articles, here is what I found:",
    "Based on the provided evidence:",
    "I found the following information in the articles:",
    "I can answer this from the articles.",
    "I hope this helps!",
    "I hope that answers your question.",
    "Let me know if you have questions.",
    "If you have any other questions, feel free to ask!",
    "If you'd like more details, I can look for them.",
    "Please feel free to ask for more.",
    "Thank you for your question!",
    "Note that this answer is based on the articles alone.",
    "For more information, please refer to the articles.",
    "Is there anything else you want to know?",
    "Gerne!",
    "Hier ist die Antwort auf Ihre Frage:",
    "Hier ist, was ich gefunden habe:",
    "Auf Grundlage der Artikel lautet die Antwort:",
    "Basierend auf den vorliegenden Artikeln ist hier eine Zusammenfassung:",
    "Ich hoffe, das hilft Ihnen weiter!",
    "Wenn Sie weitere Fragen haben, stehe ich gerne zur Verfügung.",
    "Lassen Sie mich wissen, ob Sie mehr brauchen.",
    "Zögern Sie nicht, weitere Fragen zu stellen.",
    "Bien sûr !",
    "Voici la réponse à votre question :",
    "D'après les articles, voici ce que j'ai trouvé :",
    "J'espère que cela vous aide !",
    "N'hésitez pas à me poser d'autres questions.",
    "Si vous avez d'autres questions, n'hésitez pas.",
    "Merci pour votre question !",
    "¡Claro!",
    "Aquí tienes la respuesta:",
    "Según los artículos, esto es lo que he encontrado:",
    "¡Espero que esto te ayude!",
    "Si tienes más preguntas, no dudes en decírmelo.",
    "No dudes en preguntar.",
    "Gracias por tu pregunta.",
    "Claro!",
    "Aqui está a resposta com base nos artigos:",
    "Com base nos artigos, aqui está o que encontrei:",
    "Espero que isto ajude!",
    "Se tiver mais perguntas, não hesite em perguntar.",
    "Fique à vontade para perguntar.",
    "Obrigado pela sua pergunta!",
]


@pytest.mark.parametrize("filler", FILLER)
def test_words_to_the_reader_say_nothing(filler: str) -> None:
    assert without_filler(filler) == ""


@pytest.mark.parametrize(
    ("led", "rest"),
    [
        ("Sure, here is the answer: the canal is deep.", "The canal is deep."),
        ("Here is the answer based on the evidence: It is deep.", "It is deep."),
        ("Based on the articles, here is what I found: it is deep.", "It is deep."),
        ("According to the articles: it is deep.", "It is deep."),
        ("The answer to your question is: 12 metres.", "12 metres."),
        ("To answer your question, it is deep.", "It is deep."),
        ("Okay, it is deep.", "It is deep."),
        ("Hier ist die Antwort: Er ist tief.", "Er ist tief."),
        ("Die Antwort lautet: Er ist tief.", "Er ist tief."),
        ("Voici la réponse : il est profond.", "Il est profond."),
        ("Pour répondre à votre question, il est profond.", "Il est profond."),
        ("Aquí está la respuesta: es hondo.", "Es hondo."),
        ("La respuesta es: doce metros.", "Doce metros."),
        ("Aqui está a resposta: é fundo.", "É fundo."),
        ("De acordo com os artigos: é fundo.", "É fundo."),
    ],
)
def test_what_they_lead_to_is_kept(led: str, rest: str) -> None:
    assert without_filler(led) == rest


@pytest.mark.parametrize(
    "said",
    [
        "Yes.",
        "No.",
        "Sure enough, the ferry sank.",
        "Certainly, the pact is dead.",
        "Of course it is deep.",
        "Great questions hang over the deal.",
        "Here is where the ferry lands.",
        "Here are 12 metres of water.",
        "Here is the mayor's plan: no tolls.",
        "According to court documents: the mayor knew.",
        "According to sources close to the mayor, he resigns.",
        "According to the articles of association, he resigns.",
        "Based on the evidence, the court freed him.",
        "The answer is no: the ferry sails.",
        "The answer is 12 metres.",
        "Hope is fading for the crew.",
        "I hope to return, said Ida Brandt.",
        "If you have a fever, stay at home, said Ida Brandt.",
        "“Let me know if you are safe,” she wrote.",
        "Please note that the ferry is cancelled.",
        "Thanks to the toll, the bridge is paid for.",
        "This response was criticised by the guild.",
        "This answer to the strike came late.",
        "For more information, call 112.",
        "The following are shut: the bridge and the lock.",
        "Sicherheit geht vor.",
        "Hier sind die Einzelheiten noch unklar.",
        "Die Antwort der Regierung ist klar.",
        "Laut Quellen der Post: er wusste es.",
        "Wenn Sie Fieber haben, bleiben Sie daheim.",
        "Claro, la empresa de telefonía, subió precios.",
        "Según fuentes de la policía: huyó.",
        "A continuación, la información fue corregida.",
        "Selon les documents : il le savait.",
        "Voici les Alpes.",
        "Espero volver, dijo la alcaldesa.",
        "Se tiver febre, fique em casa.",
        "Oito barcos afundaram.",
    ],
)
def test_news_are_no_words_to_the_reader(said: str) -> None:
    assert without_filler(said) == said


CHATTY = (
    "Sure! Here is the answer based on the evidence: The canal is 12 metres deep. [1]\n\n"
    f"{TOLL} [2] I hope this helps! Let me know if you have questions."
)


@pytest.mark.parametrize("size", [1, 4, 7, 999])
@pytest.mark.parametrize(
    "chatty",
    [
        CHATTY,
        f"Sure! Based on the articles, here is what I found:\n\n- {DEEP} [1]\n- {TOLL} [2]",
        f"Okay! {DEEP} [1] More is told of it. Here it is:\n{TOLL} [2]\nThanks for asking!",
    ],
)
def test_what_is_left_is_the_same_in_any_pieces(chatty: str, size: int) -> None:
    found = [one for one in read(cut(chatty, size), "How deep?") if "More" not in one[0]]
    assert found == [(DEEP, (1,)), (TOLL, (2,))]


def written(answer: str) -> DraftAnswer:
    server = FakeModelServer(text(answer), text("1: NO_ANSWER"))
    return asyncio.run(draft_of(answerer_of(server), QUESTION, EVIDENCE))


def test_words_to_the_reader_are_neither_shown_nor_counted() -> None:
    draft = written(CHATTY)
    assert [one.text for one in draft.statements] == [DEEP, TOLL]
    assert draft.counts is not None
    assert (draft.counts.written, draft.counts.dropped) == (2, 0)


def test_a_refusal_behind_words_to_the_reader_is_one() -> None:
    draft = written("Sure! Based on the articles, here is the answer: NO_ANSWER")
    assert draft.statements == ()


def test_a_repair_is_the_sentence_behind_words_to_the_reader() -> None:
    (repaired,) = read_repairs(f"1: Sure! {DEEP} [1]", count=1, evidence_count=2)
    assert repaired is not None and (repaired.text, repaired.numbers) == (DEEP, (1,))
