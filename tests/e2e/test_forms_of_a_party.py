"""The forms about a party, its keys and other parties, in a browser that runs no script."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from commonweal.app import agree
from tests.api.test_party import example
from tests.e2e.house import Home, home
from tests.e2e.sending import chosen, opened, pressed, said, sent
from tests.e2e.walk import SERIOUS

pytestmark = pytest.mark.ci

PAGES = ("/party", "/parties", "/jobs")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with home(tmp_path_factory.mktemp("party")) as made:
        yield made


def file(page: Page, form: str, field: str, content: bytes) -> None:
    """Choose a file of these bytes."""
    upload: Any = {"name": "file.json", "mimeType": "application/json", "buffer": content}
    opened(page, form).locator(f"[name={field}]").set_input_files(upload)


@pytest.mark.sends("/party/signatures", "/party/token")
@pytest.mark.sends("/party/keys/rotation", "/party/keys/revocation", "/party/keys")
def test_a_party_signs_elsewhere_gets_its_token_and_changes_its_keys(
    plain: Page, here: Home, tmp_path: Path
) -> None:
    here.logged_in(plain, here.told.holder, "Asha")
    plain.goto(f"{here.address}/party")
    document = agree.export(here.told.holder, here.node, here.told.agreement)
    file(plain, "#signature", "document", document)
    plain.locator("#signature [name=sure]").check()
    with plain.expect_download() as made:
        pressed(plain.locator("#signature button"))
    made.value.save_as(tmp_path / "signature.json")
    assert json.loads((tmp_path / "signature.json").read_bytes())["key"].startswith("key_")

    opened(plain, "#token").locator("[name=sure]").check()
    pressed(plain.locator("#token button"))
    assert len(plain.locator("section.said code").first.inner_text()) == 64

    for form, word in (("rotate", "rotated"), ("revoke", "revoked")):
        shown = opened(plain, f"#{form}")
        if form == "revoke":
            shown.locator("[name=key]").last.check()
        shown.locator("[name=sure]").check()
        pressed(shown.locator("button"))
        assert word in said(plain)
    plain.goto(f"{here.address}/party")
    if plain.locator("#new").count():
        pressed(plain.locator("#new button"))
        assert "made" in said(plain)


@pytest.mark.sends("/parties", "/parties/cards", "/parties/keys")
def test_parties_are_made_admitted_and_renewed(plain: Page, here: Home) -> None:
    here.logged_in(plain, here.told.user, "Bina")
    plain.goto(f"{here.address}/parties")
    form = opened(plain, "#make")
    chosen(form, "kind", "government")
    sent(form, name="River board", first="Chandra")
    assert "/invite/" in plain.locator(".link code").inner_text()

    card = example()["card"]
    file(plain, "#admit", "card", json.dumps(card).encode())
    pressed(plain.locator("#admit button"))
    assert "known here now" in said(plain)

    card["keys"][0]["until"] = "2026-03-02T00:00:00Z"
    file(plain, "#renew", "card", json.dumps(card).encode())
    opened(plain, "#renew").locator("[name=party]").first.check()
    pressed(plain.locator("#renew button"))
    assert "new card" in said(plain)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_fit_and_axe_finds_nothing_serious(
    width: int, browser: Browser, here: Home
) -> None:
    with browser.new_context(viewport={"width": width, "height": 740}) as context:
        page = context.new_page()
        here.logged_in(page, here.told.user, f"Looks at {width}")
        for path in PAGES:
            page.goto(here.address + path)
            for fold in page.locator("main summary").all():
                fold.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert page.locator("h1").count() == 1
            found = Axe().run(page).response["violations"]
            assert not [each["id"] for each in found if each["impact"] in SERIOUS], path
