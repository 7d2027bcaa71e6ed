"""How often answers may be kept, in which limits count that parties keep to themselves."""

from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.app import collaboration, job
from commonweal.app.winwin import frontier, offers, pace, solution, weighing, whatif
from commonweal.app.winwin.pace import WITHIN
from commonweal.model.errors import Refused
from commonweal.model.ids import CollaborationId
from commonweal.model.job import JobState
from commonweal.model.party import Role
from commonweal.model.winwin import Frontier
from tests.app.houses import START
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled

ONE = (1.0,)
"""A frontier of one package."""


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Partnership:
    """One in which Mappers have had three packages weighed and kept, as many as they may."""
    monkeypatch.setattr(pace, "MOST", 3)
    made = settled(tmp_path / "home")
    for hour in range(3):
        made.house.clock.turn_to(START + timedelta(hours=hour))
        frontier.compute(made.user, made.house.node, made.id, margins=ONE)
    return made


def test_after_so_many_the_next_is_refused_until_the_first_is_a_day_old(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    before = told.house.node.records.counter()
    for ask in (solution.solve, solution.compute, solution.start, frontier.compute, frontier.start):
        with pytest.raises(Refused, match="had 3 packages weighed and kept") as wrong:
            ask(*who)
        assert "The next are kept from 2026-03-02 09:00 UTC on" in wrong.value.hint
    with pytest.raises(Refused):
        solution.keep_at(*who, margin=0)
    assert told.house.node.records.counter() == before
    told.house.clock.turn_to(START + WITHIN)
    solution.keep_at(*who, margin=0)
    with pytest.raises(Refused, match="had 3"):
        frontier.compute(*who)


def test_what_is_not_kept_can_be_asked_on(told: Partnership) -> None:
    who = told.user, told.house.node, told.id
    assert solution.at_once(*who)
    assert whatif.at(*who, margin=1).joined
    assert whatif.without(*who, services=["report"]).packages


def test_neither_another_party_nor_another_collaboration_waits(told: Partnership) -> None:
    assert frontier.compute(told.holder, told.house.node, told.id)
    assert frontier.compute(told.user, told.house.node, _second(told))


def test_what_was_begun_before_others_were_kept_is_not_kept_any_more(
    told: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = told.house.node
    told.house.clock.turn_to(START + WITHIN)  # one may be kept

    def meanwhile(*asked: object) -> Frontier:
        monkeypatch.setattr(weighing, "weighed", usual)
        frontier.compute(told.user, node, told.id, margins=ONE)
        return usual(*asked)  # type: ignore[arg-type]  # as they came

    usual = weighing.weighed
    monkeypatch.setattr(weighing, "weighed", meanwhile)
    with pytest.raises(Refused, match="had 3"):
        frontier.compute(told.user, node, told.id)
    assert len(node.records.find(Frontier, collaboration=told.id)) == 4


def test_jobs_that_were_started_before_it_was_enough_end_with_the_sentence(
    told: Partnership,
) -> None:
    node = told.house.node
    told.house.clock.turn_to(START + WITHIN)
    first, second = (frontier.start(told.user, node, told.id, margins=ONE) for _ in range(2))
    job.foreground(told.user, node, first)
    with pytest.raises(Refused, match="kept here within a day"):
        job.foreground(told.user, node, second)
    assert job.show(told.user, node, second).state is JobState.FAILED
    assert len(node.records.find(Frontier, collaboration=told.id)) == 4


def _second(told: Partnership) -> CollaborationId:
    """Another collaboration of the same parties."""
    node, users, holders = told.house.node, frozenset({Role.USER}), frozenset({Role.HOLDER})
    made = collaboration.new(told.user, node, title="Fire", issue="Smoke", roles=users).id
    assert told.holder.party
    collaboration.join(told.user, node, made, party=told.holder.party, roles=holders)
    offers.table(told.user, node, made, document=OFFERS)
    return made
