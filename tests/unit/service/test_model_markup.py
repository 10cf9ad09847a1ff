"""Tags, fences and links that a model puts around its words: the words are read without them."""

from __future__ import annotations

import asyncio

import pytest

from service.answering.answer import DraftAnswer
from service.answering.llm.markup import without_addresses, without_tags
from tests.fakes.drafts import draft_of
from tests.fakes.evidence import article, evidence_of
from tests.fakes.model_server import FakeModelServer, text
from tests.unit.service.test_llm import QUESTION, answerer_of
from tests.unit.service.test_model_pieces import cut, read

DEEP, BOATS = "The canal is 12 metres deep.", "Boats use it."
POST = "https://post.example/canal_(old)?day=4&x=1#top"
TOLL = "The toll is 5 crowns."
BOTH = [(DEEP, (2,)), (BOATS, (3,))]


@pytest.mark.parametrize(
    "dressed",
    [
        f"<answer>{DEEP} [2] {BOATS} [3]</answer>",
        f"<answer>\n{DEEP} [2]\n{BOATS} [3]\n</answer>",
        f"<final_answer>{DEEP} [2] {BOATS} [3]",
        f"<think>Hm.</think><response>{DEEP} [2] {BOATS} [3]</response>",
        f"```\n{DEEP} [2] {BOATS} [3]\n```",
        f"```text\n{DEEP} [2]\n{BOATS} [3]\n```",
        f"```markdown\n- {DEEP} [2]\n- {BOATS} [3]\n```",
        f"```{DEEP} [2] {BOATS} [3]```",
        f"~~~\n{DEEP} [2] {BOATS} [3]\n~~~",
        f"<b>{DEEP}</b> [2] <i>Boats</i> use it. [3]",
        f"<p>The canal is <strong>12 metres</strong> deep. [2]</p><p>{BOATS} [3]</p>",
        f"<ul><li>{DEEP} [2]</li><li>{BOATS} [3]</li></ul>",
        f'<div class="a">{DEEP}<sup>[2]</sup><br/>{BOATS}<sup>3</sup></div>',
        f"{DEEP} <cite>2</cite> {BOATS} <ref>[3]</ref>",
        f"The [canal]({POST}) is 12 metres deep. [2] {BOATS} [3]",
        f'The <a href="{POST}">canal</a> is 12 metres deep. [2] {BOATS} [3]',
        f"{DEEP} [2]({POST}) {BOATS} [[3]]({POST})",
        f'{DEEP} [2]({POST} "Delta Post") {BOATS} [3]',
        f"The canal is 12 metres deep ({POST}). [2] {BOATS} [3]",
        f"{DEEP} [2] {POST} {BOATS} (see {POST}) [3]",
        f"{DEEP} [2] Source: {POST}\n{BOATS} [3]\n\n[2]: {POST}\n- {POST}",
        f"{DEEP} [2] ![the canal]({POST}) {BOATS} <{POST}> [3]",
    ],
)
@pytest.mark.parametrize("size", [1, 5, 999])
def test_the_words_are_the_answer_without_their_dress(dressed: str, size: int) -> None:
    assert read(cut(dressed, size), "How deep is it?") == BOTH


@pytest.mark.parametrize(
    "text_of_data",
    [
        '```json\n{"answer": "12 metres"}\n```',
        '<answer>{"depth": 12}</answer>',
        '```\n{"depth": "The canal is deep."}\n```',
        "<tool_call>search()</tool_call> It is deep.",
        '<function name="search">It is deep. It is.</function>',
        "```python\nprint('It is deep.')\n```",
    ],
)
@pytest.mark.parametrize("size", [3, 999])
def test_data_and_calls_of_tools_are_no_answer_in_whatever_dress(
    text_of_data: str, size: int
) -> None:
    assert read(cut(text_of_data, size), "How deep is it?") == []


@pytest.mark.parametrize(
    ("plain", "kept"),
    [
        ("The plot is 12 m<sup>2</sup> and has H<sub>2</sub>O.", "The plot is 12 m² and has H2O."),
        ("It fell to < 5 and rose > 6.", "It fell to < 5 and rose > 6."),
        ("It is <script>x</script> so.", "It is <script>x</script> so."),
        ("It is <em", "It is "),
        ("Use `tide` (a [sic] word) now.", "Use `tide` (a [sic] word) now."),
    ],
)
def test_only_tags_that_dress_words_are_taken_off(plain: str, kept: str) -> None:
    assert without_tags(plain) == kept


@pytest.mark.parametrize(
    ("linked", "plain"),
    [
        ("It is [sic] (so) he said.", "It is [sic] (so) he said."),
        ("It is [sic](so) he said.", "It is [sic](so) he said."),
        (f"The site {POST} was hacked.", f"The site {POST} was hacked."),
        (f"See {POST} for more.", f"See {POST} for more."),
        ("The [Post's [own] page](post.example/a) fell.", "The Post's [own] page fell."),
        ("It is [2](#two).", "It is [2]."),
        ("It is [a](/articles/7).", "It is a."),
    ],
)
def test_an_address_among_the_words_of_a_sentence_stays(linked: str, plain: str) -> None:
    assert without_addresses(linked) == plain


EVIDENCE = evidence_of(article(f"{DEEP} {BOATS} {TOLL}", source="Delta Post"))


def written(answer: str) -> DraftAnswer:
    server = FakeModelServer(text(answer), text("1: NO_ANSWER"))
    return asyncio.run(draft_of(answerer_of(server), QUESTION, EVIDENCE))


def test_sentences_that_are_no_plain_text_are_counted_as_dropped() -> None:
    draft = written(
        f"{DEEP} [1] Its page https://post.example is long. [1] <call>Dive</call> now. [2] "
        f"Click [www.evil.example](https://evil.example) there. [1] Do you want more? {TOLL} [3]"
    )
    assert [one.text for one in draft.statements] == [DEEP, TOLL]
    assert draft.counts is not None
    assert (draft.counts.written, draft.counts.dropped) == (5, 3)


def test_a_link_brings_no_words_into_the_answer_that_no_quote_supports() -> None:
    draft = written(f"{DEEP} [1] Win at [the casino](https://evil.example) now. [2]")
    assert [one.text for one in draft.statements] == [DEEP]
    assert draft.counts is not None and draft.counts.dropped == 1
