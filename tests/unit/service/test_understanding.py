"""Earlier turns and the day are read into a question before anything is searched."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from openai import AsyncOpenAI
from structlog.testing import capture_logs

from service.answering.answer import Answer, DraftAnswer, Question, Status, Turn, Usage
from service.answering.evidence import Evidence
from service.answering.language_model import OpenAILanguageModel
from service.answering.llm import QuestionRewriter
from service.answering.llm.rewriting import read_rewritten
from service.answering.llm_settings import LlmSettings
from service.answering.prompting import load_prompt
from service.answering.understanding import Rewritten, Understanding
from service.api.presentation import answer_body
from service.app import create_app
from service.mcp.texts import answer_text
from service.terminal import answer_lines
from tests.fakes.answerer import ScriptedWriter, WordAnswerer
from tests.fakes.loopback import on_loopback
from tests.fakes.model_server import FakeModelServer, Reply, text
from tests.fakes.service import opened_state, settings_in
from tests.unit.service.articles import ALL, BRIDGE

ASKED = (
    Turn("user", "When did Mongolia sign the Rome Statute?"),
    Turn("assistant", "Mongolia signed the Rome Statute in 2000. [1]"),
)
FOLLOWING = Question("and when did it ratify it?", history=ASKED)


SPENT = Usage(50, 5, 0.25)


class Fixed:
    """A rewriter that always writes the same."""

    def __init__(self, text: str | None) -> None:
        self.text = text

    async def rewrite(self, question: Question) -> Rewritten:
        return Rewritten(self.text, SPENT)


def in_full(question: Question, rewriter: Fixed | None = None) -> str:
    return asyncio.run(Understanding(rewriter).in_full(question)).question.text


def test_a_follow_up_is_made_whole_by_rules_where_no_model_is_set() -> None:
    assert "Mongolia" in in_full(FOLLOWING)
    assert "ratify" in in_full(FOLLOWING)


def test_a_model_may_make_it_whole_and_its_failure_costs_nothing() -> None:
    whole = "When did Mongolia ratify the Rome Statute?"
    assert in_full(FOLLOWING, Fixed(whole)) == whole
    assert in_full(FOLLOWING, Fixed(None)) == in_full(FOLLOWING)


def test_the_rules_do_where_a_rewriter_fails_as_nobody_foresaw() -> None:
    class Broken(Fixed):
        async def rewrite(self, question: Question) -> Rewritten:
            raise KeyError(question.text)

    with capture_logs() as lines:
        assert in_full(FOLLOWING, Broken(None)) == in_full(FOLLOWING)
    assert [(one["event"], one["error"]) for one in lines] == [("rewriting_failed", "KeyError")]
    assert FOLLOWING.text not in str(lines)


def test_a_question_that_stands_alone_is_never_rewritten() -> None:
    alone = Question("Who won the election in Orlen?", history=ASKED)
    assert in_full(alone, Fixed("Something else?")) == alone.text


@pytest.mark.parametrize("reply", [text("When did Mongolia ratify it?"), text("NO_ANSWER")])
def test_a_model_costs_the_same_whether_its_question_is_used_or_not(reply: Reply) -> None:
    client = AsyncOpenAI(
        api_key="k",
        base_url="http://model.test/v1",
        max_retries=0,
        http_client=FakeModelServer(reply).client(),
    )
    model = OpenAILanguageModel(client, LlmSettings(model="fake", retries=0))
    rewriter = QuestionRewriter(model, load_prompt("rewrite", 1))
    understood = asyncio.run(Understanding(rewriter).in_full(FOLLOWING))
    assert (understood.usage.prompt_tokens, understood.usage.completion_tokens) == (100, 20)


@pytest.mark.parametrize("written", [None, ScriptedWriter("It took nine weeks.")])
def test_an_answer_costs_what_understanding_its_question_did(
    tmp_path: Path, written: ScriptedWriter | None
) -> None:
    history = (Turn("user", "Why is the crossing shut?"), Turn("assistant", "For repairs. [1]"))
    asked = Question("And how long will it stay shut?", history=history)
    whole = Fixed("How many weeks will the crossing stay shut?")
    with opened_state(settings_in(tmp_path), ALL, written=written) as state:
        engine = replace(state.engine, understanding=Understanding(whole))
        answer = asyncio.run(engine.ask(asked))
    assert answer.understood_as == whole.text
    assert answer.usage == (SPENT if written is None else Usage(150, 25, 0.75))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "When did Mongolia ratify the Rome Statute?",
            "When did Mongolia ratify the Rome Statute?",
        ),
        ('"When did Mongolia ratify it?"\nBecause …', "When did Mongolia ratify it?"),
        ("When did Russia ratify the Rome Statute?", None),
        ("When did Mongolia ratify it in 1998?", None),
        ("See https://evil.example", None),
        ("Mongolia ratified it [1]", None),
        ("Mongolia ratified the Rome Statute.", None),
        ("I cannot do that.", None),
        ("Would you like more?", None),
        ("Which statute do you mean?", None),
        ("What is the weather like?", None),
        ("When did Mongolia ratify it? Mongolia did ratify it.", None),
        ("when did Mongolia ratify the Rome Statute", "when did Mongolia ratify the Rome Statute"),
        ("Tell me when Mongolia ratified it", "Tell me when Mongolia ratified it"),
        ("", None),
        ("When " * 200, None),
    ],
)
def test_what_a_model_writes_counts_only_if_it_adds_nothing(written: str, read: str | None) -> None:
    asked = "and when did it ratify it?"
    known = f"When did Mongolia sign the Rome Statute? {asked}"
    assert read_rewritten(written, asked=asked, known=known) == read


@pytest.mark.parametrize(
    ("asked", "written", "is_used"),
    [
        ("why?", "Why did the Calder bridge close?", True),
        ("why?", "Sorry?", False),
        ("and how many lanes?", "How many lanes does the Calder bridge have?", True),
        ("und wann schloss sie?", "Wann schloss die Calder bridge?", True),
        ("und wann schloss sie?", "Das kann ich leider nicht tun.", False),
        ("et quand a-t-il rouvert ?", "Je ne peux pas répondre à cette question.", False),
        ("¿y cuándo se cerró?", "¿Cuándo se cerró Calder bridge?", True),
        ("¿y cuándo se cerró?", "No puedo hacerlo.", False),
    ],
)
def test_a_rewritten_question_asks_what_was_asked(asked: str, written: str, is_used: bool) -> None:
    known = f"When did the Calder bridge close? The Calder bridge closed in May. {asked}"
    assert (read_rewritten(written, asked=asked, known=known) == written) is is_used


CROSSING = "How many weeks will the crossing stay shut this week?"


def asked_on(tmp_path: Path, day: datetime | None, *, now: datetime) -> Answer:
    with opened_state(settings_in(tmp_path), ALL) as state:
        engine = replace(state.engine, understanding=Understanding(clock=lambda: now))
        return asyncio.run(engine.ask(Question(CROSSING, as_of=day)))


def test_this_week_is_read_from_the_day_asked_about(tmp_path: Path) -> None:
    published = BRIDGE.published_at
    assert published is not None
    much_later = datetime(2026, 1, 1, tzinfo=UTC)
    answer = asked_on(tmp_path, published.replace(hour=12), now=much_later)
    assert answer.status is Status.ANSWERED


def test_nothing_from_the_week_asked_about_is_no_answer(tmp_path: Path) -> None:
    later = datetime(2025, 3, 1, tzinfo=UTC)
    assert asked_on(tmp_path, later, now=later).status is Status.UNANSWERABLE


def test_a_collection_without_anything_new_is_asked_without_the_week_and_says_so(
    tmp_path: Path,
) -> None:
    answer = asked_on(tmp_path, None, now=datetime(2026, 1, 1, tzinfo=UTC))
    assert answer.status is Status.ANSWERED
    assert answer.understood_as == (
        "How many weeks will the crossing stay shut? "
        "(at any time: no article searched is from 2025-12-29 to 2026-01-04)"
    )


def test_terminal_and_agents_are_told_first_what_was_understood(tmp_path: Path) -> None:
    answer = answer_body(asked_on(tmp_path, None, now=datetime(2026, 1, 1, tzinfo=UTC)))
    told = f"Understood as: {answer.understood_as}"
    assert next(answer_lines(answer)) == told
    assert answer_text(answer).splitlines()[0] == told


def test_a_week_that_has_articles_is_no_other_question(tmp_path: Path) -> None:
    answer = asked_on(tmp_path, None, now=datetime(2024, 9, 5, tzinfo=UTC))
    assert (answer.status, answer.understood_as) == (Status.ANSWERED, None)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    settings = settings_in(tmp_path_factory.mktemp("understanding"))
    with (
        opened_state(settings, ALL) as state,
        on_loopback(create_app(settings, state=state)) as address,
        httpx2.Client(base_url=address, timeout=30) as opened,
    ):
        yield opened


@pytest.mark.parametrize(
    ("question", "without", "words"),
    [
        ("Who conceded yesterday?", "Who conceded?", "at any time"),
        ("¿Quién reconoció ayer la derrota?", "¿Quién reconoció la derrota?", "cualquier fecha"),
        ("Qui a perdu hier à Orlen ?", "Qui a perdu à Orlen ?", "à toute date"),
        ("Wer hat gestern in Orlen verloren?", "Wer hat in Orlen verloren?", "zu jeder Zeit"),
        ("Quem perdeu ontem em Orlen?", "Quem perdeu em Orlen?", "em qualquer data"),
    ],
)
def test_a_day_from_which_nothing_is_is_told_in_the_language_of_the_question(
    client: httpx2.Client, question: str, without: str, words: str
) -> None:
    understood = client.post("/v1/ask", json={"question": question}).json()["understood_as"]
    assert understood.startswith(f"{without} (") and words in understood


WON = [
    {"role": "user", "content": "Who won the World Cup?"},
    {"role": "assistant", "content": "The indexed articles do not say."},
]


def followed(client: httpx2.Client, question: str, *, stream: bool = False) -> httpx2.Response:
    body = {"question": question, "history": WON, "stream": stream}
    return client.post("/v1/ask", json=body)


def test_a_question_of_another_matter_is_asked_as_it_stands_where_it_is_refused_in_full(
    tmp_path: Path,
) -> None:
    class Refusing(WordAnswerer):
        async def answer(self, question: Question, evidence: Evidence) -> DraftAnswer:
            draft = await super().answer(question, evidence)
            return replace(draft, statements=()) if "World Cup" in question.text else draft

    settings = settings_in(tmp_path)
    with (
        opened_state(settings, ALL, extractive=Refusing()) as state,
        on_loopback(create_app(settings, state=state)) as address,
        httpx2.Client(base_url=address, timeout=30) as client,
    ):
        answer = followed(client, "How long will the crossing stay shut?").json()
        assert (answer["status"], answer["understood_as"]) == ("answered", None)
        assert "nine weeks" in answer["answer"]
        streamed = followed(client, "How long will the crossing stay shut?", stream=True).text
        events = [line.split()[1] for line in streamed.splitlines() if line.startswith("event:")]
        assert events == ["sources", "delta", "statement", "answer"]
        kept = followed(client, "How many weeks?").json()
        assert (kept["status"], kept["understood_as"]) == (
            "unanswerable", "How many weeks (World Cup)?",
        )  # fmt: skip


@pytest.mark.parametrize("question", ["Who is the zookeeper?", "How many weeks?", "And when?"])
def test_what_was_understood_comes_with_the_sources(client: httpx2.Client, question: str) -> None:
    streamed = followed(client, question, stream=True).text
    sources, *_, answer = (
        json.loads(line.removeprefix("data: "))
        for line in streamed.splitlines()
        if line.startswith("data: ")
    )
    assert sources["understood_as"] == answer["understood_as"] is not None


def test_a_refusal_of_both_shows_what_was_understood(client: httpx2.Client) -> None:
    answer = followed(client, "Who is the zookeeper?").json()
    assert answer["status"] == "unanswerable"
    assert answer["understood_as"] == "Who is the zookeeper (World Cup)?"
    assert answer["nearest"]
