"""Every page: readable by everyone, light, and at home on a phone."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.demo import Demo
from tests.e2e.visitor import act_as, pages

PARTIES = ("Flowminder", "Dutch Customs", "School district (invented)")
HEAVIEST = 400_000
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def shown(browser: Browser, demo: Demo) -> dict[str, list[str]]:
    """The pages of one party of each case."""
    context = browser.new_context()
    page = context.new_page()
    found = {}
    for party in PARTIES:
        act_as(page, demo, party)
        found[party] = pages(page, demo)
    context.close()
    return found


@pytest.mark.parametrize("party", PARTIES)
def test_axe_finds_nothing_serious(
    party: str, page: Page, demo: Demo, shown: dict[str, list[str]]
) -> None:
    act_as(page, demo, party)
    for path in shown[party]:
        page.goto(demo.address + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page).response["violations"]
        wrong = [(each["id"], [n["html"][:160] for n in each["nodes"]][:3]) for each in found
                 if each["impact"] in SERIOUS]  # fmt: skip
        assert not wrong, f"{path}: {json.dumps(wrong, indent=1)}"


@pytest.mark.parametrize("party", PARTIES)
def test_no_page_is_heavy_before_its_pictures(
    party: str, page: Page, demo: Demo, shown: dict[str, list[str]]
) -> None:
    act_as(page, demo, party)
    for path in shown[party]:
        page.goto(demo.address + path)
        page.evaluate("document.querySelectorAll('figure').forEach((each) => each.remove())")
        size = len(page.content().encode())
        assert size < HEAVIEST, f"{path}: {size:,} bytes"


@pytest.mark.parametrize("party", PARTIES)
def test_every_page_fits_a_phone(
    party: str, browser: Browser, demo: Demo, shown: dict[str, list[str]]
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    page = context.new_page()
    act_as(page, demo, party)
    for path in shown[party]:
        page.goto(demo.address + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} px wide"
        assert page.locator("h1").count() == 1
    context.close()


@pytest.mark.parametrize("party", PARTIES)
def test_nothing_is_blocked_and_nothing_fails(
    party: str, page: Page, demo: Demo, shown: dict[str, list[str]]
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda each: said.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda each: said.append(str(each)))
    page.on("request", lambda each: asked.append(each.url))
    act_as(page, demo, party)
    for path in shown[party]:
        page.goto(demo.address + path)
        page.wait_for_load_state("networkidle")
        assert not said, f"{path}: {said}"
    assert all(each.startswith(demo.address) for each in asked)


def test_the_pictures_come_alive(page: Page, demo: Demo, shown: dict[str, list[str]]) -> None:
    act_as(page, demo, "Flowminder")
    release = next(each for each in shown["Flowminder"] if "/use/" in each)
    page.goto(demo.address + release)
    slider = page.locator("figure input[type=range]")
    slider.wait_for()
    before = page.locator("figure svg").first.inner_html()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.locator("figure svg").first.inner_html() != before


def test_the_pictures_are_there_without_a_script(
    browser: Browser, demo: Demo, shown: dict[str, list[str]]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    act_as(page, demo, "Flowminder")
    release = next(each for each in shown["Flowminder"] if "/use/" in each)
    page.goto(demo.address + release)
    assert page.locator("figure svg").count() == 1
    page.locator("figure summary").click()
    assert page.locator("figure table tbody tr").count() > 5
    context.close()
