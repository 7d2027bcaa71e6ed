"""What is stated of the surroundings, and what is said where people disagree, without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.house import Home, home
from tests.e2e.sending import chosen, opened, pressed, said, sent
from tests.e2e.walk import amiss

pytestmark = pytest.mark.ci

ROOT = "/c/{id}/diagnose"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with home(tmp_path_factory.mktemp("house")) as made:
        yield made


@pytest.mark.sends(
    f"{ROOT}/surroundings/relations",
    f"{ROOT}/surroundings/elements",
    f"{ROOT}/surroundings/readiness",
    f"{ROOT}/surroundings/challenges/{{challenge}}",
    f"{ROOT}/surroundings/factors/{{group}}",
    f"{ROOT}/surroundings/removals",
)
@pytest.mark.requirement(57, 75, 77, 78, 82)
def test_surroundings_are_stated_part_by_part_and_taken_back(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.user, "Who states")
    plain.goto(f"{here.page}/diagnose/surroundings")
    form = opened(plain, "form[action$='/relations']")
    form.locator("#relation-of label", has_text="City").click()
    chosen(form, "kind", "regulates")
    form.locator("#relation-to label", has_text="Telecom").click()
    sent(form, source="ours")
    assert said(plain) == "It is stated."
    assert "City regulates Telecom, and is a partner here too" in plain.locator("main").inner_text()
    form = opened(plain, "form[action$='/elements']")
    form.locator("label", has_text="Records").click()
    chosen(form, "basis", "voluntary")
    sent(form, source="ours")
    form = opened(plain, "form[action$='/readiness']").first
    chosen(form, "presence-trusted_networks", "there")
    pressed(form.locator("button"))
    assert "1 of 4 are there" in plain.locator("main").inner_text()
    form = opened(plain, "form[action$='/challenges/policy']")
    chosen(form, "weight", "decisive")
    sent(form, text="No law", measure="Ask")
    assert "1 of 7 looked at" in plain.locator("main").inner_text()
    form = opened(plain, "form[action$='/factors/circumstances']")
    chosen(form, "effect-trust", "helps")
    pressed(form.locator("button"))
    pressed(plain.locator("#relations form[action$='/removals'] button"))
    assert said(plain) == "It is taken back."
    assert "is a partner here too" not in plain.locator("main").inner_text()


@pytest.mark.sends(f"{ROOT}/remarks")
@pytest.mark.requirement(12)
def test_what_was_said_is_kept(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.user, "Who talks")
    plain.goto(f"{here.page}/diagnose/remarks")
    if plain.locator("form[action$='/reading']").count():
        pressed(opened(plain, "form[action$='/reading']").locator("button"))
        plain.goto(f"{here.page}/diagnose/remarks")
    form = opened(plain, "#remark-orientation")
    chosen(form, "settles", "yes")
    sent(form, text="We talked")
    assert said(plain) == "Your remark is kept."
    assert "We talked" in plain.locator("#talk-orientation").inner_text()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["surroundings", "remarks"])
def test_the_pages_are_for_everyone_with_every_form_unfolded(
    browser: Browser, here: Home, width: int, path: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    here.logged_in(page, here.told.user, f"Who looks {path} {width}")
    page.goto(f"{here.page}/diagnose/{path}")
    page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
    assert amiss(page) == ()
    assert len(page.content().encode()) < 400_000
    page.close()
