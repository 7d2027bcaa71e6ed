"""A visitor in a browser: acts for a party, finds collaborations, knows every page."""

import re

from playwright.sync_api import Page

from tests.e2e.demo import Demo

STEPS = ("diagnose", "winwin", "align", "agree", "share", "use", "returns", "account")
OWN = ("/party", "/parties", "/jobs")
"""What belongs to no collaboration."""


def act_as(page: Page, demo: Demo, party: str) -> None:
    """Act for a party, by the demo's switch."""
    page.goto(demo.address)
    page.select_option("#act-as", label=party)
    page.click("aside.demo button")
    assert page.locator(".who strong").inner_text() == party


def collaboration(page: Page, demo: Demo, words: str = "") -> str:
    """The address of the party's collaboration whose title has the words."""
    page.goto(demo.address)
    for link in page.locator("main a[href^='/c/']").all():
        if words.casefold() in link.inner_text().casefold():
            found = re.match(r"/c/[A-Za-z0-9_-]+", link.get_attribute("href") or "")
            assert found
            return found[0]
    raise AssertionError(f"no collaboration of {words!r} is shown")


def pages(page: Page, demo: Demo) -> list[str]:
    """Every page of the party that is acted for: each step, each agreement, each release."""
    base = collaboration(page, demo)
    found = [
        "/",
        "/start",
        "/framework",
        "/compare",
        *OWN,
        base,
        *(f"{base}/{step}" for step in (*STEPS, "data")),
        *(f"{base}/diagnose/{word}" for word in ("timeline", "government")),
        *(f"{base}/diagnose/{word}" for word in ("answer", "answer/2", "respondents")),
        *(f"{base}/winwin/{word}" for word in ("need", "cases", "value")),
    ]
    for step in ("agree", "use", "account"):
        page.goto(f"{demo.address}{base}/{step}")
        links = page.locator(f"main a[href^='{base}/{step}/']").all()
        named = [link.get_attribute("href") or "" for link in links]
        found += [each for each in named if "." not in each][:1]
    return found
