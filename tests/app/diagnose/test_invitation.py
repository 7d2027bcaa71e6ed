"""Answering by a link: once, by one person, until it ends; taken back, it leaves nothing."""

from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.app import account
from commonweal.app.diagnose import answering, diagnosis, invitation, respondents
from commonweal.app.due import forget_answers
from commonweal.app.sweep import sweep
from commonweal.diagnose.answers import Answers, Held, Why
from commonweal.diagnose.rating import RATED
from commonweal.model.assessment import Assessment, Dimension, PlatformType
from commonweal.model.errors import Conflict, Invalid, NotYet, Refused
from commonweal.model.evidence import Kind
from commonweal.model.party import NOBODY, OPERATOR
from commonweal.model.person import digest
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState
from tests.app.asking import NAME, WORD, answered, invited, left, logged, pages
from tests.scale import size
from tests.web.partnership import Partnership, settled

points = st.none() | st.integers(0, len(RATED) - 1)
triples = st.tuples(points, points, points)


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


@pytest.mark.requirement(6, 10, 11, 12, 81, 83)
def test_what_is_handed_in_is_what_was_answered(told: Partnership) -> None:
    answered(told, invited(told))
    (given,) = diagnosis.evidence(told.user, told.house.node, told.id)
    assert given.respondent.name == NAME
    assert given.respondent.party == told.holder.party
    assert given.respondent.closeness == "inside"
    assert given.motives == ("revenue", "society")
    assert not given.entered_by
    assert len(given.ratings) == 24
    assert {each.evidence[0].kind for each in given.ratings if each.evidence} == {"statement"}


@given(st.dictionaries(st.sampled_from(list(Dimension)), triples, min_size=1))
@settings(max_examples=size(quick=8, ci=40, full=200), deadline=None)
def test_handing_in_equals_rating_with_the_same_rows(
    still: Partnership, told: dict[Dimension, tuple[int | None, ...]]
) -> None:
    node = still.house.node
    token = invited(still, name=node.ids.new("person"))
    for dimension, values in told.items():
        invitation.keep(NOBODY, node, token, page=Held(dimension=dimension, ratings=values))
    rows = [
        {"dimension": dimension, "platform": platform, "value": value}
        for dimension, values in told.items()
        for platform, value in zip(PlatformType, values, strict=True)
    ]
    if all(row["value"] is None for row in rows):
        with pytest.raises(Invalid, match="No cell is rated"):
            invitation.hand_in(NOBODY, node, token)
        return
    rated = diagnosis.rate(
        still.user, node, still.id, respondent="r", closeness="inside", rows=rows
    )
    assert set(invitation.hand_in(NOBODY, node, token).ratings) == set(rated.ratings)


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("still") / "home", tabled=False)


@pytest.mark.requirement(12)
def test_what_is_kept_is_seen_by_nobody_and_enters_no_log(told: Partnership) -> None:
    node, token = told.house.node, invited(told)
    before = logged(told)
    for page in pages():
        invitation.keep(NOBODY, node, token, page=page)
    assert logged(told) == before
    assert WORD not in str(respondents.roster(told.user, node, told.id))
    assert diagnosis.evidence(told.user, node, told.id) == ()
    with pytest.raises(NotYet, match="Nobody has rated"):
        diagnosis.show(told.user, node, told.id)
    assert invitation.result(NOBODY, node, token) is None
    assert WORD in str(invitation.asked(NOBODY, node, token).answers)


@pytest.mark.requirement(12)
def test_a_bearer_sees_no_answer_of_another_before_their_own(told: Partnership) -> None:
    node = told.house.node
    answered(told, invited(told))
    other = invited(told, "Someone else")
    assert WORD not in str(invitation.asked(NOBODY, node, other))
    assert invitation.result(NOBODY, node, other) is None
    page = Held(dimension=Dimension.TIMEFRAME, ratings=(1, 1, 1))
    invitation.keep(NOBODY, node, other, page=page)
    invitation.hand_in(NOBODY, node, other)
    found = invitation.result(NOBODY, node, other)
    assert found
    assert found.respondents == 2


def test_an_invitation_is_used_once(told: Partnership) -> None:
    node, token = told.house.node, invited(told)
    answered(told, token)
    for tried in (
        lambda: invitation.hand_in(NOBODY, node, token),
        lambda: invitation.keep(NOBODY, node, token, page=Why()),
    ):
        with pytest.raises(Refused, match="answered once"):
            tried()
    assert len(diagnosis.evidence(told.user, node, told.id)) == 1


def test_of_two_who_hand_in_at_the_same_moment_one_is_told_so(told: Partnership) -> None:
    node, token = told.house.node, invited(told)
    for page in pages():
        invitation.keep(NOBODY, node, token, page=page)
    (seen,) = node.records.find(Questionnaire)
    kept = node.answers.kept(seen.record.id)
    answering.hand_in(node, seen, told.user.person)
    node.answers.keep(seen.record.id, kept)
    with pytest.raises(Conflict):
        answering.hand_in(node, seen, told.user.person)
    assert len(node.records.find(Assessment)) == 1


def test_an_invitation_ends_and_its_answers_are_erased(told: Partnership) -> None:
    node, token = told.house.node, invited(told, days=3)
    invitation.keep(NOBODY, node, token, page=pages()[1])
    assert left(node, WORD)
    told.house.clock.turn_to(told.house.clock.now() + timedelta(days=3))
    with pytest.raises(Refused, match="ended on 2026-03-04"):
        invitation.keep(NOBODY, node, token, page=Why())
    with pytest.raises(Refused, match="ended on"):
        invitation.hand_in(NOBODY, node, token)
    assert "Ask Mappers for a new one" in invitation.asked(NOBODY, node, token).closed
    sweep(node)
    assert left(node, WORD) == []


def test_revoked_forged_and_unknown_links_are_told_the_same(told: Partnership) -> None:
    node, token = told.house.node, invited(told)
    invitation.keep(NOBODY, node, token, page=pages()[1])
    (seen,) = node.records.find(Questionnaire)
    respondents.revoke(told.user, node, seen.record.id)
    said = set()
    for tried in (token, "x", "", "\ud800", digest(token), seen.record.id):
        with pytest.raises(Refused, match="leads to no questionnaire") as answer:
            invitation.asked(NOBODY, node, tried)
        said.add(answer.value.detail)
    assert len(said) == 1
    assert left(node, WORD) == []


def test_a_link_is_kept_as_a_hash(told: Partnership) -> None:
    token = invited(told)
    assert left(told.house.node, token) == []


@pytest.mark.requirement(12)
def test_answers_taken_back_are_erased_and_the_log_keeps_only_that_it_happened(
    told: Partnership,
) -> None:
    node, token = told.house.node, invited(told)
    answered(told, token)
    assert left(node, WORD, NAME)
    invitation.withdraw(NOBODY, node, token)
    assert left(node, WORD, NAME, token) == []
    assert account.verify(OPERATOR, node)
    assert diagnosis.evidence(told.user, node, told.id) == ()
    said = logged(told)
    assert Kind.ASSESSMENT_WITHDRAWN.value in said
    assert NAME not in said
    (assessment,) = node.records.find(Assessment)
    assert (assessment.record.ratings, assessment.record.motives) == ((), ())
    (standing,) = respondents.roster(told.user, node, told.id)
    assert (standing.respondent, standing.state) == ("", QuestionnaireState.WITHDRAWN)
    with pytest.raises(Refused, match="leads to no questionnaire"):
        invitation.withdraw(NOBODY, node, token)


def test_taking_back_erases_what_was_entered_under_the_same_name_too(told: Partnership) -> None:
    node, token = told.house.node, invited(told)
    row = {"dimension": "timeframe", "platform": "social_issue", "value": 2}
    diagnosis.rate(told.holder, node, told.id, respondent=NAME, closeness="inside", rows=[row])
    answered(told, token)
    invitation.withdraw(NOBODY, node, token)
    assert diagnosis.evidence(told.user, node, told.id) == ()
    assert left(node, NAME) == []


def test_nothing_is_taken_back_that_was_not_handed_in(told: Partnership) -> None:
    token = invited(told)
    with pytest.raises(Refused, match="no answers of yours"):
        invitation.withdraw(NOBODY, told.house.node, token)


def test_answers_to_an_earlier_framework_are_laid_aside(told: Partnership) -> None:
    node, token = told.house.node, invited(told)
    (seen,) = node.records.find(Questionnaire)
    old = Answers(framework="0.1", motives=("revenue",))
    node.answers.keep(seen.record.id, old.text())
    found = invitation.asked(NOBODY, node, token)
    assert found.outdated
    assert found.answers.done == frozenset()
    with pytest.raises(Invalid, match="have changed since"):
        invitation.hand_in(NOBODY, node, token)
    invitation.keep(NOBODY, node, token, page=pages()[1])
    assert not invitation.asked(NOBODY, node, token).outdated


@pytest.mark.requirement(12)
def test_every_member_is_told_that_someone_answered(told: Partnership) -> None:
    answered(told, invited(told))
    heard = [dict(entry.facts).get("kind") for entry in account.log(told.holder, told.house.node)]
    assert Kind.ASSESSMENT_GIVEN.value in heard


@pytest.mark.parametrize("by", ["revoke", "hand in"])
def test_a_page_that_is_kept_while_the_questionnaire_is_closed_is_erased(
    told: Partnership, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    node, token, after = told.house.node, invited(told), answering.after
    (seen,) = node.records.find(Questionnaire)
    invitation.keep(NOBODY, node, token, page=pages()[1])

    def meanwhile(*given: Any) -> Answers:
        kept = after(*given)
        if by == "revoke":
            respondents.revoke(told.user, node, seen.record.id)
        else:
            invitation.hand_in(NOBODY, node, token)
        return kept

    monkeypatch.setattr(answering, "after", meanwhile)
    with suppress(Refused):
        invitation.keep(NOBODY, node, token, page=pages()[2])
    assert node.answers.kept(seen.record.id) == ""


@pytest.mark.requirement(12)
def test_what_a_crash_left_of_answers_is_erased_when_they_are_taken_back(
    told: Partnership,
) -> None:
    node, token = told.house.node, invited(told)
    answered(told, token)
    (seen,) = node.records.find(Questionnaire)
    node.answers.keep(seen.record.id, WORD)
    invitation.withdraw(NOBODY, node, token)
    assert left(node, WORD) == []


@pytest.mark.requirement(12)
def test_what_is_taken_back_while_someone_reads_is_gone_with_the_next_round(
    told: Partnership,
) -> None:
    node, token = told.house.node, invited(told)
    answered(told, token)
    with closing(connect(node.home / "commonweal.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM assessment").fetchall()
        invitation.withdraw(NOBODY, node, token)
        assert left(node, WORD)
    forget_answers(node)
    assert left(node, WORD, NAME) == []


def test_answers_that_were_taken_back_can_be_entered_again_by_a_party_that_says_so(
    told: Partnership,
) -> None:
    node, token = told.house.node, invited(told)
    answered(told, token)
    invitation.withdraw(NOBODY, node, token)
    row = {"dimension": "timeframe", "platform": "social_issue", "value": 2}
    diagnosis.rate(told.holder, node, told.id, respondent=NAME, closeness="inside", rows=[row])
    entered = respondents.roster(told.user, node, told.id)[-1]
    assert (entered.respondent, entered.entered) == (NAME, True)
    assert entered.asked_by == told.holder.party
