"""The pages of packages in a browser: forms without a script, and what a script does at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.house import Home, home
from tests.e2e.sending import pressed, said
from tests.e2e.walk import amiss


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with home(tmp_path_factory.mktemp("packages")) as made:
        yield made


@pytest.mark.ci
@pytest.mark.sends("/c/{id}/winwin/packages", "/c/{id}/winwin/explanations")
def test_a_package_is_kept_and_explained_without_a_script(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.user, "Who weighs")
    plain.goto(f"{here.page}/winwin")
    pressed(plain.locator("form[action$='/packages'] button"))
    assert "computed and kept" in said(plain)
    plain.locator(".switches input").first.check()
    pressed(plain.locator(".switches button"))
    assert "falls to" in plain.locator("#effect").inner_text()
    plain.goto(f"{here.page}/winwin/need")
    pressed(plain.locator("#need-party").locator("xpath=ancestor::form").locator("button"))
    assert "in the likely case" in plain.locator(".taken").inner_text()
    pressed(plain.locator("form[action$='/explanations'] button"))
    assert said(plain) == "Started. This page follows the work."


@pytest.mark.ci
@pytest.mark.requirement(28)
def test_with_a_script_a_switch_and_a_point_answer_at_once(browser: Browser, here: Home) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    here.logged_in(page, here.told.user, "Who switches")
    page.goto(f"{here.page}/winwin")
    page.wait_for_load_state("networkidle")
    assert page.locator(".switches button").count() == 0
    page.get_by_label("Leave out: Report").focus()
    page.keyboard.press("Space")
    page.locator("#effect .drop").wait_for()
    assert "left out" in page.locator(".switch:has(:checked)").inner_text()
    assert "without=service" in page.url
    pressed(page.get_by_role("link", name="All returns off"))
    page.locator("#effect", has_text="No deal is left").wait_for()
    pressed(page.get_by_role("link", name="Everything back in"))
    page.locator("#effect", has_text="Everything is in").wait_for()
    page.locator("[data-points] path[aria-label^='Point 1']").first.click()
    assert page.locator("#point-1").get_attribute("open") is not None
    page.locator("#point-1 summary").press("Enter")
    assert page.locator("#point-1").get_attribute("open") is None
    assert amiss(page) == ()
    page.close()
