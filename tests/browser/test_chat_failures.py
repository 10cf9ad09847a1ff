"""What the widget says and offers when no answer comes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chatting import ask, send
from tests.browser.texts import answered
from tests.e2e.processes import free_port
from tests.fakes.chat_server import ChatServer, Script, broken_off, problem, streamed

OpenChat = Callable[..., Page]
HTML = Script(body="<h1>Welcome to our shop</h1>", content_type="text/html")
CASES = {
    "a web page instead of an answer": (HTML, "answered with a web page instead of an answer"),
    "a wrong address": (
        Script(body="<h1>Not Found</h1>", status=404, content_type="text/html"),
        "There is no Dateline service at",
    ),
    "an older service that does not stream": (
        problem(501, "Not built", "answers are not streamed yet"),
        "is of another version than this chat",
    ),
    "an older service with other fields": (
        Script(body=json.dumps({"response": "Six weeks."})),
        "is of another version than this chat",
    ),
    "no key": (problem(401, "Key missing", "send a key"), "is not signed in"),
    "a key that is not accepted": (problem(403, "Key unknown", "ask"), "does not accept this chat"),
    "a question that cannot be read": (
        problem(422, "Malformed", "filters: no such field"),
        "filters: no such field",
    ),
    "a service in trouble": (problem(503, "Busy", "try later"), "has a problem"),
    "a gateway's page": (
        Script(body="<h1>Bad Gateway</h1>", status=502, content_type="text/html"),
        "has a problem",
    ),
    "an error after the first byte": (
        Script(events=(("error", {"status": 503, "title": "Busy", "detail": "ask in a minute"}),)),
        "ask in a minute",
    ),
    "a stream that breaks off": (
        broken_off(answered(), after_events=3),
        "The connection broke off",
    ),
    "a stream that ends early": (
        Script(events=streamed(answered()).events[:3]),
        "broke off before the answer was complete",
    ),
    "events that are no JSON": (Script(events=(("delta", "{oops"),)), "broke off"),
    "JSON that is none": (Script(body="{oops"), "broke off"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_says_what_is_wrong_and_asks_again(
    case: str, open_chat: OpenChat, chat_server: ChatServer, script_errors: list[str]
) -> None:
    script, told = CASES[case]
    chat_server.scripts.extend([script, streamed(answered())])
    page = open_chat()
    send(page)
    failure = page.locator(".failure")
    expect(failure).to_contain_text(told)
    failure.get_by_role("button", name="Ask again").click()
    expect(page.locator("footer")).to_be_visible()
    expect(failure).to_have_count(0)
    assert page.locator(".turn").count() == 1
    assert not script_errors


def test_what_was_streamed_before_it_broke_off_stays(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    # With the break in the same packet the browser would drop the text unread.
    chat_server.scripts.append(broken_off(answered(), after_events=3, pause_seconds=0.2))
    page = open_chat()
    send(page)
    expect(page.locator(".failure")).to_be_visible()
    expect(page.locator(".text")).to_contain_text("at least six weeks")


def test_a_rate_limit_counts_down_until_asking_is_possible(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    limited = problem(429, "Too many", "5 a minute are allowed", headers={"retry-after": "600"})
    chat_server.scripts.extend([limited, streamed(answered())])
    page = open_chat()
    page.clock.install()
    send(page)
    expect(page.locator(".failure")).to_contain_text("Too many questions at once")
    expect(page.get_by_role("button", name=re.compile(r"Ask again in \d{3} s"))).to_be_disabled()
    page.clock.fast_forward("10:00")
    page.get_by_role("button", name="Ask again", exact=True).click()
    expect(page.locator("footer")).to_be_visible()


def test_a_slow_service_is_waited_for_with_a_word_and_given_up_in_the_end(
    open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered(), held_after=0))
    page = open_chat()
    page.clock.install()
    page.evaluate("document.querySelector('dateline-chat').timeoutSeconds = 30")
    send(page)
    expect(page.locator(".progress")).to_be_visible()
    page.clock.run_for(9_000)
    expect(page.get_by_text("This takes longer than usual.")).to_be_visible()
    page.clock.run_for(30_000)
    expect(page.locator(".failure")).to_contain_text("did not answer in time")


def test_a_service_that_is_gone_cannot_be_reached(
    open_chat: OpenChat, script_errors: list[str]
) -> None:
    address = f"127.0.0.1:{free_port()}"
    page = open_chat(f'endpoint="http://{address}"', policy="default-src * 'self'")
    send(page)
    failure = page.locator(".failure")
    expect(failure).to_contain_text(f"{address} cannot be reached")
    expect(failure).to_contain_text("check the endpoint attribute")
    assert not script_errors


@pytest.mark.parametrize("endpoint", ["", "http://", "::::", "/no/such/place/"])
def test_no_endpoint_breaks_the_page(
    endpoint: str, open_chat: OpenChat, chat_server: ChatServer, script_errors: list[str]
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat(f'endpoint="{endpoint}"')
    send(page)
    page.locator(".failure, footer").first.wait_for()
    assert (page.locator("footer").count() == 1) == (endpoint == "")
    assert not script_errors


def test_a_site_that_is_not_allowed_is_told_to_check_origins(
    page: Page, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    with ChatServer().listening() as elsewhere:
        chat = f'<dateline-chat endpoint="{chat_server.url}"></dateline-chat>'
        page.goto(elsewhere.host_page(chat, policy=None))
        send(page)
        expect(page.locator(".failure")).to_contain_text("the allowed origins")


def test_a_site_that_is_allowed_is_answered(page: Page) -> None:
    with (
        ChatServer(streamed(answered()), allow_origin="*").listening() as service,
        ChatServer().listening() as elsewhere,
    ):
        chat = f'<dateline-chat endpoint="{service.url}"></dateline-chat>'
        page.goto(elsewhere.host_page(chat, policy=None))
        ask(page)
        assert service.asked


def test_a_question_asked_offline_is_sent_when_the_connection_is_back(
    context: BrowserContext, open_chat: OpenChat, chat_server: ChatServer
) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    send(page)
    expect(page.locator(".progress")).to_have_text("Waiting for the connection")
    assert not chat_server.asked
    context.set_offline(False)
    expect(page.locator("footer")).to_be_visible()
    expect(page.get_by_text("You are offline.")).to_be_hidden()


def test_feedback_that_cannot_be_sent_says_so(open_chat: OpenChat, chat_server: ChatServer) -> None:
    chat_server.scripts.append(streamed(answered()))
    page = open_chat()
    ask(page)
    page.route("**/feedback", lambda route: route.abort())
    page.get_by_role("button", name="Not helpful").click()
    expect(page.locator(".below")).to_contain_text("This could not be sent.")
