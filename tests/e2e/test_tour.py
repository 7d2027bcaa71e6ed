"""The five-minute tour, as a newcomer takes it: from the first page, by its own buttons."""

import time

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.demo import Demo
from tests.e2e.sending import pressed

MINUTES = 5


def look(page: Page, demo: Demo, stop: str) -> None:
    """Take a stop of the tour."""
    page.goto(demo.address)
    pressed(page.get_by_role("button", name=f"Look: {stop}"))
    page.locator("nav.journey").wait_for()


def words(page: Page) -> str:
    return page.locator("main").inner_text()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="with a script"),
        pytest.param(False, id="without", marks=pytest.mark.ci),
    ],
)
def test_a_newcomer_finds_five_things_in_five_minutes(
    script: bool, browser: Browser, demo: Demo
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    begun = time.monotonic()

    look(page, demo, "A deviation and its evidence")
    assert "deviates" in words(page)
    assert "Both partners kept their autonomy" in words(page)

    look(page, demo, "Public value when the green lane is off")
    before, after, _ = page.locator(".what-if tbody tr").first.locator("td").all_inner_texts()
    assert float(after) < float(before)

    look(page, demo, "Why one request was refused")
    refusal = page.locator("#refusals tbody tr").first
    assert refusal.is_visible()
    pressed(refusal.locator("a").first)
    assert page.locator(".clauses li:target").count() == 1

    look(page, demo, "What the farm's buyer may not see")
    assert "What you may not see, and why" in words(page)
    assert "price" in words(page)

    look(page, demo, "Verify the log")
    pressed(page.get_by_role("button", name="Verify the log now"))
    assert "signed checkpoints fit, and so does every record" in words(page)

    assert time.monotonic() - begun < MINUTES * 60
    context.close()
