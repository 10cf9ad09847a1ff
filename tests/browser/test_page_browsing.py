from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.website import draft, serving
from tests.fakes.service import settings_in

MANY = [
    draft(f"lock-{number:02}", f"Lock number {number} is repaired", source="Canal Gazette")
    for number in range(40)
]
FEW = [
    draft("bridge/1", "Freighter strikes the harbour bridge"),
    draft(
        "puente",
        "Un carguero choca contra el puente",
        "Un carguero chocó el lunes contra el puente. Nadie resultó herido, dijo el alcalde.",
        source="La Voz",
        language="es",
        published_at=datetime(2024, 10, 4, tzinfo=UTC),
    ),
    draft("undated", "A story without a day", source=None, published_at=None),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(settings_in(tmp_path_factory.mktemp("data")), [*FEW, *MANY]) as url:
        yield url


def titles(page: Page) -> Locator:
    return page.locator(".stories h2")


def test_lists_articles_with_outlet_day_language_and_title(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=articles")
    first = page.locator(".stories li").first
    expect(first).to_contain_text("La Voz")
    expect(first).to_contain_text("4 October 2024")
    expect(first).to_contain_text("Spanish")
    expect(first.get_by_role("link")).to_have_text("Un carguero choca contra el puente")
    assert page.title() == "Articles – Dateline"


def test_the_newest_article_is_the_first_and_one_without_a_day_the_last(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with serving(settings_in(tmp_path_factory.mktemp("few")), FEW) as url:
        page.goto(f"{url}/?view=articles")
        expect(titles(page)).to_have_text(
            [
                "Un carguero choca contra el puente",
                "Freighter strikes the harbour bridge",
                "A story without a day",
            ]
        )


def test_shows_more_articles_and_goes_on_with_the_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=articles")
    expect(titles(page)).to_have_count(30)
    page.get_by_role("button", name="Show more").press("Enter")
    expect(titles(page)).to_have_count(43)
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)
    expect(page.locator(".stories li").nth(30).get_by_role("link")).to_be_focused()
    expect(page.locator(".count")).to_have_text("43 articles shown")


def test_filters_by_outlet_language_day_and_words(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=articles")
    page.get_by_label("La Voz").check()
    expect(titles(page)).to_have_text(["Un carguero choca contra el puente"])
    page.get_by_label("La Voz").uncheck()
    page.get_by_label("Language").select_option("es")
    expect(titles(page)).to_have_text(["Un carguero choca contra el puente"])
    page.get_by_role("button", name="Clear the filters").click()
    page.get_by_label("From").fill("2024-10-01")
    expect(titles(page)).to_have_text(["Un carguero choca contra el puente"])
    page.get_by_label("To", exact=True).fill("2024-09-01")
    expect(page.get_by_role("alert").filter(has_text="swap them")).to_be_visible()
    page.get_by_role("button", name="Clear the filters").click()
    page.get_by_label("Words of the title").fill("number 17")
    expect(titles(page)).to_have_text(["Lock number 17 is repaired"])


def test_an_address_keeps_its_filters(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=articles")
    page.get_by_label("La Voz").check()
    page.get_by_label("Words of the title").fill("carguero")
    page.wait_for_url("**/?view=articles&source=La+Voz&q=carguero")
    page.reload()
    expect(titles(page)).to_have_count(1)
    expect(page.get_by_label("La Voz")).to_be_checked()
    expect(page.get_by_label("Words of the title")).to_have_value("carguero")


def test_says_what_to_do_where_nothing_matches(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=articles&q=unicorn")
    expect(page.locator(".foot")).to_contain_text("Clear one of them")


def test_comes_back_to_the_same_place_of_the_list(page: Page, site: str) -> None:
    page.goto(f"{site}/?view=articles")
    page.get_by_role("button", name="Show more").click()
    link = page.get_by_role("link", name="Lock number 35 is repaired")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lock number 35 is repaired")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.go_back()
    expect(titles(page)).to_have_count(43)
    expect(link).to_be_in_viewport()


def test_an_empty_collection_says_how_to_fill_it(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with serving(settings_in(tmp_path_factory.mktemp("empty"))) as url:
        page.goto(f"{url}/?view=articles")
        expect(page.locator(".foot")).to_contain_text("dateline index")
        page.locator(".foot").get_by_role("link", name="Add articles").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Add articles")


def test_a_failing_service_is_tried_again(page: Page, site: str) -> None:
    page.route("**/v1/articles?*", lambda route: route.abort())
    page.goto(f"{site}/?view=articles")
    expect(page.locator(".foot")).to_contain_text("cannot be reached")
    page.unroute("**/v1/articles?*")
    page.get_by_role("button", name="Try again").click()
    expect(titles(page)).to_have_count(30)


def test_what_is_not_dateline_is_named_as_such(page: Page, site: str) -> None:
    page.route("**/v1/articles?*", lambda route: route.fulfill(status=502, body="<h1>Proxy</h1>"))
    page.goto(f"{site}/?view=articles")
    expect(page.locator(".foot")).to_contain_text("not Dateline (HTTP 502)")


def test_reading_needs_a_key_where_the_service_has_some(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = settings_in(tmp_path_factory.mktemp("keys"), api_keys="right-key")
    with serving(settings, FEW) as url:
        page.goto(f"{url}/?view=articles")
        page.get_by_role("button", name="Enter a key").click()
        page.get_by_label("Key", exact=True).fill("wrong-key")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Enter a key").click()
        expect(page.get_by_role("dialog")).to_contain_text("does not allow that")
        page.get_by_label("Key", exact=True).fill("right-key")
        page.keyboard.press("Enter")
        expect(titles(page)).to_have_count(3)
        expect(page.get_by_label("La Voz")).to_be_visible()
        assert page.evaluate("Object.keys(localStorage)") == []
        page.reload()
        expect(titles(page)).to_have_count(3)
