"""Long answers do not hold the page up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chatting import ask
from tests.browser.texts import many
from tests.fakes.chat_server import ChatServer, Script, streamed, whole

OpenChat = Callable[..., Page]
LONGEST_TASK_MILLISECONDS = 100
CATEGORIES = ["toplevel", "disabled-by-default-devtools.timeline"]
TASK = "ThreadControllerImpl::RunTask"


def longest_task(trace: bytes) -> float:
    """Milliseconds of computing in the longest task of a page.

    Computing, not waiting: the time of a task that shares its processor with other tests tells
    nothing of the page. On an idle machine both are the same.
    """
    events: list[dict[str, Any]] = json.loads(trace)["traceEvents"]
    pages = {
        (event["pid"], event["tid"])
        for event in events
        if event.get("name") == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event["tdur"] / 1000
        for event in events
        if event.get("name") == TASK and (event["pid"], event["tid"]) in pages and "tdur" in event
    ]
    assert tasks, "the browser traced no task"
    return float(max(tasks))


@pytest.mark.parametrize("send_as", [streamed, whole])
def test_ten_thousand_characters_and_two_hundred_citations_stay_smooth(
    send_as: Callable[..., Script],
    browser: Browser,
    page: Page,
    open_chat: OpenChat,
    chat_server: ChatServer,
) -> None:
    answer = many()
    assert len(answer["answer"]) >= 10_000
    chat_server.scripts.append(send_as(answer))
    open_chat()
    browser.start_tracing(page=page, categories=CATEGORIES)
    ask(page)
    expect(page.locator(".text .mark")).to_have_count(200)
    page.get_by_role("button", name="Show all 200 sources").click()
    expect(page.locator(".sources li")).to_have_count(200)
    page.locator(".text .mark").nth(150).click()
    expect(page.locator(".card")).to_contain_text("Outlet 151")
    page.mouse.wheel(0, 4_000)
    page.wait_for_timeout(200)
    assert longest_task(browser.stop_tracing()) <= LONGEST_TASK_MILLISECONDS


def test_a_page_that_computes_for_long_is_found_out(
    browser: Browser, page: Page, open_chat: OpenChat
) -> None:
    open_chat()
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.evaluate(
        """() => new Promise((resolve) => setTimeout(() => {
          let sum = 0;
          for (let step = 0; step < 1e8; step += 1) sum += Math.sqrt(step);
          setTimeout(() => resolve(sum)); // from a task of its own: the trace holds ended tasks
        }))"""
    )
    assert longest_task(browser.stop_tracing()) > LONGEST_TASK_MILLISECONDS
