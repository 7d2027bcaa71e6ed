"""What somebody answered on their own is replaced by nobody else of that name."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.app.diagnose import diagnosis, respondents
from commonweal.app.diagnose.diagnosis import counted
from commonweal.app.diagnose.given import entered_by
from commonweal.model.assessment import Assessment
from commonweal.model.errors import Conflict, NotFound
from commonweal.model.ids import CollaborationId
from commonweal.model.questionnaire import Questionnaire
from tests.app.asking import NAME, answered, invited
from tests.app.rated import rate
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.mark.parametrize("name", [NAME, NAME.upper()])
def test_a_party_enters_nothing_in_the_place_of_what_someone_answered(
    told: Partnership, name: str
) -> None:
    answered(told, invited(told))
    before = counted(told.house.node, told.id)
    with pytest.raises(Conflict, match="answered for this party already, on their own"):
        rate(told, told.holder, name, [(0, 3, 0)])
    assert counted(told.house.node, told.id) == before
    assert entered_by(told.house.node, before[0]) is None


def test_what_a_party_entered_it_may_correct_and_the_respondent_may_replace(
    told: Partnership,
) -> None:
    for value in (3, 2):
        rate(told, told.holder, NAME, [(0, value, 0)])
    (entered,) = counted(told.house.node, told.id)
    assert entered_by(told.house.node, entered) == told.holder.party
    told.house.clock.turn_to(told.house.clock.now() + timedelta(seconds=1))
    answered(told, invited_beside(told))
    (own,) = counted(told.house.node, told.id)
    assert len(own.ratings) == 24


def invited_beside(told: Partnership) -> str:
    """A link for the same name, which the roster would refuse: made before it was entered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(respondents, "_free", lambda *_: NAME)
        return invited(told)


def test_answers_from_before_it_was_noted_who_entered_them_are_their_partys(
    told: Partnership,
) -> None:
    rate(told, told.holder, NAME, [(0, 3, 0)])
    (stored,) = told.house.node.records.find(Assessment)
    early = replace(stored.record, entered_by=None)
    assert entered_by(told.house.node, early) == told.holder.party


def test_nothing_is_undone_under_the_address_of_another_collaboration(told: Partnership) -> None:
    node, other = told.house.node, CollaborationId("col_another")
    rate(told, told.holder, NAME, [(0, 3, 0)])
    (entered,) = counted(node, told.id)
    with pytest.raises(NotFound):
        respondents.withdraw(told.holder, node, entered.id, of=other)
    invited(told, "Waits")
    (waits,) = node.records.find(Questionnaire)
    with pytest.raises(NotFound):
        respondents.revoke(told.user, node, waits.record.id, of=other)
    assert diagnosis.respondents(told.user, node, told.id) == 1
