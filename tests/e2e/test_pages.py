"""Every page: readable by everyone, light, and at home on a phone."""

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.demo import Demo
from tests.e2e.visitor import act_as, pages
from tests.e2e.walk import Seen, walked
from tests.scale import size

PARTIES = (
    *("School district (invented)", "Flowminder", "Dutch Customs"),
)[: size(quick=1, ci=3, full=3)]  # fmt: skip
"""One party of each case; the quick size walks every third page of one case."""
HEAVIEST = 400_000


@pytest.fixture(scope="module", params=PARTIES)
def party(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def shown(party: str, browser: Browser, demo: Demo) -> list[str]:
    """The pages of the party."""
    with browser.new_context() as context:
        page = context.new_page()
        act_as(page, demo, party)
        return pages(page, demo)[:: size(quick=3, ci=1, full=1)]


@pytest.fixture(scope="module")
def seen(party: str, browser: Browser, demo: Demo, shown: list[str]) -> list[Seen]:
    """One walk through them; the tests below look at what it found."""
    with browser.new_context() as context:
        page = context.new_page()
        act_as(page, demo, party)
        return list(walked(page, demo.address, shown))


def test_axe_finds_nothing_serious(seen: list[Seen]) -> None:
    assert not {each.path: each.serious for each in seen if each.serious}


def test_no_page_is_heavy_before_its_pictures(seen: list[Seen]) -> None:
    assert not {each.path: each.bytes for each in seen if each.bytes >= HEAVIEST}


def test_nothing_is_blocked_and_nothing_fails(seen: list[Seen], demo: Demo) -> None:
    assert not {each.path: each.said for each in seen if each.said}
    assert all(url.startswith(demo.address) for each in seen for url in each.asked)


def test_every_page_fits_a_phone(
    party: str, browser: Browser, demo: Demo, shown: list[str]
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    page = context.new_page()
    act_as(page, demo, party)
    for path in shown:
        page.goto(demo.address + path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} px wide"
        assert page.locator("h1").count() == 1
    context.close()


@pytest.fixture(scope="module")
def release(browser: Browser, demo: Demo) -> str:
    """The page of a release with a flow map."""
    with browser.new_context() as context:
        page = context.new_page()
        act_as(page, demo, "Flowminder")
        return demo.address + next(each for each in pages(page, demo) if "/use/" in each)


def test_the_pictures_come_alive(page: Page, demo: Demo, release: str) -> None:
    act_as(page, demo, "Flowminder")
    page.goto(release)
    slider = page.locator("figure input[type=range]")
    slider.wait_for()
    before = page.locator("figure svg").first.inner_html()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.locator("figure svg").first.inner_html() != before


def test_the_pictures_are_there_without_a_script(
    browser: Browser, demo: Demo, release: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    act_as(page, demo, "Flowminder")
    page.goto(release)
    assert page.locator("figure svg:visible").count() == 1
    page.locator("figure summary").click()
    assert page.locator("figure table tbody tr").count() > 5
    context.close()
