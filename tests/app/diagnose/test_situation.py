"""What the other steps know of a collaboration."""

from dataclasses import replace
from pathlib import Path

import pytest

from commonweal.app import agree, collaboration
from commonweal.app.diagnose.situation import situation
from commonweal.diagnose.situation import Situation
from commonweal.model.agreement import ClauseTerm, Mode
from commonweal.model.party import PartyKind, Role
from tests.app.journey import PURPOSE, Journey, travelled


@pytest.fixture
def told(tmp_path: Path) -> Journey:
    return travelled(tmp_path / "home")


def now(told: Journey) -> Situation:
    found = collaboration.show(told.user, told.house.node, told.collaboration)
    return situation(told.house.node, found)


def bind(told: Journey, revocable_by: str | None) -> None:
    """One more agreement on the holder's data, signed by both."""
    user, holder = told.user.party, told.holder.party
    assert user
    assert holder
    terms = [
        (ClauseTerm.PURPOSE, (PURPOSE,)),
        (ClauseTerm.DATASET, (told.dataset,)),
        (ClauseTerm.RECIPIENT, (user,)),
        (ClauseTerm.MODE, (Mode.VISIT.value,)),
        (ClauseTerm.TERM, ("2026-03-01", "2026-03-30", "Europe/Paris")),
        (ClauseTerm.COUNT, ("1",)),
        *([(ClauseTerm.REVOCABLE, (revocable_by,))] if revocable_by else []),
    ]
    made = agree.draft(told.user, told.house.node, told.collaboration, title="Bound", terms=terms)
    agree.sign(told.holder, told.house.node, made.id)
    agree.sign(told.user, told.house.node, made.id)


def test_every_step_is_told(told: Journey) -> None:
    found = now(told)
    assert list(found.names.values()) == ["Mappers", "Telecom", "City"]
    assert list(found.kinds.values()) == [
        PartyKind.NGO, PartyKind.BUSINESS, PartyKind.GOVERNMENT
    ]  # fmt: skip
    assert found.value_stated == {told.user.party, told.holder.party}
    assert found.public_value_stated
    assert found.win_win
    assert (found.tracks, found.tracks_done) == (1, 0)
    assert (found.drafted, found.datasets, found.releases) == (2, 1, 1)
    assert (found.decisions, found.returned) == (0, 0)


def test_a_holder_that_can_leave_each_agreement_is_not_bound(told: Journey) -> None:
    assert now(told).no_exit == frozenset()


def test_a_holder_without_a_way_out_is_bound(told: Journey) -> None:
    bind(told, None)
    assert now(told).no_exit == {told.holder.party}


def test_a_holder_is_not_bound_by_an_agreement_on_the_data_of_another(told: Journey) -> None:
    bind(told, told.holder.party)
    found = collaboration.show(told.user, told.house.node, told.collaboration)
    everyone = tuple(replace(each, roles=frozenset(Role)) for each in found.members)
    assert situation(told.house.node, replace(found, members=everyone)).no_exit == frozenset()
