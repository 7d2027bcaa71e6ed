"""The demo's switch: plainly marked there, and nowhere else to be found."""

from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.app.build import build
from commonweal.app.settings import DEMO, settings
from tests.app.houses import house
from tests.app.peopled import Peopled, peopled
from tests.web.browsers import browser, cookie


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def test_a_home_is_a_demo_by_its_mark_alone(tmp_path: Path) -> None:
    plain = settings(tmp_path / "home", "", {})
    assert not build(plain).demo
    (tmp_path / "home" / DEMO).mkdir()
    assert not build(plain).demo
    (tmp_path / "home" / DEMO).rmdir()
    (tmp_path / "home" / DEMO).write_text("")
    assert build(plain).demo


def test_outside_the_demo_there_is_no_switch(here: Peopled) -> None:
    node, token = here.house.node, here.someone("Asha")
    for asked in (browser(node), browser(node, token)):
        assert asked.post("/act-as", data={"party": here.mappers}).status_code == 404
        assert asked.get("/act-as").status_code == 404
    asked = browser(node)
    asked.cookies.set("weal_acting", here.mappers)
    assert asked.get("/people").status_code == 303
    both = browser(node, token)
    both.cookies.set("weal_acting", here.mappers)
    page = both.get("/people").text
    assert "Telecom" in page
    assert "Mappers" not in page
    assert "Demo" not in page


def test_in_the_demo_one_acts_for_a_party_and_nobody_logs_in(here: Peopled) -> None:
    node = replace(here.house.node, demo=True)
    asked = browser(node)
    assert 'acting as <a href="/party"><strong>Telecom' in asked.get("/").text
    answer = asked.post("/act-as", data={"party": here.mappers, "next": "/"})
    assert answer.headers["location"] == "/?said=acting"
    assert "HttpOnly" in cookie(answer)
    assert "SameSite=lax" in cookie(answer)
    page = asked.get("/").text
    assert 'acting as <a href="/party"><strong>Mappers' in page
    assert 'class="demo"' in page
    for path in ("/login", "/people", "/setup", "/invite/x"):
        assert asked.get(path).status_code == 404, path


@pytest.mark.parametrize("party", ["", "par_absent", "operator", "<b>"])
def test_nobody_acts_for_a_party_that_is_not_here(party: str, here: Peopled) -> None:
    asked = browser(replace(here.house.node, demo=True))
    answer = asked.post("/act-as", data={"party": party, "next": "/"})
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers
    asked.cookies.set("weal_acting", party)
    assert 'acting as <a href="/party"><strong>Telecom' in asked.get("/").text


def test_the_switch_leads_to_no_other_site_and_takes_no_form_from_one(here: Peopled) -> None:
    node = replace(here.house.node, demo=True)
    wanted = {"party": here.mappers, "next": "//evil.example"}
    assert browser(node).post("/act-as", data=wanted).headers["location"] == "/?said=acting"
    for sent in ({"Sec-Fetch-Site": "cross-site"}, {}):
        assert browser(node, headers=sent).post("/act-as", data=wanted).status_code == 403


def test_a_demo_that_was_never_played_says_so(tmp_path: Path) -> None:
    node = replace(house(tmp_path / "home").node, demo=True)
    answer = browser(node).get("/")
    assert answer.status_code == 403
    assert "no party yet" in answer.text
