"""What happens to a partnership is noted, and requests are joined into one."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from commonweal.app import account, collaboration
from commonweal.model.collaboration import CollaborationState, Event, EventKind
from commonweal.model.errors import Conflict, Invalid
from tests.app.houses import START, house
from tests.web.partnership import Partnership, partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def note(told: Partnership, **given: Any) -> Event:
    """The newest event after one request, unless told otherwise."""
    about = {"kind": EventKind.REQUEST, "text": "t", "source": "s", **given}
    return collaboration.note(told.user, told.house.node, told.id, **about).events[-1]


def pool(told: Partnership, *askers: str) -> Event:
    assert told.holder.party
    return collaboration.pool(
        told.user,
        told.house.node,
        told.id,
        asked=told.holder.party,
        askers=askers,
        text="Call records, once",
        source="a meeting",
    ).events[-1]


def kept(told: Partnership) -> int:
    return len(collaboration.show(told.user, told.house.node, told.id).events)


@pytest.mark.requirement(38)
def test_a_request_is_kept_with_who_asks_whom_and_how_publicly(told: Partnership) -> None:
    found = note(told, askers=["Red Cross", "red cross"], asked=told.holder.party, public=True)
    assert (found.askers, found.asked, found.public) == (("Red Cross",), told.holder.party, True)
    assert (note(told).askers, note(told).asked, note(told).public) == ((), "", False)


def test_the_log_counts_events_and_names_nobody(told: Partnership) -> None:
    note(told, askers=["Red Cross"], asked=told.holder.party)
    entry = account.history(told.user, told.house.node, told.id)[-1].entry
    assert entry.facts == (("events", 1),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"askers": ["a\nb"]},
        {"askers": [f"{each}" for each in range(51)]},
        {"asked": "par_stranger"},
        {"kind": EventKind.URGENCY, "askers": ["A"]},
    ],
)
def test_an_event_that_cannot_be_counted_is_not_kept(
    told: Partnership, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        note(told, **wrong)
    assert kept(told) == 0


def test_what_is_still_to_come_is_not_noted_and_today_is_wherever_it_has_begun(
    told: Partnership,
) -> None:
    begun, later = START + timedelta(hours=14), START + timedelta(days=2)
    assert note(told, at=begun).at == begun
    with pytest.raises(Invalid, match="2026-03-03 is still to come"):
        note(told, at=later)
    assert kept(told) == 1


@pytest.mark.requirement(38)
def test_several_who_asked_apart_join_into_one_request(told: Partnership) -> None:
    for asker in ("A", "B", "C"):
        note(told, askers=[asker], asked=told.holder.party)
    with pytest.raises(Invalid):
        pool(told, "A", "Stranger")
    assert kept(told) == 3
    found = pool(told, "A", "B", "C")
    assert (found.kind, found.askers) == (EventKind.REQUEST, ("A", "B", "C"))
    with pytest.raises(Conflict):
        pool(told, "A", "B")


def test_a_title_stands_on_one_line(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "home"), title=" Flood\n# maps ")
    assert collaboration.show(told.user, told.house.node, told.id).title == "Flood # maps"


def test_what_happens_after_the_project_is_noted_too(told: Partnership) -> None:
    collaboration.end(told.user, told.house.node, told.id)
    assert note(told, kind=EventKind.SCALE_UP).kind is EventKind.SCALE_UP
    found = collaboration.show(told.user, told.house.node, told.id)
    assert found.state is CollaborationState.ENDED
