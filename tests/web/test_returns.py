"""Step 7 in the browser."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import agree, returns
from commonweal.model.returns import ReturnState
from commonweal.model.track import TrackState
from tests.app.houses import house
from tests.app.journey import Journey, journey, set_track
from tests.web.visits import refused, said, seen, visit

AMOUNT = {"likely": "1", "low": "", "high": "", "source": "our count"}


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return journey(house(tmp_path_factory.mktemp("returns") / "home"), tmp_path_factory.mktemp("d"))


@pytest.fixture
def giver(told: Journey) -> Iterator[TestClient]:
    with visit(told.house.node, told.user) as made:
        yield made


@pytest.fixture
def recipient(told: Journey) -> Iterator[TestClient]:
    with visit(told.house.node, told.holder) as made:
        yield made


def state(told: Journey) -> ReturnState:
    return returns.owed(told.user, told.house.node, told.collaboration)[0].state


def test_a_return_waits_for_its_track_is_recorded_and_confirmed(
    told: Journey, giver: TestClient, recipient: TestClient
) -> None:
    page = f"/c/{told.collaboration}/returns"
    delivery = {**AMOUNT, "evidence": told.release}
    form = f'id="record-{told.owed}"'
    assert form not in giver.get(page).text  # it waits, so a delivery would be refused
    refused(giver.post(f"{page}/{told.owed}/deliveries", data=delivery), 403, "consent")
    set_track(told.house, told.user, told.collaboration, TrackState.DONE)
    assert state(told) is ReturnState.ALIGNED
    assert form in giver.get(page).text
    assert form not in recipient.get(page).text
    assert said(giver.post(f"{page}/{told.owed}/deliveries", data=delivery)) == "recorded"
    assert "Confirm" not in seen(giver.get(page)).replace("confirmed", "").replace("confirms", "")
    assert offered(recipient.get(page), told) == ["confirm", "waive"]
    assert said(recipient.post(f"{page}/{told.owed}/confirm", data={})) == "confirmed"
    assert state(told) is ReturnState.CONFIRMED
    assert f"confirmed on {told.house.clock.now():%Y-%m-%d}" in seen(giver.get(page))
    assert offered(recipient.get(page), told) == []
    account = seen(giver.get(f"/c/{told.collaboration}/account"))
    assert "What came back to whom" in account
    assert f"Report Telecom 1 1 1 reports our count {told.release}" in account


def offered(page: Any, told: Journey) -> list[str]:
    acts = re.findall(rf'action="[^"]*/returns/{told.owed}/(\w+)"', page.text)
    return [act for act in acts if act != "deliveries"]


def test_only_the_recipient_confirms_or_waives(told: Journey, giver: TestClient) -> None:
    page = f"/c/{told.collaboration}/returns/{told.owed}"
    for act in ("confirm", "waive"):
        seen(giver.post(f"{page}/{act}", data={}), 403)
    assert state(told) is ReturnState.PROMISED


def test_a_return_of_others_is_not_found(told: Journey) -> None:
    with visit(told.house.node, told.beneficiary) as city:
        page = f"/c/{told.collaboration}/returns"
        assert "Nothing is promised yet" in seen(city.get(page))
        seen(city.post(f"{page}/{told.owed}/confirm", data={}), 404)
        seen(city.post(f"{page}/{told.owed}/deliveries", data=AMOUNT), 404)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"likely": "much"}, "is no number"),
        ({"likely": "nan"}, "out of range"),
        ({"likely": "1e300"}, "out of range"),
        ({"low": "5"}, "out of order"),
        ({"source": ""}, "nothing is given"),
        ({"recipient": "par_forged"}, "is not among the choices"),
        ({"due": "soon"}, "is no day"),
        ({"likely": "-1"}, "-1"),
    ],
)
def test_a_promise_that_is_wrong_is_not_made(
    changed: dict[str, str], words: str, told: Journey, giver: TestClient
) -> None:
    assert told.holder.party
    promise = {
        **AMOUNT,
        "agreement": told.agreement,
        "recipient": told.holder.party,
        "text": "A training",
        "unit": "days",
        "due": "2026-06-30",
    }
    page = f"/c/{told.collaboration}/returns"
    answer = giver.post(f"{page}/promises", data={**promise, **changed})
    assert answer.status_code == 422
    assert words in seen(answer, 422)
    assert len(returns.owed(told.user, told.house.node, told.collaboration)) == 1
    assert said(giver.post(f"{page}/promises", data=promise)) == "promised"


def test_nothing_is_promised_under_an_agreement_that_ended(
    told: Journey, giver: TestClient
) -> None:
    page = f"/c/{told.collaboration}/returns"
    choice = f'name="agreement" value="{told.agreement}"'
    assert choice in giver.get(page).text
    agree.withdraw(told.holder, told.house.node, told.agreement)
    assert choice not in giver.get(page).text
    forged = {**AMOUNT, "agreement": told.agreement, "text": "x", "unit": "days"}
    refused(giver.post(f"{page}/promises", data=forged), 422, "is not among the choices")


def test_the_statement_leaves_as_a_document(told: Journey, giver: TestClient) -> None:
    page = f"/c/{told.collaboration}/returns"
    assert giver.get(f"{page}/statement.pdf").content.startswith(b"%PDF")
    seen(giver.get(f"{page}/statement.exe"), 404)
