"""A conversation in the widget: ask, watch the answer come, stop, ask on, come back later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chatting import ask, listen, send, spoken
from tests.browser.texts import QUESTION, answered, conflicting, in_order, refused
from tests.fakes.chat_server import ChatServer, problem, streamed, whole

OpenChat = Callable[..., Page]


def test_a_question_is_answered_with_a_mark_for_each_source(
    open_chat: OpenChat, chat_server: ChatServer, script_errors: list[str]
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    turn = ask(page)
    expect(turn.locator(".question")).to_have_text(QUESTION)
    expect(turn.locator(".words")).to_have_text(
        [
            "The bridge stays closed for at least six weeks.",
            "Three free ferries run meanwhile.",
        ],
        use_inner_text=True,
    )
    assert turn.locator(".mark").all_inner_texts() == ["1", "2"]
    expect(turn.get_by_text("One report, carried by 3 outlets")).to_be_visible()
    assert chat_server.asked == [{"question": QUESTION, "stream": True}]
    assert not script_errors
    assert not chat_server.csp_reports


def test_text_appears_sentence_by_sentence_and_nothing_moves_when_it_is_complete(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered(), held_after=3))
    page = open_chat()
    send(page)
    expect(page.locator(".progress")).to_have_text("Reading The Averil Herald")
    first = page.locator(".sentence .words").first
    expect(first).to_contain_text("at least six weeks")
    page.locator(".mark").first.wait_for()
    assert page.locator(".mark").count() == 1, "what is not there yet is not waited for"
    assert page.locator("footer").count() == 0
    settled = first.element_handle()
    place = first.bounding_box()
    chat_server.go_on.set()
    page.locator("footer").wait_for()
    assert page.locator(".sentence .words").first.bounding_box() == place
    assert settled.evaluate("node => node.isConnected"), "what was right stays as it was"


ANY_TIME = "Who <b>left</b>? (at any time: no article searched is from 2026-11-28 to 2026-11-29)"


def test_what_the_question_was_taken_to_mean_stands_above_the_answer_from_its_first_word(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    answer = answered(understood_as=ANY_TIME, headline="Six weeks")
    chat_server.scripts.append(streamed(answer, held_after=1))
    page = open_chat()
    listen(page)
    send(page)
    understood = page.locator(".understood")
    expect(understood).to_have_text(f"Understood as: {ANY_TIME}")
    assert page.locator(".sentence").count() == 0, "it comes before the first word"
    place = understood.bounding_box()
    chat_server.go_on.set()
    page.locator("footer").wait_for()
    assert understood.bounding_box() == place
    read_out = page.locator(".turn").inner_text()
    parts = [QUESTION, f"Understood as: {ANY_TIME}", "Six weeks", "The bridge stays closed"]
    assert [read_out.index(part) for part in parts] == sorted(map(read_out.index, parts))
    assert spoken(page) == [f"Understood as: {ANY_TIME}\nAnswer ready: Six weeks"]
    page.locator("dateline-chat").evaluate("chat => chat.lang = 'de'")
    expect(understood).to_have_text(f"Verstanden als: {ANY_TIME}")
    page.reload()
    expect(understood).to_have_text(f"Understood as: {ANY_TIME}")


def test_what_was_understood_stays_with_an_answer_that_was_stopped(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered(understood_as=ANY_TIME), held_after=3))
    page = open_chat()
    send(page)
    page.locator(".mark").first.wait_for()
    page.locator("dateline-chat").evaluate("chat => chat.lang = 'de'")
    expect(page.locator(".understood")).to_have_text(f"Verstanden als: {ANY_TIME}")
    page.get_by_role("button", name="Anhalten").click()
    page.locator(".halted").wait_for()
    page.reload()
    expect(page.locator(".understood")).to_have_text(f"Understood as: {ANY_TIME}")
    chat_server.scripts.append(streamed(answered()))
    chat_server.scripts.popleft()
    page.get_by_role("button", name="Ask again").click()
    page.locator("footer").wait_for()
    expect(page.locator(".understood")).to_be_hidden()


def test_a_service_that_tells_only_at_the_end_what_it_understood_is_shown_as_well(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    script = streamed(answered(understood_as=ANY_TIME))
    sources = {"sources": answered()["citations"]}
    chat_server.scripts.append(replace(script, events=(("sources", sources), *script.events[1:])))
    expect(ask(open_chat()).locator(".understood")).to_contain_text(ANY_TIME)


def test_the_complete_answer_corrects_what_was_streamed(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    script = streamed(answered())
    events = [
        (name, {"text": "Something else. [1]"} if name == "delta" else data)
        for name, data in script.events
    ]
    chat_server.scripts.append(type(script)(events=tuple(events)))
    turn = ask(open_chat())
    text = turn.locator(".text").inner_text()
    assert "Something else" not in text
    assert turn.locator(".mark").all_inner_texts() == ["1", "2"]


def test_stop_ends_the_request_and_keeps_what_was_shown(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered(), held_after=3))
    page = open_chat()
    send(page)
    page.locator(".mark").first.wait_for()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".halted")).to_contain_text("Stopped before the answer was complete.")
    expect(page.locator(".text")).to_contain_text("at least six weeks")
    expect(page.get_by_role("textbox")).to_be_focused()
    _until(page, lambda: chat_server.streams_left == 1)
    chat_server.scripts.append(streamed(answered()))
    chat_server.scripts.popleft()
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("footer")).to_be_visible()
    assert page.locator(".turn").count() == 1


def test_follow_up_questions_carry_the_conversation(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.extend(in_order(answered(), conflicting()))
    page = open_chat()
    ask(page)
    ask(page, "And who says so?")
    assert chat_server.asked[1]["history"] == [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": answered()["answer"]},
    ]


def test_at_most_twenty_earlier_turns_are_sent(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(whole(answered()))
    page = open_chat()
    for number in range(12):
        ask(page, f"Question {number}?")
    history = chat_server.asked[-1]["history"]
    assert len(history) == 20
    assert history[-2]["content"] == "Question 10?"


def test_a_service_that_does_not_stream_is_shown_as_well(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(whole(conflicting()))
    turn = ask(open_chat())
    assert turn.locator(".mark").all_inner_texts() == ["1", "2"]


def test_suggested_questions_can_be_asked(open_chat: OpenChat, chat_server: ChatServer) -> None:
    chat_server.suggestions = ["Why did the ship hit the bridge?", "Who was hurt?"]
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    page.get_by_role("button", name="Who was hurt?").click()
    page.locator("footer").wait_for()
    assert chat_server.asked[0]["question"] == "Who was hurt?"
    expect(page.get_by_text("You could ask")).to_be_hidden()
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("You could ask")).to_be_visible()


def test_a_conversation_survives_a_reload_and_can_be_forgotten(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.extend(in_order(answered(), refused()))
    page = open_chat()
    ask(page)
    page.reload()
    expect(page.locator(".turn .mark")).to_have_count(2)
    ask(page, "Who pays?")
    assert len(chat_server.asked[1]["history"]) == 2
    page.get_by_role("button", name="New conversation").click()
    page.reload()
    expect(page.get_by_role("textbox")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


def test_an_answer_that_a_reload_cut_off_can_be_asked_for_again(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered(), held_after=1))
    page = open_chat()
    send(page)
    expect(page.locator(".progress")).to_have_text("Reading The Averil Herald")
    chat_server.scripts.append(streamed(answered()))
    chat_server.scripts.popleft()
    page.reload()
    expect(page.locator(".halted")).to_contain_text("The page was left before")
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("footer")).to_be_visible()


def test_it_works_where_storage_is_not_allowed(
    context: BrowserContext,
    open_chat: OpenChat,
    chat_server: ChatServer,
    script_errors: list[str],
) -> None:
    context.add_init_script(
        """for (const name of ["sessionStorage", "localStorage"]) {
          Object.defineProperty(window, name, {
            get() { throw new DOMException("not here", "SecurityError"); },
          });
        }"""
    )
    chat_server.scripts.append(streamed(answered()))
    ask(open_chat())
    assert not script_errors


def test_two_widgets_on_a_page_keep_apart(page: Page, chat_server: ChatServer) -> None:
    chat_server.scripts.extend(in_order(answered(), conflicting()))
    page.goto(chat_server.host_page("<dateline-chat></dateline-chat>" * 2))
    first, second = page.locator("dateline-chat").all()
    ask(page, "The first?", within=first)
    ask(page, "The second?", within=second)
    page.reload()
    expect(first.locator(".question")).to_have_text(["The first?"])
    expect(second.locator(".question")).to_have_text(["The second?"])
    assert "history" not in chat_server.asked[1]


def test_shift_and_enter_make_a_new_line_and_empty_questions_are_not_sent(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    box = page.get_by_role("textbox")
    box.press("Enter")
    box.press_sequentially("One line")
    box.press("Shift+Enter")
    box.press_sequentially("and another")
    assert not chat_server.asked
    box.press("Enter")
    page.locator("footer").wait_for()
    assert chat_server.asked[0]["question"] == "One line\nand another"
    expect(box).to_have_value("")


def test_attributes_choose_outlets_token_and_placeholder(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat('sources="The Averil Herald, Le Phare" token="t-1" placeholder="Ask us"')
    expect(page.get_by_role("textbox")).to_have_attribute("placeholder", "Ask us")
    ask(page)
    assert chat_server.asked[0]["filters"] == {"sources": ["The Averil Herald", "Le Phare"]}
    assert chat_server.authorizations == ["Bearer t-1"]


def test_a_refused_token_is_fetched_anew_once(open_chat: OpenChat, chat_server: ChatServer) -> None:
    chat_server.scripts.extend([problem(401, "Key missing", "send one"), streamed(answered())])
    page = open_chat('token="old"')
    page.evaluate("document.querySelector('dateline-chat').fetchToken = async () => 'new'")
    ask(page)
    assert chat_server.authorizations == ["Bearer old", "Bearer new"]


def test_a_host_page_can_ask_listen_and_replace_words(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    seen = page.evaluate(
        """async () => {
          const chat = document.querySelector("dateline-chat");
          const seen = [];
          for (const name of ["ask", "answer", "clear"]) {
            document.addEventListener(`dateline-${name}`,
              (event) => seen.push([name, event.detail]));
          }
          chat.strings = { heading: "Ask the Herald" };
          const answer = await chat.ask("  How long? ");
          const kept = chat.history.length;
          chat.clear();
          return { seen, id: answer.id, kept, left: chat.history.length };
        }"""
    )
    assert [name for name, _ in seen["seen"]] == ["ask", "answer", "clear"]
    assert seen["seen"][0][1] == {"question": "How long?"}
    assert seen["seen"][1][1]["answer"]["id"] == seen["id"] == "ans_0001"
    assert (seen["kept"], seen["left"]) == (1, 0)
    expect(page.get_by_role("heading", name="Ask the Herald")).to_be_visible()


def test_a_host_page_can_prevent_a_question(open_chat: OpenChat, chat_server: ChatServer) -> None:
    page = open_chat()
    page.evaluate("addEventListener('dateline-ask', (event) => event.preventDefault())")
    assert page.evaluate("document.querySelector('dateline-chat').ask('Why?')") is None
    assert not chat_server.asked


def test_properties_set_before_the_script_came_count(page: Page, chat_server: ChatServer) -> None:
    chat_server.scripts.append(streamed(answered()))
    page.goto(chat_server.host_page("<main></main>"))
    page.evaluate(
        """async () => {
          const frame = document.createElement("iframe");
          document.body.append(frame);
          const chat = frame.contentDocument.createElement("dateline-chat");
          chat.filters = { languages: ["de"] };
          chat.strings = { heading: "Früh" };
          document.querySelector("main").append(chat);
        }"""
    )
    expect(page.get_by_role("heading", name="Früh")).to_be_visible()
    ask(page)
    assert chat_server.asked[0]["filters"] == {"languages": ["de"]}


def test_the_floating_chat_opens_and_closes_and_gives_the_focus_back(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat("floating")
    launcher = page.get_by_role("button", name="Ask the articles")
    expect(page.get_by_role("dialog")).to_be_hidden()
    launcher.click()
    expect(page.get_by_role("textbox")).to_be_focused()
    ask(page)
    assert page.evaluate("document.querySelector('dateline-chat').open")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(launcher).to_be_focused()
    launcher.click()
    expect(page.locator(".turn .mark").first).to_be_visible()


def test_the_answer_is_announced_once_and_not_word_by_word(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(conflicting(), pause_seconds=0.02))
    page = open_chat()
    listen(page)
    ask(page)
    assert spoken(page) == ["Answer ready: Six weeks, or three months"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Quoted word for word from the articles."),
        ({"answerer": {"kind": "llm", "model": "m"}}, "Written by a language model"),
        (
            {"answerer": {"kind": "llm", "model": "m", "fallback_reason": "timeout"}},
            "A language model began this and broke off",
        ),
        (
            {"answerer": {"kind": "extractive", "fallback_reason": "timeout"}},
            "The language model did not answer",
        ),
    ],
)
def test_an_answer_says_who_made_it(
    fields: dict[str, object], told: str, open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered(**fields)))
    expect(ask(open_chat()).locator("footer")).to_contain_text(told)


def test_weakly_supported_sentences_look_and_read_different(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    answer = answered()
    answer["statements"][1]["support"] = "partial"
    chat_server.scripts.append(streamed(answer))
    turn = ask(open_chat())
    weak = turn.locator(".sentence.partial")
    expect(weak).to_have_count(1)
    expect(weak).to_contain_text("(Only partly supported by its source)")
    decorations = [
        one.evaluate("node => getComputedStyle(node).textDecorationLine")
        for one in turn.locator(".words").all()
    ]
    assert decorations == ["none", "underline"]
    expect(turn.locator(".legend")).to_be_visible()


def _until(page: Page, is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come to pass")
