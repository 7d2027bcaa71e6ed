"""The forms by which people come in, are looked after and go, in a browser that runs no script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from commonweal.app import login
from commonweal.model.party import OPERATOR
from tests.app.peopled import PASSWORD, peopled
from tests.e2e.house import answering
from tests.e2e.sending import pressed, said, sent
from tests.e2e.walk import amiss

pytestmark = pytest.mark.ci

OTHER = "quite other words than before"


@pytest.fixture
def way_in(tmp_path: Path) -> Iterator[str]:
    """The address that a fresh home prints for its first person."""
    node = peopled(tmp_path / "home").house.node
    with answering(node) as address:
        yield f"{address}/setup?code={login.set_up_code(OPERATOR, node)}"


@pytest.mark.sends("/setup", "/people", "/logout", "/invite/{token}", "/login", "/people/{id}")
@pytest.mark.sends("/people/{id}/link", "/people/{id}/remove", "/people/password", "/start")
def test_people_set_up_a_home_invite_log_in_and_go(plain: Page, way_in: str) -> None:
    plain.goto(way_in)
    form = plain.locator("#setup")
    form.locator("label", has_text="Telecom").click()
    sent(form, name="Asha", password=PASSWORD, again=PASSWORD)
    assert "Asha, Telecom" in plain.locator(".who").inner_text()

    link = _invited(plain, "Bob")
    _out(plain)
    plain.goto(link)
    sent(plain.locator("#invitation"), name="Bob", password=PASSWORD, again=PASSWORD)
    assert "Bob, Telecom" in plain.locator(".who").inner_text()
    _out(plain)

    _logged_in(plain, "Asha", PASSWORD)
    bob = _person(plain, "Bob")
    bob.locator("[name=rights][value=sign]").check()
    pressed(bob.locator("button"))
    row = plain.locator("tr", has_text="Bob").inner_text()
    assert "sign" in row
    _person(plain, "Bob")
    pressed(plain.get_by_role("button", name="Make a link"))
    assert "/invite/" in plain.locator(".link code").inner_text()
    pressed(plain.get_by_role("button", name="Remove Bob"))
    assert "removed" in said(plain).lower()
    assert plain.locator("tr", has_text="Bob").count() == 0

    sent(plain.locator("#password"), old=PASSWORD, password=OTHER, again=OTHER)
    assert "password is changed" in said(plain)
    _out(plain)
    _logged_in(plain, "Asha", OTHER)

    pressed(plain.get_by_role("link", name="Start one").first)
    form = plain.locator("#start")
    form.locator("[name=roles][value=holder]").check()
    sent(form, title="Flood maps, behind a log-in")
    assert plain.locator("h1").inner_text() == "Flood maps, behind a log-in"


def test_their_pages_are_readable_by_everyone_and_fit_a_phone(
    browser: Browser, way_in: str
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True) as context:
        page = context.new_page()
        page.goto(way_in)
        assert amiss(page) == ()
        form = page.locator("#setup")
        form.locator("label", has_text="Telecom").click()
        sent(form, name="Asha", password=PASSWORD, again=PASSWORD)
        link = _invited(page, "Bob")
        assert amiss(page) == ()
        _person(page, "Bob")
        assert amiss(page) == ()
        _out(page)
        assert amiss(page) == ()
        page.goto(link)
        assert amiss(page) == ()


def _invited(page: Page, name: str) -> str:
    """Invite someone; the link that is shown."""
    pressed(page.locator(".who a[href='/people']"))
    sent(page.locator("#invite"), name=name)
    found = re.search(r"http\S+/invite/[\w-]+", page.locator(".link").inner_text())
    assert found
    return found[0]


def _person(page: Page, name: str) -> Locator:
    """The form for the rights of someone."""
    pressed(page.locator(".who a[href='/people']"))
    pressed(page.locator("main tbody").get_by_role("link", name=name))
    return page.locator("#rights")


def _out(page: Page) -> None:
    pressed(page.get_by_role("button", name="Log out"))
    page.locator("#login").wait_for()


def _logged_in(page: Page, name: str, password: str) -> None:
    sent(page.locator("#login"), party="Telecom", name=name, password=password)
    assert page.locator(".who").inner_text().startswith(name)
