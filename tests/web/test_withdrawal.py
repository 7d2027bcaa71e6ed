"""Something is taken off the table in the browser, after what would go was shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app.winwin import offers
from commonweal.model.may import READ
from commonweal.model.winwin import Offers
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen, visit


def lying(told: Partnership) -> Offers:
    found = offers.tabled(told.user, told.house.node, told.id)
    assert found
    return found.record


def test_what_would_go_is_shown_before_it_goes(told: Partnership, mine: TestClient) -> None:
    there = f"{told.page}/winwin"
    assert f"{there}/withdrawal?item=track%3Aconsent" in mine.get(f"{there}/offers").text
    before = told.house.node.records.counter()
    words = seen(mine.get(f"{there}/withdrawal?item=track:consent"))
    assert "You withdraw consent track With it goes what stands on it Report service" in words
    assert told.house.node.records.counter() == before
    answer = mine.post(f"{there}/withdrawals", data={"item": "track:consent", "seen": "1"})
    assert (done(answer), said(answer)) == (f"{there}/offers", "off-the-table")
    assert (lying(told).services, lying(told).tracks) == ((), ())
    assert [each.id for each in lying(told).uses] == ["map"]


def test_what_was_taken_as_a_file_before_can_be_put_back(
    told: Partnership, mine: TestClient
) -> None:
    there, before = f"{told.page}/winwin", lying(told)
    kept = mine.get(f"{there}/offers.yaml").content
    mine.post(f"{there}/withdrawals", data={"item": "service:report", "seen": "1"})
    assert lying(told).services == ()
    file = {"file": ("offers.yaml", kept)}
    assert said(mine.post(f"{there}/files", data={"seen": "2"}, files=file)) == "tabled"
    assert replace(lying(told), called=()) == before  # a file lists who is in it


def test_two_people_withdrawing_and_changing_are_told(told: Partnership, mine: TestClient) -> None:
    there = f"{told.page}/winwin"
    offers.change(
        told.holder, told.house.node, told.id,
        path="services[0].cost", low=0, likely=0, high=0, source="Telecom", seen=1,
    )  # fmt: skip
    answer = mine.post(f"{there}/withdrawals", data={"item": "service:report", "seen": "1"})
    refused(answer, 409, "Someone has changed the offers since you looked")
    assert "You withdraw Report" in seen(answer, 409)
    assert 'name="seen" value="2"' in answer.text
    assert lying(told).services
    again = {"item": "service:report", "seen": "2"}
    assert said(mine.post(f"{there}/withdrawals", data=again)) == "off-the-table"
    answer = mine.post(f"{there}/withdrawals", data=again)
    assert "It is not on the table any more" in seen(answer, 409)


@pytest.mark.parametrize("item", ["use:map", "element:calls"])
def test_the_last_use_cannot_be_withdrawn(
    item: str, still: Partnership, browsing: TestClient
) -> None:
    there = f"{still.page}/winwin"
    before = still.house.node.records.counter()
    asked = browsing.get(f"{there}/withdrawal", params={"item": item})
    assert "no use of any data on the table" in seen(asked, 403)
    answer = browsing.post(f"{there}/withdrawals", data={"item": item, "seen": "1"})
    refused(answer, 403, "no use of any data on the table")
    assert still.house.node.records.counter() == before


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"item": "use:nothing"}, 422, "use is 'nothing'"),
        ({"item": "party:Mappers"}, 422, "item is 'party'"),
        ({"item": "service"}, 422, "service is ''"),
        ({"item": ":<b>"}, 422, "item is ''"),
        ({"item": "<b>:x"}, 422, "item is '<b>'"),
        ({"item": ""}, 422, "nothing is given"),
        ({"item": "service:" + "x" * 999}, 422, "at most 220"),
        ({"seen": "yes"}, 422, "which version"),
        ({"seen": ""}, 422, "nothing is given"),
        ({"seen": "7"}, 409, "changed the offers since"),
        ({"path": "uses[0]"}, 422, "does not know"),
    ],
)
def test_a_forged_withdrawal_changes_nothing(
    changed: dict[str, str], status: int, words: str, still: Partnership, browsing: TestClient
) -> None:
    before = still.house.node.records.counter()
    data = {"item": "service:report", "seen": "1", **changed}
    answer = browsing.post(f"{still.page}/winwin/withdrawals", data=data)
    refused(answer, status, words)
    assert "<b>" not in answer.text
    assert still.house.node.records.counter() == before


@pytest.mark.parametrize("item", ["", "service", "party:x", "use:<b>", "use:" + "x" * 999])
def test_what_is_not_on_the_table_is_not_asked_about(
    item: str, still: Partnership, browsing: TestClient
) -> None:
    answer = browsing.get(f"{still.page}/winwin/withdrawal", params={"item": item})
    seen(answer, 422)
    assert "<b>" not in answer.text


def test_who_may_only_read_withdraws_nothing_and_a_stranger_sees_nothing(
    still: Partnership,
) -> None:
    before = still.house.node.records.counter()
    form = {"item": "service:report", "seen": "1"}
    with visit(still.house.node, replace(still.user, rights=READ)) as reading:
        answer = reading.post(f"{still.page}/winwin/withdrawals", data=form)
        refused(answer, 403, "needs the right to act")
    with visit(still.house.node, still.stranger) as strange:
        asked = strange.get(f"{still.page}/winwin/withdrawal?item=service:report")
        assert asked.status_code == 404
        assert strange.post(f"{still.page}/winwin/withdrawals", data=form).status_code == 404
    assert still.house.node.records.counter() == before


def test_nothing_is_withdrawn_from_an_empty_table(tmp_path: Path) -> None:
    told = settled(tmp_path / "bare", tabled=False)
    with visit(told.house.node, told.user) as mine:
        there = f"{told.page}/winwin"
        asked = mine.get(f"{there}/withdrawal?item=use:map")
        assert "Nothing is on the table yet" in seen(asked, 403)
        answer = mine.post(f"{there}/withdrawals", data={"item": "use:map", "seen": "0"})
        refused(answer, 403, "Nothing is on the table yet")
