"""The forms by which a holder brings files and attaches them, in a browser that runs no script."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.house import Home, home
from tests.e2e.sending import opened, pressed, said, sent
from tests.e2e.walk import SERIOUS

pytestmark = pytest.mark.ci

PAPERS = ("invoice.xml", "packing.xml")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with home(tmp_path_factory.mktemp("data")) as made:
        yield made


def bring(page: Page, name: str, *files: str) -> None:
    """Bring files of these names."""
    sending: Any = [
        {"name": each, "mimeType": "application/xml", "buffer": b"<a/>"} for each in files
    ]
    page.locator("#bring [name=files]").set_input_files(sending)
    sent(page.locator("#bring"), name=name)


@pytest.mark.sends(
    "/c/{id}/data/drops", "/c/{id}/data/drops/removal", "/c/{id}/data/datasets/{lane}"
)
def test_files_are_brought_deleted_brought_again_and_attached(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.holder, "Asha")
    plain.goto(here.page)
    pressed(plain.get_by_role("link", name="Attach a dataset"))
    bring(plain, "papers", ".hidden")
    assert "begins with a dot" in plain.locator("#bring [role=alert]").inner_text()
    assert plain.locator("#bring [name=name]").input_value() == "papers"
    bring(plain, "papers", *PAPERS)
    assert "in a drop of your party" in said(plain)

    remove = opened(plain, "#remove")
    remove.locator("[name=drop]").first.check()
    remove.locator("[name=sure]").check()
    pressed(remove.locator("button"))
    assert "are deleted" in said(plain)

    bring(plain, "papers", *PAPERS)
    pressed(plain.get_by_role("link", name="trade", exact=True))
    attach = plain.locator("#attach")
    attach.locator("[name=sensitivity][value=commercial]").check()
    attach.locator("[name=synthetic]").check()
    sent(attach, title="Papers, by hand")
    assert "is attached" in said(plain)
    assert "Papers, by hand" in plain.locator("#datasets").inner_text()
    assert "attached" in plain.locator("#drops").inner_text()


def test_the_page_is_readable_by_everyone_and_fits_a_phone(browser: Browser, here: Home) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    page = context.new_page()
    here.logged_in(page, here.told.holder, "Bina")
    page.goto(f"{here.page}/data")
    bring(page, "more", *PAPERS)
    for lane in ("mobility", "trade", "food"):
        page.goto(f"{here.page}/data?lane={lane}")
        for fold in page.locator("summary").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        found = Axe().run(page).response["violations"]
        assert not [each["id"] for each in found if each["impact"] in SERIOUS]
    context.close()
