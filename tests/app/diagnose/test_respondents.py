"""Who is asked: by any member, for any member; what became of it, never what was answered."""

from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.app import account, collaboration, party
from commonweal.app.diagnose import diagnosis, invitation, respondents
from commonweal.app.diagnose.respondents import EXPIRED
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotFound, NotYet, Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import AssessmentId
from commonweal.model.party import NOBODY, PartyKind, Role
from commonweal.model.questionnaire import Questionnaire
from tests.app.asking import NAME, WORD, answered, invited, left, logged, party_of
from tests.app.test_party import foreign
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


def states(told: Partnership) -> list[tuple[str, str]]:
    found = respondents.roster(told.user, told.house.node, told.id)
    return [(each.respondent, each.state) for each in found]


@pytest.mark.requirement(12)
def test_the_roster_tells_who_has_still_to_answer_and_never_what_was_answered(
    told: Partnership,
) -> None:
    answered(told, invited(told))
    invited(told, "Waits")
    invited(told, "Late", days=1)
    told.house.clock.turn_to(told.house.clock.now() + timedelta(days=2))
    assert states(told) == [(NAME, "answered"), ("Waits", "open"), ("Late", EXPIRED)]
    assert WORD not in str(respondents.roster(told.holder, told.house.node, told.id))


def test_the_log_of_who_asks_says_so_without_a_name(told: Partnership) -> None:
    invited(told)
    entries = account.log(told.user, told.house.node)
    (entry,) = [each for each in entries if each.kind is Kind.RESPONDENT_INVITED]
    assert dict(entry.facts)["party"] == told.holder.party
    assert NAME not in logged(told)


def test_someone_can_answer_for_a_party_that_is_hosted_elsewhere(told: Partnership) -> None:
    node = told.house.node
    far = party.add(told.user, node, name="Far away", kind=PartyKind.NGO, keys=(foreign(),))
    collaboration.join(told.user, node, told.id, party=far.id, roles=frozenset({Role.FUNDER}))
    made, token = respondents.invite(told.user, node, told.id, party=far.id, respondent="Asha Rai")
    assert made.invited_by == told.user.party
    answered(told, token)
    (given,) = diagnosis.evidence(told.user, node, told.id)
    assert given.respondent.party == far.id


def test_only_members_are_answered_for(told: Partnership) -> None:
    with pytest.raises(Invalid, match="no member"):
        respondents.invite(
            told.user, told.house.node, told.id, party=party_of(told.stranger), respondent="x"
        )


@pytest.mark.parametrize("name", ["", " ", "x" * 81, "a\nb", "\ud800"])
def test_a_name_that_cannot_be_shown_is_a_sentence(name: str, told: Partnership) -> None:
    before = told.house.node.records.counter()
    with pytest.raises(Invalid, match="1 to 80 printable"):
        invited(told, name)
    assert told.house.node.records.counter() == before


@pytest.mark.parametrize("days", [0, -1, 366, 10**9])
def test_an_invitation_lasts_a_day_to_a_year(days: int, told: Partnership) -> None:
    with pytest.raises(Invalid, match="cannot last"):
        invited(told, days=days)


def test_nobody_is_asked_twice_for_the_same_party(told: Partnership) -> None:
    invited(told)
    with pytest.raises(Conflict, match="asked for this party already"):
        invited(told, NAME.upper())
    respondents.invite(
        told.user, told.house.node, told.id, party=party_of(told.user), respondent=NAME
    )


def test_who_was_revoked_or_came_too_late_can_be_asked_again(told: Partnership) -> None:
    invited(told, days=1)
    (seen,) = told.house.node.records.find(Questionnaire)
    respondents.revoke(told.user, told.house.node, seen.record.id)
    invited(told, days=1)
    told.house.clock.turn_to(told.house.clock.now() + timedelta(days=2))
    answered(told, invited(told))
    assert [state for _, state in states(told)] == ["revoked", EXPIRED, "answered"]


def test_only_who_asked_revokes_and_only_what_is_open(told: Partnership) -> None:
    node, token = told.house.node, invited(told)
    (seen,) = node.records.find(Questionnaire)
    with pytest.raises(NotAllowed, match="Another party"):
        respondents.revoke(told.holder, node, seen.record.id)
    with pytest.raises(NotFound):
        respondents.revoke(told.stranger, node, seen.record.id)
    answered(told, token)
    with pytest.raises(Refused, match="nothing to revoke"):
        respondents.revoke(told.user, node, seen.record.id)
    assert invitation.asked(NOBODY, node, token).given


def test_after_the_project_has_ended_nobody_is_asked_and_nobody_answers(told: Partnership) -> None:
    token = invited(told)
    collaboration.end(told.user, told.house.node, told.id)
    with pytest.raises(NotYet, match="has ended"):
        invited(told, "Another")
    assert "has ended" in invitation.asked(NOBODY, told.house.node, token).closed


def entered(told: Partnership, value: int = 2) -> AssessmentId:
    """Answers that Telecom enters for someone, with evidence."""
    row = {
        "dimension": "timeframe", "platform": "social_issue", "value": value,
        "kind": "interview", "text": WORD, "period": "2026", "source": NAME,
    }  # fmt: skip
    return diagnosis.rate(
        told.holder, told.house.node, told.id, respondent=NAME, closeness="inside", rows=[row]
    ).id


def test_a_party_takes_back_what_it_entered_and_nothing_of_it_is_left(told: Partnership) -> None:
    node = told.house.node
    entered(told)
    told.house.clock.turn_to(told.house.clock.now() + timedelta(hours=1))
    newest = entered(told, 3)
    assert states(told) == [(NAME, "answered")]
    respondents.withdraw(told.holder, node, newest)
    assert left(node, WORD, NAME) == []
    assert diagnosis.evidence(told.user, node, told.id) == ()
    with pytest.raises(Refused, match="taken back before"):
        respondents.withdraw(told.holder, node, newest)


def test_a_party_takes_back_nothing_that_it_did_not_enter(told: Partnership) -> None:
    node, made = told.house.node, entered(told)
    with pytest.raises(NotAllowed, match="did not enter"):
        respondents.withdraw(told.user, node, made)
    answered(told, invited(told, "By link"))
    theirs = next(
        each.id for each in diagnosis.evidence(told.user, node, told.id) if each.id != made
    )
    with pytest.raises(NotAllowed, match="did not enter"):
        respondents.withdraw(told.holder, node, theirs)
