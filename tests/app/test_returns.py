"""What can be promised, and what can be done to a return."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commonweal.app import agree, returns, use
from commonweal.app.align import alignment
from commonweal.model.errors import Conflict, NotYet
from commonweal.model.ids import ReleaseId
from commonweal.model.may import READ
from commonweal.model.party import Actor
from commonweal.model.track import TrackState
from tests.app.journey import Journey, set_track, travelled
from tests.web.partnership import settled


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("owed") / "home")


@pytest.fixture
def acts(told: Journey) -> Callable[[Actor], set[str]]:
    def found(actor: Actor) -> set[str]:
        return set(returns.acts(actor, told.house.node, told.collaboration)[told.owed])

    return found


def test_giver_and_recipient_are_told_what_they_can_do_as_the_return_goes_its_way(
    told: Journey, acts: Callable[[Actor], set[str]]
) -> None:
    node = told.house.node
    assert (acts(told.user), acts(told.holder)) == (set(), {"waive"})
    with pytest.raises(NotYet):
        returns.record(told.user, node, told.owed, amount=told.amount, evidence="x")
    set_track(told.house, told.user, told.collaboration, TrackState.DONE)
    assert (acts(told.user), acts(told.holder)) == ({"record"}, {"waive"})
    assert acts(replace(told.user, rights=READ)) == set()
    returns.record(told.user, node, told.owed, amount=told.amount, evidence="x")
    assert (acts(told.user), acts(told.holder)) == (set(), {"confirm", "waive"})
    assert returns.confirm(told.holder, node, told.owed).confirmed_at == node.clock.now()
    assert (acts(told.user), acts(told.holder)) == (set(), set())
    assert returns.acts(told.beneficiary, node, told.collaboration) == {}


def test_a_return_is_promised_under_what_has_not_ended_alone(told: Journey) -> None:
    node = told.house.node

    def offered(actor: Actor) -> set[str]:
        return {each.id for each in returns.promisable(actor, node, told.collaboration)}

    assert told.agreement in offered(told.user) == offered(told.holder)
    assert offered(told.beneficiary) == set()
    agree.withdraw(told.holder, node, told.agreement)
    assert told.agreement not in offered(told.user)
    assert told.holder.party
    with pytest.raises(Conflict, match="nothing more is promised"):
        returns.promise(
            told.user, node, told.agreement, recipient=told.holder.party, text="x",
            amount=told.amount, due=told.amount.on,
        )  # fmt: skip


def test_its_giver_alone_is_told_what_releases_show_towards_a_return(told: Journey) -> None:
    node = told.house.node
    made = use.show(told.user, node, ReleaseId(told.release))
    areas, days = made.returned
    assert (areas.unit, days.unit) == ("areas", "days")
    assert told.holder.party
    owed = returns.promise(
        told.user, node, made.agreement, recipient=told.holder.party, text="Days with figures",
        amount=replace(told.amount, unit="days"), due=date(2026, 4, 1),
    )  # fmt: skip
    shown = returns.shown(told.user, node, told.collaboration)
    assert shown[owed.id] == ((made.id, days),)
    assert returns.shown(told.holder, node, told.collaboration) == {}
    assert returns.shown(told.beneficiary, node, told.collaboration) == {}


@pytest.mark.requirement(31)
def test_a_statement_says_that_alignment_began_before_its_time(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    who = told.holder, told.house.node, told.id
    alignment.override(*who, name="A. Jansen", reason="The river rises")
    returns.overview(*who, out=tmp_path / "statement.md")
    assert "on the word of A. Jansen (Telecom), 2026" in (tmp_path / "statement.md").read_text()
