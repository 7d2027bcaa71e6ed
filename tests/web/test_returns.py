"""Step 7 in the browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from commonweal.app import agree, returns, use
from commonweal.model.ids import ReleaseId
from commonweal.model.returns import ReturnState
from commonweal.model.track import TrackState
from tests.app.journey import Journey, set_track, travelled
from tests.web.visits import refused, said, seen, visit

AMOUNT = {"likely": "1", "low": "", "high": "", "source": "our count"}


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("returns") / "home")


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
    assert f"confirmed on {told.house.clock.now():%-d %b %Y}" in seen(giver.get(page))
    assert offered(recipient.get(page), told) == []
    account = seen(giver.get(f"/c/{told.collaboration}/account"))
    assert "What came back to whom" in account
    day = f"{told.house.clock.now():%-d %b %Y}"
    assert f"Report Telecom 1 reports our count the mobility release of {day}" in account
    assert f"{told.release}" not in account.partition("The log")[0]


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


def test_what_a_release_shows_is_filled_in_by_a_link_and_nothing_else_is(
    told: Journey, giver: TestClient, recipient: TestClient
) -> None:
    node = told.house.node
    made = use.show(told.user, node, ReleaseId(told.release))
    days = next(each for each in made.returned if each.unit == "days")
    assert told.holder.party
    owed = returns.promise(
        told.user, node, made.agreement, recipient=told.holder.party, text="Days with figures",
        amount=replace(told.amount, unit="days"), due=date(2026, 4, 1),
    )  # fmt: skip
    page = f"/c/{told.collaboration}/returns"
    links = re.findall(r'href="(\?for=[^"]+)"', giver.get(page).text)
    assert len(links) == 1
    filled = giver.get(page + unescape(links[0])).text
    assert f'value="{days.amount:g}"' in filled
    assert f"{made.id}: {days.evidence}" in unescape(filled)
    forged = giver.get(f"{page}?for={owed.id}&from={made.id}&what=forged").text
    assert f"{made.id}: " not in forged
    assert "?for=" not in recipient.get(page).text


def test_a_release_tells_what_it_gives_back(told: Journey, recipient: TestClient) -> None:
    words = seen(recipient.get(f"/c/{told.collaboration}/use/{told.release}"))
    assert "What it gives back to who shared" in words
    assert "days with published flows" in words
    assert "synthetic data" in words
