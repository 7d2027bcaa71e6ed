"""The keyboard alone: everything can be reached, seen, and done."""

from playwright.sync_api import Page

from tests.e2e.demo import Demo
from tests.e2e.visitor import act_as, collaboration

SCHOOL = "School district (invented)"


def focused(page: Page) -> str:
    return str(
        page.evaluate(
            "(({innerText, name, tagName}) => (innerText || name || tagName).trim())"
            "(document.activeElement)"
        )
    )


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"no tab stop says {words!r}")


def test_the_first_stop_skips_to_the_content(page: Page, demo: Demo) -> None:
    page.goto(demo.address)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_is_outlined(page: Page, demo: Demo) -> None:
    page.goto(demo.address)
    tab_to(page, "Side by side")
    width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
    assert width >= 2


def test_a_request_is_made_with_the_keyboard_alone(page: Page, demo: Demo) -> None:
    act_as(page, demo, SCHOOL)
    page.goto(demo.address + collaboration(page, demo) + "/share")
    tab_to(page, "research")
    page.keyboard.type("research")
    tab_to(page, "Ask the gate")
    page.keyboard.press("Enter")
    page.locator(".said").wait_for()
    assert "Refused by clause" in page.locator("main").inner_text()


def test_what_is_wrong_gets_the_focus_and_leads_to_its_field(page: Page, demo: Demo) -> None:
    act_as(page, demo, SCHOOL)
    page.goto(demo.address + collaboration(page, demo) + "/share")
    page.locator("#request button").focus()
    page.keyboard.press("Enter")
    page.locator(".wrong").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.split("#")[1].startswith("request-")


def test_a_folded_part_opens_with_the_keyboard(page: Page, demo: Demo) -> None:
    act_as(page, demo, SCHOOL)
    page.goto(demo.address + collaboration(page, demo) + "/agree")
    tab_to(page, "Draft an agreement")
    page.keyboard.press("Enter")
    assert page.locator("#draft").is_visible()
