"""The process in the browser: what happened, who presses whom, and what comes next."""

from html import unescape

import pytest
from starlette.testclient import TestClient

from commonweal.app import collaboration
from commonweal.model.collaboration import EventKind
from tests.web.partnership import Partnership, settled
from tests.web.visits import done, refused, said, seen, visit

EVENT = {"kind": "request", "text": "They ask for maps", "source": "minutes", "day": "2026-02-27",
         "askers": "Red Cross\nRiver watch", "asked": "", "public": "yes"}  # fmt: skip
HOSTILE = ["<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "{{ 7 * 7 }}", "=1+1"]


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes, with three who ask the telecom operator apart."""
    return pressed(settled(tmp_path_factory.mktemp("still") / "home"))


def page(told: Partnership) -> str:
    return f"{told.page}/diagnose/timeline"


def pressed(told: Partnership) -> Partnership:
    for asker in ("A", "B", "C"):
        asks(told, asker)
    return told


def asks(told: Partnership, *askers: str) -> None:
    assert told.holder.party
    collaboration.note(
        told.user,
        told.house.node,
        told.id,
        kind=EventKind.REQUEST,
        text=f"{askers[0]} asks for call records",
        source="minutes",
        askers=askers,
        asked=told.holder.party,
    )


def events(told: Partnership) -> int:
    return len(collaboration.show(told.user, told.house.node, told.id).events)


def joined(told: Partnership) -> str:
    return f"{page(told)}/pool/{told.holder.party}"


@pytest.mark.requirement(8, 61)
def test_without_events_it_says_that_no_process_is_reported_and_asks_for_one(
    told: Partnership, mine: TestClient
) -> None:
    answer = mine.get(page(told))
    words = seen(answer)
    assert "No process is reported." in words
    assert "Nobody has rated yet. A rating adds the type" in words
    assert "Note what happened so far" in words
    assert 'id="event"' in answer.text


@pytest.mark.requirement(38)
def test_it_tells_who_presses_whom_and_that_they_compete(
    browsing: TestClient, still: Partnership
) -> None:
    words = seen(browsing.get(page(still)))
    assert "3 requests by 3 askers" in words
    assert "network effect of pressure" in words
    assert "Let the requests to Telecom be joined: 3 askers compete for access." in words
    assert "A (asked once)" in words


def test_mechanisms_gates_and_readiness_are_told_with_their_sections(
    browsing: TestClient, still: Partnership
) -> None:
    words = seen(browsing.get(page(still)))
    for told in ("Search for win-wins", "Gain in reputation and learning", "not seen", "S5.3, S6"):
        assert told in words
    assert "What it is worth to each company is stated, before alignment begins" in words
    assert "An agreement is drafted not yet" in words


@pytest.mark.parametrize("sheet", ["events", "mechanisms", "gates"])
def test_every_table_can_be_taken_away_as_a_file(
    sheet: str, browsing: TestClient, still: Partnership
) -> None:
    answer = browsing.get(f"{page(still)}?table={sheet}&as=csv")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/csv")


def test_an_event_is_noted_with_who_asks_whom(told: Partnership, mine: TestClient) -> None:
    answer = mine.post(f"{page(told)}/events", data={**EVENT, "asked": str(told.holder.party)})
    assert (done(answer), said(answer)) == (page(told), "noted")
    (kept,) = collaboration.show(told.user, told.house.node, told.id).events
    assert (kept.askers, kept.asked, kept.public) == (
        ("Red Cross", "River watch"),
        told.holder.party,
        True,
    )
    words = seen(mine.get(page(told)))
    assert "Red Cross, River watch" in words
    assert "2 askers have joined their requests." in words


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"askers": "\n".join(f"Asker {each}" for each in range(51))}, "at most 50"),
        ({"askers": "x" * 121}, "1 to 120 printable characters"),
        ({"askers": "over\u202eride"}, "printable"),
        ({"asked": "par_stranger"}, "not among the choices"),
        ({"kind": "urgency"}, "nobody asks anyone"),
        ({"asker": "A"}, "does not know"),
    ],
)
def test_an_event_that_is_wrong_is_not_noted_and_what_was_typed_is_kept(
    changed: dict[str, str], words: str, browsing: TestClient, still: Partnership
) -> None:
    before = events(still)
    answer = browsing.post(f"{page(still)}/events", data={**EVENT, **changed})
    refused(answer, 422, words, {"text": "They ask for maps"})
    assert events(still) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_text(name: str, told: Partnership, mine: TestClient) -> None:
    data = {**EVENT, "askers": name, "text": name, "asked": str(told.holder.party)}
    assert said(mine.post(f"{page(told)}/events", data=data)) == "noted"
    answer = mine.get(page(told))
    assert name in unescape(answer.text)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.requirement(38)
def test_requests_are_joined_into_one(told: Partnership, mine: TestClient) -> None:
    pressed(told)
    data = {"askers": ["A", "B", "C"], "text": "Call records, once", "source": "a meeting"}
    answer = mine.post(joined(told), data=data)
    assert (done(answer), said(answer)) == (page(told), "pooled")
    last = collaboration.show(told.user, told.house.node, told.id).events[-1]
    assert (last.kind, last.askers) == (EventKind.REQUEST, ("A", "B", "C"))
    words = seen(mine.get(page(told)))
    assert "3 askers have joined their requests." in words
    assert "askers compete" not in words
    refused(mine.post(joined(told), data=data), 409, "Nobody asks this holder apart")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"askers": ["A"]}, "At least two join"),
        ({"askers": ["A", "Stranger"]}, "not among the choices"),
        ({"askers": []}, "choose at least one"),
        ({"text": ""}, "nothing is given"),
        ({"source": ""}, "nothing is given"),
        ({"asked": "par_x"}, "does not know"),
    ],
)
def test_a_joint_request_that_is_wrong_is_not_noted(
    changed: dict[str, str | list[str]], words: str, browsing: TestClient, still: Partnership
) -> None:
    before = events(still)
    data = {"askers": ["A", "B"], "text": "Call records", "source": "a meeting", **changed}
    refused(browsing.post(joined(still), data=data), 422, words)
    assert events(still) == before


def test_nobody_joins_requests_to_a_party_that_nobody_asked(
    browsing: TestClient, still: Partnership
) -> None:
    data = {"askers": ["A", "B"], "text": "x", "source": "y"}
    seen(browsing.post(f"{page(still)}/pool/{still.user.party}", data=data), 404)
    seen(browsing.post(f"{page(still)}/pool/par_forged", data=data), 404)


def test_a_stranger_sees_and_notes_nothing(still: Partnership) -> None:
    with visit(still.house.node, still.stranger) as other:
        seen(other.get(page(still)), 404)
        seen(other.post(f"{page(still)}/events", data=EVENT), 404)
        seen(other.post(joined(still), data={}), 404)
