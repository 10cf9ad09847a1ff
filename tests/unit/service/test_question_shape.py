"""What questions ask for, in five languages, with and without marks, accents and capitals."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.phrases import language_of_question
from service.answering.question_shape import AnswerKind, shape_of


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("When did Mongolia ratify the Rome Statute?", AnswerKind.DATE),
        ("In which year did it open", AnswerKind.DATE),
        ("Mongolia ratified the treaty in which year?", AnswerKind.DATE),
        ("treaty ratification date", AnswerKind.DATE),
        ("Who won the 2022 World Cup?", AnswerKind.PERSON),
        ("Which tennis player won?", AnswerKind.PERSON),
        ("Where did they meet?", AnswerKind.PLACE),
        ("The talks were held in which Swiss city?", AnswerKind.PLACE),
        ("Which company bought the mine?", AnswerKind.ORGANISATION),
        ("How many people were hurt?", AnswerKind.COUNT),
        ("What was the death toll?", AnswerKind.COUNT),
        ("How tall is the tower?", AnswerKind.QUANTITY),
        ("How much did the bridge cost?", AnswerKind.MONEY),
        ("How many million crowns did the council give to schools?", AnswerKind.MONEY),
        ("How many millions of people fled?", AnswerKind.COUNT),
        ("What percentage of voters agreed?", AnswerKind.PERCENT),
        ("How long was the visit?", AnswerKind.DURATION),
        ("Did Mongolia arrest Putin?", AnswerKind.YES_NO),
        ("Why did he resign?", AnswerKind.REASON),
        ("What did Peskov say about the trip?", AnswerKind.QUOTE),
        ("What is the Rome Statute?", AnswerKind.DEFINITION),
        ("Who is Dmitry Peskov?", AnswerKind.DEFINITION),
        ("Who was arrested?", AnswerKind.PERSON),
        ("Tell me about the weather", AnswerKind.OTHER),
    ],
)
def test_the_question_word_tells_what_is_wanted(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question, "en").wanted is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("¿Cuándo ratificó Mongolia el Estatuto de Roma?", AnswerKind.DATE),
        ("cuantas personas murieron en el incendio", AnswerKind.COUNT),
        ("¿Cuánto costó el puente?", AnswerKind.MONEY),
        ("¿Arrestó Mongolia a Putin?", AnswerKind.YES_NO),
        ("Quand la Mongolie a-t-elle ratifié le Statut ?", AnswerKind.DATE),
        ("Combien de temps a duré la visite ?", AnswerKind.DURATION),
        ("Où se sont-ils rencontrés ?", AnswerKind.PLACE),
        ("La Mongolie a-t-elle arrêté Poutine ?", AnswerKind.YES_NO),
        ("Wann hat die Mongolei das Statut ratifiziert?", AnswerKind.DATE),
        ("Wie viele Menschen wurden getötet?", AnswerKind.COUNT),
        ("Warum ist er zurückgetreten?", AnswerKind.REASON),
        ("Quem venceu a eleição?", AnswerKind.PERSON),
        ("Quanto custou a ponte?", AnswerKind.MONEY),
    ],
)
def test_four_other_languages_are_understood(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Tell me when it began", AnswerKind.DATE),
        ("I'd like to know how many troops were moved", AnswerKind.COUNT),
        ("Me gustaría saber cuándo empezó", AnswerKind.DATE),
        ("Wehn did it begin?", AnswerKind.DATE),
        ("hwo many people died", AnswerKind.COUNT),
        ("A quake struck at dawn. Which country was hit?", AnswerKind.PLACE),
    ],
)
def test_preambles_and_slips_are_forgiven(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question).wanted is wanted


def test_a_misspelt_question_word_is_neither_term_nor_name() -> None:
    shape = shape_of("Wehn did Putin land?")
    assert shape.names == ("Putin",)
    assert "wehn" not in shape.terms


def test_names_keep_their_words_together() -> None:
    shape = shape_of("When did Omar al-Bashir sign the “peace of Juba” with Human Rights Watch?")
    assert shape.names == ("Omar al-Bashir", "peace of Juba", "Human Rights Watch")


@pytest.mark.parametrize(
    "question",
    [
        "when did mongolia ratify it",
        "WHEN DID MONGOLIA RATIFY IT",
        "When Did Mongolia And The EU Agree",
    ],
)
def test_no_names_where_capitals_say_nothing(question: str) -> None:
    assert shape_of(question, "en").names == ()


def test_dates_and_numbers_are_conditions() -> None:
    shape = shape_of("Which 30 countries joined in March 2023?", "en")
    assert [value.text for value in shape.dates] == ["March 2023"]
    assert [value.text for value in shape.numbers] == ["30 countries"]


def test_terms_are_content_words_only() -> None:
    assert shape_of("How many people died in the fire in Lagos?", "en").terms == (
        "people",
        "died",
        "fire",
        "lagos",
    )


def test_what_is_counted_is_told() -> None:
    assert shape_of("How many Russian soldiers were killed?", "en").counted == (
        "russian",
        "soldiers",
    )


def test_the_likeliest_verb_comes_first() -> None:
    assert shape_of("When will the Tarn opera reopen?", "en").verbs[0] == "reopen"
    assert shape_of("Who was appointed head of the bank?", "en").verbs[0] == "appointed"


def test_negation_is_told() -> None:
    assert shape_of("Which countries did not sign?", "en").negated
    assert not shape_of("Which countries signed?", "en").negated


def test_joined_questions_come_apart_and_carry_their_subject() -> None:
    shape = shape_of("When did Mongolia sign the Rome Statute and when did it ratify it?", "en")
    assert [part.text for part in shape.parts] == [
        "When did Mongolia sign the Rome Statute",
        "when did Mongolia ratify it?",
    ]
    assert all(part.names == ("Mongolia", "Rome Statute") for part in shape.parts)


@pytest.mark.parametrize(
    ("question", "second"),
    [
        (
            "Who is the Harbour Board's chair, and who is its lawyer?",
            "who is Harbour Board's lawyer?",
        ),
        ("When did Ana Keel resign and who took her seat?", "who took Ana Keel's seat?"),
        ("When did Ana Keel resign and who replaced her?", "who replaced her?"),
        ("When did Ana Keel land and who met her at the port?", "who met her at the port?"),
        # A board has no son: whose he is is not said.
        ("Who is the Harbour Board's chair and who is his son?", "who is his son?"),
    ],
)
def test_whose_it_is_in_a_later_part_is_told_by_the_first(question: str, second: str) -> None:
    assert shape_of(question, "en").parts[1].text == second


def test_two_verbs_with_one_object_are_two_questions() -> None:
    shape = shape_of("When did Mongolia sign and ratify the Rome Statute?", "en")
    assert [part.verbs[0] for part in shape.parts] == ["sign", "ratify"]


def test_a_question_of_no_known_kind_is_a_part_beside_one_of_a_known_kind() -> None:
    shape = shape_of("What hit the Tarrow Bridge and how long will it stay closed?", "en")
    assert [part.text for part in shape.parts] == [
        "What hit the Tarrow Bridge",
        "how long will it stay closed?",
    ]
    assert shape_of("What hit the Tarrow Bridge and what sank?", "en").parts == ()


@pytest.mark.parametrize(
    "question",
    ["Where did Putin and Xi meet?", "Did police and protesters clash?", "Who met Orlo and Bell?"],
)
def test_joined_names_are_one_question(question: str) -> None:
    assert shape_of(question, "en").parts == ()


@given(st.text(max_size=300), st.sampled_from([None, "en", "es", "fr", "de", "pt", "zz"]))
def test_any_text_has_a_shape(question: str, language: str | None) -> None:
    shape = shape_of(question, language)
    for value in shape.given:
        assert shape.text[value.start : value.end] == value.text
    assert len(shape.parts) != 1


@pytest.mark.parametrize("unit", ["when ", "did A and ", "what is a", "a", "? ", "who was "])
def test_a_long_question_is_quickly_read(unit: str) -> None:
    began = time.process_time()
    shape_of(unit * (100_000 // len(unit)))
    assert time.process_time() - began < 3.0


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How long is the crack in the spillway of the Hollin Dam?", AnswerKind.QUANTITY),
        ("How long is the new tunnel?", AnswerKind.QUANTITY),
        ("How long was the Tarrow Bridge expected to stay closed?", AnswerKind.DURATION),
        ("How long is the bridge in Orlen to stay closed?", AnswerKind.DURATION),
        ("How long is the visit?", AnswerKind.DURATION),
    ],
)
def test_a_length_is_no_time(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "language", "wanted"),
    [
        ("What was he wearing when he was arrested?", "en", AnswerKind.OTHER),
        ("What happened when the dam broke?", "en", AnswerKind.OTHER),
        ("Which team was leading when the match stopped?", "en", AnswerKind.ORGANISATION),
        ("How did people escape where the road was cut?", "en", AnswerKind.OTHER),
        ("¿Qué llevaba cuando fue arrestado?", "es", AnswerKind.OTHER),
        ("Que portait-il quand il a été arrêté ?", "fr", AnswerKind.OTHER),
        ("O que ele vestia quando foi preso?", "pt", AnswerKind.OTHER),
        ("When the dam broke, how many people died?", "en", AnswerKind.COUNT),
        ("When Orlo visited Velia, was he arrested?", "en", AnswerKind.YES_NO),
        ("Cuando se rompió la presa, ¿cuántas personas murieron?", "es", AnswerKind.COUNT),
        ("Quand le barrage a cédé, qui dirigeait la ville ?", "fr", AnswerKind.PERSON),
        # Those that do ask.
        ("The bridge opened when?", "en", AnswerKind.DATE),
        ("What is known about when the bridge opened?", "en", AnswerKind.DATE),
        ("What are the countries where it is banned?", "en", AnswerKind.PLACE),
        ("When, according to police, did it happen?", "en", AnswerKind.DATE),
        ("When did the dam break, and why?", "en", AnswerKind.DATE),
    ],
)
def test_a_clause_that_says_when_or_where_asks_for_neither(
    question: str, language: str, wanted: AnswerKind
) -> None:
    assert shape_of(question, language).wanted is wanted


@pytest.mark.parametrize(
    ("question", "language", "wanted"),
    [
        ("Do we know how many people died?", "en", AnswerKind.COUNT),
        ("Do we know yet in which country it began?", "en", AnswerKind.PLACE),
        ("Can you tell me when it opened?", "en", AnswerKind.DATE),
        ("Is it known who did it?", "en", AnswerKind.PERSON),
        ("Is it clear why the bridge fell?", "en", AnswerKind.REASON),
        ("Is there any information on how much it cost?", "en", AnswerKind.MONEY),
        ("¿Se sabe cuántas personas murieron?", "es", AnswerKind.COUNT),
        ("¿Se sabe ya quién lo hizo?", "es", AnswerKind.PERSON),
        ("¿Puedes decirme cuándo abrió el puente?", "es", AnswerKind.DATE),
        ("Sait-on qui a tué le maire ?", "fr", AnswerKind.PERSON),
        ("Est-ce qu'on sait quand il est mort ?", "fr", AnswerKind.DATE),
        ("Pouvez-vous me dire où ils se sont rencontrés ?", "fr", AnswerKind.PLACE),
        ("Weiß man schon, wie viele Menschen starben?", "de", AnswerKind.COUNT),
        ("Ist bekannt, wer es war?", "de", AnswerKind.PERSON),
        ("Können Sie mir sagen, wann die Brücke öffnet?", "de", AnswerKind.DATE),
        ("Sabe-se quantas pessoas morreram?", "pt", AnswerKind.COUNT),
        ("Pode me dizer quando abriu a ponte?", "pt", AnswerKind.DATE),
        # What is asked within is itself whether.
        ("Is it known whether he died?", "en", AnswerKind.YES_NO),
        ("Do we know if the bridge is open?", "en", AnswerKind.YES_NO),
        ("Did the minister know when the bridge fell?", "en", AnswerKind.YES_NO),
        ("Is it known that he died?", "en", AnswerKind.YES_NO),
        ("¿Se sabe si murió?", "es", AnswerKind.YES_NO),
        ("Ist bekannt, ob er starb?", "de", AnswerKind.YES_NO),
    ],
)
def test_what_is_asked_within_a_question_is_what_is_wanted(
    question: str, language: str, wanted: AnswerKind
) -> None:
    assert shape_of(question, language).wanted is wanted


@pytest.mark.parametrize(
    ("question", "language", "wanted"),
    [
        ("Combien de temps a duré la grève ?", "fr", AnswerKind.DURATION),
        ("La grève a duré combien de temps ?", "fr", AnswerKind.DURATION),
        ("Combien d'années a-t-il régné ?", "fr", AnswerKind.DURATION),
        ("Combien dure le vol ?", "fr", AnswerKind.DURATION),
        ("Combien le procès a-t-il duré ?", "fr", AnswerKind.DURATION),
        ("Quelle était la durée du vol ?", "fr", AnswerKind.DURATION),
        ("Combien de personnes sont mortes durant la guerre ?", "fr", AnswerKind.COUNT),
        ("Combien de pays ont signé ?", "fr", AnswerKind.COUNT),
        ("Combien l'État a-t-il payé ?", "fr", AnswerKind.MONEY),
        ("Combien pèse la baleine ?", "fr", AnswerKind.QUANTITY),
        ("Quelle distance a-t-il parcourue ?", "fr", AnswerKind.QUANTITY),
        ("Wie lange dauerte der Streik?", "de", AnswerKind.DURATION),
        ("Wie viel Zeit bleibt?", "de", AnswerKind.DURATION),
        ("Wie viele Minuten dauerte es?", "de", AnswerKind.DURATION),
        ("Wie viel Wasser floss ab?", "de", AnswerKind.QUANTITY),
        ("Wie viel hat die Brücke gekostet?", "de", AnswerKind.MONEY),
        ("Wie vielen Menschen wurde geholfen?", "de", AnswerKind.COUNT),
        ("Wieviele Menschen starben?", "de", AnswerKind.COUNT),
        ("Wie weit ist der Mond entfernt?", "de", AnswerKind.QUANTITY),
        ("Wie schnell fuhr der Zug?", "de", AnswerKind.QUANTITY),
        ("¿Cuánto tiempo duró la huelga?", "es", AnswerKind.DURATION),
        ("¿Cuántos minutos duró?", "es", AnswerKind.DURATION),
        ("¿Cuánta gente murió?", "es", AnswerKind.COUNT),
        ("¿Cuántos años tiene el puente?", "es", AnswerKind.QUANTITY),
        ("¿A qué distancia está la luna?", "es", AnswerKind.QUANTITY),
        ("Há quanto tempo está fechado?", "pt", AnswerKind.DURATION),
        ("Quanta gente morreu?", "pt", AnswerKind.COUNT),
    ],
)
def test_how_much_how_long_and_how_far_are_told_in_every_form(
    question: str, language: str, wanted: AnswerKind
) -> None:
    assert shape_of(question, language).wanted is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Is it a two-day or a four-day stay?", AnswerKind.DURATION),
        ("Did the fire kill 12 or 15 people?", AnswerKind.COUNT),
        ("Was the order lifted on Monday or on Tuesday?", AnswerKind.DATE),
        ("¿Es una visita de dos o de cuatro días?", AnswerKind.DURATION),
        ("Did it cost 3 million or 4 million euros?", AnswerKind.MONEY),
        ("Did Norland win 3 or more games?", AnswerKind.YES_NO),
        ("Did 12 people die and 15 flee?", AnswerKind.YES_NO),
    ],
)
def test_a_choice_of_two_values_asks_for_one_of_their_kind(
    question: str, wanted: AnswerKind
) -> None:
    shape = shape_of(question)
    assert shape.wanted is wanted
    offered = [value.text for value in shape.given if any(char.isdigit() for char in value.text)]
    assert wanted is AnswerKind.YES_NO or not offered


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many lorries use the ferry?", ("lorries",)),
        ("How many people fled the fire?", ("people",)),
        ("How many police officers were hurt?", ("police", "officers")),
        ("How many ship crew members were hurt?", ("ship", "crew", "members")),
        ("¿Cuántas personas resultaron heridas?", ("personas",)),
        ("Wie viele Menschen starben?", ("menschen",)),
    ],
)
def test_what_is_counted_ends_before_the_verb(question: str, counted: tuple[str, ...]) -> None:
    assert shape_of(question).counted == counted


def test_the_number_behind_a_name_belongs_to_it() -> None:
    assert shape_of("How many ballots were lost in Ward 9?").names == ("Ward 9",)
    assert shape_of("Did Orlo visit Velia in 2019?").names == ("Orlo", "Velia")


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("When did the siege of Tor end?", "end"),
        ("When did the evacuation below the Tessin Dam end?", "end"),
        ("When did Velia arrest Orlo?", "arrest"),
        ("How many people had to leave their homes?", "leave"),
        ("How many ballots were set aside?", "set"),
    ],
)
def test_the_likeliest_verb_is_the_act(question: str, verb: str) -> None:
    assert shape_of(question).verbs[0] == verb


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What was the attendance at the final?", AnswerKind.COUNT),
        ("By how much does night work raise the risk of heart disease?", AnswerKind.PERCENT),
        ("By how much did the firm raise its offer?", AnswerKind.MONEY),
        ("Was kostet die neue Brücke?", AnswerKind.MONEY),
        ("Quel sera le coût du tramway ?", AnswerKind.MONEY),
        ("¿Cuál es el costo del puente?", AnswerKind.MONEY),
        ("Qual foi o custo da ponte?", AnswerKind.MONEY),
    ],
)
def test_nouns_of_numbers_ask_for_numbers(question: str, wanted: AnswerKind) -> None:
    assert shape_of(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("¿Qué ha dicho la portavoz sobre la explosión?", AnswerKind.QUOTE),
        ("¿Qué aseguró Iturralde?", AnswerKind.QUOTE),
        ("O que garantiu Duarte Vilhena?", AnswerKind.QUOTE),
        ("O que a ministra comentou sobre a greve?", AnswerKind.QUOTE),
        ("¿Qué provocó el incendio?", AnswerKind.REASON),
        ("Porque é que o ministro se demitiu?", AnswerKind.REASON),
        ("Qual foi o motivo da greve?", AnswerKind.REASON),
        ("¿Cuánto tardaron los bomberos en llegar?", AnswerKind.DURATION),
        ("cuanto duraran las obras", AnswerKind.DURATION),
        ("Quanto demorou o resgate?", AnswerKind.DURATION),
        ("¿A cuánto asciende la multa?", AnswerKind.MONEY),
        ("¿De cuánto es la fianza?", AnswerKind.MONEY),
        ("¿Qué presupuesto tiene el plan?", AnswerKind.MONEY),
        ("¿Por qué precio se vendió el cuadro?", AnswerKind.MONEY),
        ("Por quanto a Tecnoval comprou a Nuvemar?", AnswerKind.MONEY),
        ("Quanto o governo destinou à reconstrução?", AnswerKind.MONEY),
        ("Qual é o salário do diretor?", AnswerKind.MONEY),
        ("Quantos milhões de reais custou a ponte?", AnswerKind.MONEY),
        ("¿Cuánto subió el precio de la luz?", AnswerKind.QUANTITY),
        ("Quanto caiu o preço da gasolina?", AnswerKind.QUANTITY),
        ("¿Cuánto mide la torre?", AnswerKind.QUANTITY),
        ("Qual é o número de mortos?", AnswerKind.COUNT),
        ("¿Cuál es la cifra de fallecidos?", AnswerKind.COUNT),
        ("Que idade tem a atriz?", AnswerKind.QUANTITY),
        ("¿Cómo se llama el alcalde?", AnswerKind.PERSON),
        ("¿En qué municipio ocurrió?", AnswerKind.PLACE),
        ("Em que bairro caiu a ponte?", AnswerKind.PLACE),
        ("¿Qué compañía compró la mina?", AnswerKind.ORGANISATION),
    ],
)
def test_spanish_and_portuguese_questions_of_the_news_are_known(
    question: str, wanted: AnswerKind
) -> None:
    assert shape_of(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("De combien augmenteront les salaires ?", AnswerKind.QUANTITY),
        ("À combien s'élève le déficit de l'hôpital ?", AnswerKind.MONEY),
        ("Quelle somme la ville va-t-elle verser ?", AnswerKind.MONEY),
        ("Quelle est la part des élus absents ?", AnswerKind.PERCENT),
        ("Quel est le taux de chômage ?", AnswerKind.PERCENT),
        ("Quel est le nombre de morts ?", AnswerKind.COUNT),
        ("Quelles sont les causes de l'incendie ?", AnswerKind.REASON),
        ("Comment le maire a-t-il réagi ?", AnswerKind.QUOTE),
        ("Quel est le nom du suspect ?", AnswerKind.PERSON),
        ("Qu'a annoncé le maire ?", AnswerKind.QUOTE),
        ("Auf wie viel wird der Schaden geschätzt?", AnswerKind.MONEY),
        ("Wie hoch liegt der Sachschaden?", AnswerKind.MONEY),
        ("Welchen Anteil der Kosten übernimmt der Bund?", AnswerKind.PERCENT),
        ("Wie hoch war die Wahlbeteiligung?", AnswerKind.PERCENT),
        ("Wie hoch ist die Zahl der Toten?", AnswerKind.COUNT),
        ("Was war die Ursache des Brandes?", AnswerKind.REASON),
        ("Wie lang wird die Straßenbahnlinie?", AnswerKind.QUANTITY),
        ("Wie lange ist die Brücke gesperrt?", AnswerKind.DURATION),
        ("Wie reagierte der Bürgermeister?", AnswerKind.QUOTE),
        ("Wie heißt der Vermisste?", AnswerKind.PERSON),
    ],
)
def test_french_and_german_have_several_ways_to_ask_for_a_kind(
    question: str, wanted: AnswerKind
) -> None:
    assert shape_of(question).wanted is wanted


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("A barragem de Itaúna rompeu?", "pt"),
        ("A sede vai sair do Porto?", "pt"),
        ("Joana Rebelo compareceu à cerimônia?", "pt"),
        ("O que disse Camila Torres?", "pt"),
        ("¿Apoyó el partido la enmienda?", "es"),
        ("Do you know the menu?", "en"),
        ("A-t-il plu au milieu du mois ?", "fr"),
    ],
)
def test_a_short_portuguese_question_is_known_by_its_verb(question: str, language: str) -> None:
    assert shape_of(question).language == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Qu'a déclaré Hélène Courbet ?", "fr"),
        ("Was sagte Maren Holtkamp?", "de"),
        ("Was Putin arrested?", "en"),
        ("Was the plant closed?", "en"),
    ],
)
def test_a_verb_tells_the_language_where_the_question_word_is_of_several(
    question: str, language: str
) -> None:
    assert shape_of(question).language == language
    assert language_of_question(question) == language


@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist der Schaden?",
        "Wie hoch sind die Kosten der Linie 7?",
        "Combien coûtera le pont ?",
        "Combien mesurait le pont ?",
    ],
)
def test_a_verb_or_how_high_names_nothing_that_is_counted(question: str) -> None:
    assert shape_of(question).counted == ()


def test_the_number_of_something_counts_it() -> None:
    assert shape_of("Quel est le nombre de morts ?").counted == ("morts",)
    assert shape_of("Wie hoch ist die Zahl der Toten?").counted == ("toten",)
