from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.website import draft, serving, watch
from tests.fakes.service import settings_in

STORY = "The lock was closed on Monday, the port authority said. It opens again in nine weeks."
ARABIC = "قال المهندس إن السد انهار ليلا. غادر السكان القريتين قبل الفجر."
ARTICLES = [
    draft("lock", "The lock " + "is closed again " * 9, f"{STORY}\n\n" + f"{STORY} " * 60),
    draft("long", "Donaudampfschifffahrtsgesellschaft" * 4, STORY, source="Strom" * 30),
    draft("rtl", "انهيار السد القديم", ARABIC, language="ar"),
]
WELL_BELOW_GOOD = 0.05
"""Cumulative layout shift; browsers' makers call less than 0.1 good."""
VIEWS = ["/", "/?view=articles", "/?view=add", "/articles/lock?start=0&end=54", "/articles/gone"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(settings_in(tmp_path_factory.mktemp("data")), ARTICLES) as url:
        yield url


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".view:not([hidden])")).to_be_visible()
    expect(page.locator(".loading, [aria-busy]")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, site: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    for view in VIEWS:
        opened(page, site + view)
        results = Axe().run(page)
        assert results.violations_count == 0, f"{view}: {results.generate_report()}"


def test_axe_finds_nothing_in_dialogs(page: Page, site: str) -> None:
    opened(page, f"{site}/articles/lock")
    for name in ("Delete this article", "Access key"):
        page.get_by_role("button", name=name).click()
        assert Axe().run(page).violations_count == 0
        page.keyboard.press("Escape")


@pytest.mark.parametrize("locale", ["en-GB", "de-DE", "es-MX", "fr-FR", "pt-BR"])
def test_fits_a_screen_of_320_pixels(browser: Browser, site: str, locale: str) -> None:
    viewport = {"width": 320, "height": 640}
    with browser.new_context(viewport=viewport, locale=locale) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for view in VIEWS if locale == "en-GB" else VIEWS[:3]:
            opened(page, site + view)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, view
        assert page.evaluate("document.documentElement.lang") == locale[:2]
        assert "{" not in page.locator("body").inner_text()


def test_all_modules_are_fetched_at_once(repository: Path) -> None:
    folder = repository / "widget" / "page"
    modules = {file.name for file in folder.glob("*.js") if not file.name.startswith("strings-")}
    index = (folder / "index.html").read_text("utf-8")
    assert set(re.findall(r'(?:rel="modulepreload" href|src)="/page/([^"]+)"', index)) == modules


def test_speaks_german(browser: Browser, site: str) -> None:
    with browser.new_context(locale="de-AT") as context:
        page = context.new_page()
        opened(page, f"{site}/?view=articles")
        expect(page.get_by_role("heading", level=1)).to_have_text("Artikel")
        expect(page.locator(".stories")).to_contain_text("3. September 2024")
        expect(page.locator(".stories")).to_contain_text("Arabisch")
        expect(page.locator(".count")).to_have_text("3 Artikel angezeigt")


def test_sets_each_text_in_its_own_direction(page: Page, site: str) -> None:
    opened(page, f"{site}/articles/rtl")
    direction = "(node) => getComputedStyle(node).direction"
    assert page.locator("article h1").evaluate(direction) == "rtl"
    assert page.locator("article .text p").first.evaluate(direction) == "rtl"
    assert page.locator("body").evaluate(direction) == "ltr"


def test_everything_is_reached_with_the_keyboard(page: Page, site: str) -> None:
    opened(page, f"{site}/?view=articles")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    expect(page.locator(".stories li")).to_have_count(3)
    first = page.locator(".stories a").first
    for _ in range(20):
        page.keyboard.press("Tab")
        if first.evaluate("(node) => node === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_nothing_moves_by_itself(page: Page, site: str) -> None:
    watch(page)
    for view in VIEWS:
        opened(page, site + view)
        page.wait_for_timeout(100)
        assert page.evaluate("window.shifts") < WELL_BELOW_GOOD, view


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_moves_smoothly_only_for_those_who_do_not_mind(
    page: Page, site: str, motion: Literal["reduce", "no-preference"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    page.add_init_script(
        "Element.prototype.scrollIntoView = (options) => (window.behavior = options.behavior);"
    )
    opened(page, f"{site}/articles/lock?start=4000&end=4054")
    assert page.evaluate("window.behavior") == "instant"
    page.get_by_role("button", name="Go to the passage").click()
    expected = "instant" if motion == "reduce" else "smooth"
    assert page.evaluate("window.behavior") == expected
