"""The tour of the demo."""

import pytest
from starlette.testclient import TestClient

from commonweal.app import founding, party
from commonweal.app.settings import DEMO
from commonweal.cases.case import NAMES, case
from commonweal.diagnose.findings import findings
from commonweal.model.ids import PersonId
from commonweal.model.party import OPERATOR, Actor
from commonweal.web.main import web
from commonweal.web.tour import STOPS
from tests.app.houses import House, house
from tests.web.browsers import OWN
from tests.web.visits import done, seen


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> House:
    home = tmp_path_factory.mktemp("tour") / "home"
    home.mkdir()
    (home / DEMO).touch()
    made = house(home)
    for name in NAMES:
        told = case(name)
        known = {each.name: each for each in party.roster(OPERATOR, made.node)}
        wanted = told.parties[told.founder]
        founder = known.get(wanted.name) or party.add(
            OPERATOR, made.node, name=wanted.name, kind=wanted.kind
        )
        actor = Actor(person=PersonId("p"), party=founder.id)
        founding.from_case(actor, made.node, told)
    return made


def test_every_stop_leads_whoever_acts_to_its_page(demo: House) -> None:
    names = {each.name: each.id for each in party.roster(OPERATOR, demo.node)}
    browser = TestClient(
        web(demo.node), base_url="http://localhost", headers=OWN, follow_redirects=False
    )
    page = browser.get("/")
    for number, stop in enumerate(STOPS, start=1):
        assert stop.title in seen(page)
        told = case(stop.case)
        looks = names[told.parties[told.visitor].name]
        answer = browser.post("/act-as", data={"party": looks, "next": f"/tour/{number}"})
        there = done(browser.get(done(answer)))
        assert there.startswith("/c/col_")
        assert stop.page.startswith(there.rpartition("/")[2].partition("#")[0])


def test_a_stop_that_is_not_there_is_not_found(demo: House) -> None:
    browser = TestClient(web(demo.node), base_url="http://localhost", headers=OWN)
    assert browser.get("/tour/0").status_code == 404
    assert browser.get("/tour/99").status_code == 404


def test_every_stop_that_names_a_row_or_a_service_names_one_that_is_there() -> None:
    rows = {each.id.value for each in findings().case("flowminder").departing}
    services = [each["id"] for each in case("floraholland").offers["services"]]  # type: ignore[attr-defined]  # plain builtins
    assert STOPS[0].page.partition("#")[2] in rows
    assert STOPS[1].page.partition("service:")[2].partition("#")[0] in services
