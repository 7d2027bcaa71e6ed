"""One collaboration in the browser."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import collaboration
from commonweal.model.collaboration import CollaborationState
from tests.app.houses import house
from tests.web.partnership import Partnership, partnership
from tests.web.visits import done, refused, said, seen, visit

EVENT = {"kind": "urgency", "text": "The river rose", "source": "city log", "day": "2026-02-27"}


def test_it_shows_who_is_in_it_and_what_each_step_holds(
    told: Partnership, mine: TestClient
) -> None:
    words = seen(mine.get(told.page))
    for name in ("Mappers", "Telecom", "City"):
        assert name in words
    assert "nobody has rated yet" in words
    assert "offers on the table, no package yet" in words
    assert "locked: business value is not stated" in words


def test_an_event_is_noted(told: Partnership, mine: TestClient) -> None:
    answer = mine.post(f"{told.page}/events", data=EVENT)
    assert (done(answer), said(answer)) == (told.page, "noted")
    words = seen(mine.get(told.page))
    assert "The river rose" in words
    assert "27 Feb 2026" in words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kind": ""}, "nothing is given"),
        ({"kind": "war"}, "not among the choices"),
        ({"text": ""}, "nothing is given"),
        ({"text": "x" * 2001}, "at most 2,000"),
        ({"source": ""}, "nothing is given"),
        ({"day": "yesterday"}, "is no day"),
        ({"party": "par_1"}, "does not know"),
    ],
)
def test_an_event_that_is_wrong_is_not_noted(
    changed: dict[str, str], words: str, still: Partnership, browsing: TestClient
) -> None:
    refused(browsing.post(f"{still.page}/events", data={**EVENT, **changed}), 422, words)
    assert collaboration.show(still.user, still.house.node, still.id).events == ()


def test_a_known_party_is_let_in(told: Partnership, mine: TestClient) -> None:
    data = {"party": str(told.stranger.party), "roles": ["regulator"]}
    assert said(mine.post(f"{told.page}/members", data=data)) == "joined"
    with visit(told.house.node, told.stranger) as other:
        assert "Flood" in seen(other.get(told.page))


def test_a_new_party_is_made_and_let_in(told: Partnership, mine: TestClient) -> None:
    data = {"name": "River board", "kind": "government", "roles": ["regulator", "beneficiary"]}
    assert said(mine.post(f"{told.page}/parties", data=data)) == "joined"
    assert "River board" in seen(mine.get(told.page))


@pytest.mark.parametrize(
    ("path", "data", "status", "words"),
    [
        ("members", {"party": "", "roles": ["user"]}, 422, "nothing is given"),
        ("members", {"party": "par_forged", "roles": ["user"]}, 422, "not among the choices"),
        ("parties", {"name": "", "kind": "ngo", "roles": ["user"]}, 422, "nothing is given"),
        ("parties", {"name": "x" * 121, "kind": "ngo", "roles": ["user"]}, 422, "at most 120"),
        ("parties", {"name": "City", "kind": "ngo", "roles": ["user"]}, 409, "known already"),
        ("parties", {"name": "New", "kind": "army", "roles": ["user"]}, 422, "among the choices"),
        ("parties", {"name": "New", "kind": "ngo"}, 422, "choose at least one"),
        ("parties", {"name": "New", "kind": "ngo", "roles": ["king"]}, 422, "among the choices"),
    ],
)
def test_a_party_that_will_not_do_is_not_let_in(
    path: str,
    data: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    browsing: TestClient,
) -> None:
    before = still.house.node.records.counter()
    refused(browsing.post(f"{still.page}/{path}", data=data), status, words)
    assert still.house.node.records.counter() == before


def test_a_role_that_may_not_let_in_is_told_so(told: Partnership) -> None:
    city = told.house.party("Watcher")
    assert city.party
    from commonweal.model.party import Role

    collaboration.join(
        told.user, told.house.node, told.id, party=city.party, roles=frozenset({Role.FUNDER})
    )
    data = {"name": "New", "kind": "ngo", "roles": ["user"]}
    with visit(told.house.node, city) as watcher:
        refused(watcher.post(f"{told.page}/parties", data=data), 403, "needs the role")


def test_the_project_ends_only_when_that_is_confirmed(told: Partnership, mine: TestClient) -> None:
    refused(mine.post(f"{told.page}/end", data={}), 422, "must be ticked")
    assert said(mine.post(f"{told.page}/end", data={"sure": "yes"})) == "ended"
    found = collaboration.show(told.user, told.house.node, told.id)
    assert found.state is CollaborationState.ENDED
    refused(mine.post(f"{told.page}/end", data={"sure": "yes"}), 409, "ended already")
    words = seen(mine.get(told.page))
    assert "Start the next one from it" in words
    assert "Let in a new party" not in words


@pytest.mark.parametrize("path", ["", "/diagnose", "/winwin", "/align"])
def test_anothers_collaboration_reads_like_one_that_is_not_there(
    path: str, still: Partnership
) -> None:
    absent = "/c/col_00000000000000000000000000"
    with visit(still.house.node, still.stranger) as stranger:
        page = seen(stranger.get(f"{still.page}{path}"), 404)
        assert page.replace(still.id, "ID") == seen(stranger.get(f"{absent}{path}"), 404).replace(
            absent.removeprefix("/c/"), "ID"
        )
    assert "Flood" not in page


@pytest.mark.parametrize(
    "path",
    ["events", "members", "parties", "end", "diagnose/ratings", "diagnose/answer/1",
     "diagnose/answer/hand-in", "diagnose/answer/withdrawal", "diagnose/reading",
     "diagnose/respondents", "winwin/packages",
     "winwin/figures", "winwin/uses", "winwin/services", "align/tracks"],
)  # fmt: skip
def test_a_stranger_posts_nothing(path: str, still: Partnership) -> None:
    before = still.house.node.records.counter()
    with visit(still.house.node, still.stranger) as stranger:
        answer = stranger.post(f"{still.page}/{path}", data=EVENT)
    assert "that you can see" in seen(answer, 404)
    assert still.house.node.records.counter() == before


@pytest.mark.parametrize("path", ["", "/diagnose", "/winwin", "/align"])
def test_markup_in_a_title_is_words(path: str, tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "other"), title="<img src=x onerror=alert(1)>")
    with visit(told.house.node, told.user) as browser:
        page = browser.get(f"{told.page}{path}").text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
