"""Answering for oneself, logged in: first one's own answers, then those of the others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commonweal.app import account, collaboration
from commonweal.app.diagnose import diagnosis, invitation, questionnaire, respondents
from commonweal.diagnose.answers import Held
from commonweal.diagnose.reading import reading
from commonweal.model.assessment import Dimension
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotFound, NotYet, Refused
from commonweal.model.evidence import Kind
from commonweal.model.ids import CollaborationId
from commonweal.model.party import NOBODY, Actor, Role
from commonweal.model.person import Right
from commonweal.model.questionnaire import Questionnaire, QuestionnaireState
from tests.app.asking import WORD, left, pages
from tests.app.peopled import Peopled, peopled

NAME = "Quenhilda Oxbow"


@pytest.fixture
def here(tmp_path: Path) -> Peopled:
    return peopled(tmp_path / "home")


def logged_in(here: Peopled, name: str, *rights: Right) -> Actor:
    found = here.actor(here.someone(name, *rights))
    assert found
    return found


@pytest.fixture
def asha(here: Peopled) -> Actor:
    return logged_in(here, NAME, Right.ACT)


@pytest.fixture
def id(here: Peopled, asha: Actor) -> CollaborationId:
    return collaboration.new(
        asha, here.house.node, title="Flood", issue="Who", roles=frozenset({Role.HOLDER})
    ).id


def answered(here: Peopled, actor: Actor, id: CollaborationId) -> None:
    for page in pages():
        questionnaire.keep(actor, here.house.node, id, page=page)
    questionnaire.hand_in(actor, here.house.node, id)


@pytest.mark.requirement(12)
def test_one_answers_once_under_ones_own_name_and_looking_makes_nothing(
    here: Peopled, asha: Actor, id: CollaborationId
) -> None:
    node, before = here.house.node, here.house.node.records.counter()
    assert questionnaire.begin(asha, node, id).closed == ""
    with pytest.raises(NotFound):
        questionnaire.hand_in(asha, node, id)
    assert node.records.counter() == before
    questionnaire.keep(asha, node, id, page=pages()[0], name="Somebody else")
    assert len(node.records.find(Questionnaire)) == 1
    answered(here, asha, id)
    (given,) = diagnosis.evidence(asha, node, id)
    assert given.respondent.name == NAME
    with pytest.raises(Refused, match="answered once"):
        questionnaire.keep(asha, node, id, page=pages()[0])
    with pytest.raises(Refused, match="answered once"):
        questionnaire.hand_in(asha, node, id)


def test_a_page_that_will_not_do_makes_nothing(
    here: Peopled, asha: Actor, id: CollaborationId
) -> None:
    before = here.house.node.records.counter()
    page = Held(dimension=Dimension.TIMEFRAME, ratings=(9, 0, 0))
    with pytest.raises(Invalid, match="has the value 9"):
        questionnaire.keep(asha, here.house.node, id, page=page)
    assert here.house.node.records.counter() == before


@pytest.mark.requirement(12)
def test_nobody_sees_what_others_answered_before_answering(
    here: Peopled, asha: Actor, id: CollaborationId
) -> None:
    node, bob = here.house.node, logged_in(here, "Bob", Right.ACT)
    answered(here, asha, id)
    for tried in (diagnosis.show, diagnosis.evidence, diagnosis.figures):
        with pytest.raises(NotYet, match="Others have answered"):
            tried(bob, node, id)
    assert WORD not in str(questionnaire.begin(bob, node, id))
    answered(here, bob, id)
    assert len(diagnosis.evidence(bob, node, id)) == 2


@pytest.mark.requirement(12)
def test_who_reads_first_answers_no_more(here: Peopled, asha: Actor, id: CollaborationId) -> None:
    node, bob = here.house.node, logged_in(here, "Bob", Right.ACT)
    answered(here, asha, id)
    questionnaire.keep(bob, node, id, page=pages()[0])
    questionnaire.read_on(bob, node, id)
    questionnaire.read_on(bob, node, id)
    assert len(diagnosis.evidence(bob, node, id)) == 1
    for tried in (
        lambda: questionnaire.keep(bob, node, id, page=pages()[0]),
        lambda: questionnaire.hand_in(bob, node, id),
    ):
        with pytest.raises(Refused, match="answer no more"):
            tried()
    closed = questionnaire.begin(bob, node, id).closed
    assert "Someone else of your party can be invited" in closed
    kinds = [entry.kind for entry in account.log(bob, node)]
    assert kinds.count(Kind.RESULTS_READ) == 1
    mine = [each.record for each in node.records.find(Questionnaire)][-1]
    assert mine.state is QuestionnaireState.READING
    assert node.answers.kept(mine.id) == ""


def test_nobody_gives_up_answering_to_read_nothing(
    here: Peopled, asha: Actor, id: CollaborationId
) -> None:
    with pytest.raises(NotYet, match="Nobody has answered"):
        questionnaire.read_on(asha, here.house.node, id)
    answered(here, asha, id)


def test_who_may_only_read_can_choose_to_and_cannot_answer(
    here: Peopled, asha: Actor, id: CollaborationId
) -> None:
    node, reader = here.house.node, logged_in(here, "Reader")
    answered(here, asha, id)
    with pytest.raises(NotAllowed, match="right to act"):
        questionnaire.keep(reader, node, id, page=pages()[0])
    questionnaire.read_on(reader, node, id)
    assert len(diagnosis.evidence(reader, node, id)) == 1


@pytest.mark.requirement(12)
def test_who_takes_answers_back_is_erased_and_answers_no_more(
    here: Peopled, asha: Actor, id: CollaborationId
) -> None:
    node = here.house.node
    answered(here, asha, id)
    with pytest.raises(NotFound):
        questionnaire.withdraw(logged_in(here, "Bob", Right.ACT), node, id)
    diagnosis.show(asha, node, id)
    questionnaire.withdraw(asha, node, id)
    assert left(node, WORD) == []
    assert reading.cache_info().currsize == 0
    (mine,) = node.records.find(Questionnaire)
    assert (mine.record.respondent, mine.record.state) == ("", QuestionnaireState.WITHDRAWN)
    with pytest.raises(Refused, match="took your answers back"):
        questionnaire.keep(asha, node, id, page=pages()[0])
    with pytest.raises(Refused, match="no answers of yours"):
        questionnaire.withdraw(asha, node, id)


def test_whoever_holds_a_key_reads_anyway_and_may_begin_again(here: Peopled) -> None:
    node, key = here.house.node, here.house.party("Keyed")
    id = collaboration.new(key, node, title="Flood", issue="Who", roles=frozenset({Role.HOLDER})).id
    before = node.records.counter()
    questionnaire.read_on(key, node, id)
    assert node.records.counter() == before
    with pytest.raises(Invalid, match="1 to 80 printable"):
        questionnaire.keep(key, node, id, page=pages()[0])
    questionnaire.keep(key, node, id, page=pages()[1], name="A. Clerk")
    questionnaire.hand_in(key, node, id)
    questionnaire.withdraw(key, node, id)
    questionnaire.keep(key, node, id, page=pages()[1], name="B. Clerk")
    questionnaire.hand_in(key, node, id)
    (given,) = diagnosis.evidence(key, node, id)
    assert given.respondent.name == "B. Clerk"


@pytest.mark.requirement(12)
@pytest.mark.parametrize("first", ["keep", "read_on"])
def test_of_beginning_to_answer_and_choosing_to_read_in_one_moment_one_is_refused(
    here: Peopled, asha: Actor, id: CollaborationId, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, bob = here.house.node, logged_in(here, "Bob", Right.ACT)
    answered(here, asha, id)
    acts: dict[str, Callable[[], object]] = {
        "keep": lambda: questionnaire.keep(bob, node, id, page=pages()[0]),
        "read_on": lambda: questionnaire.read_on(bob, node, id),
    }
    nothing_yet = questionnaire._own(bob, node, id)
    acts.pop(first)()
    monkeypatch.setattr(questionnaire, "_own", lambda *_: nothing_yet)
    with pytest.raises(Conflict):
        acts.popitem()[1]()
    mine = [each.record for each in node.records.find(Questionnaire)]
    assert [each.person for each in mine] == [asha.person, bob.person]


def test_whoever_answers_under_a_name_that_has_answered_is_told_so(
    here: Peopled, asha: Actor, id: CollaborationId
) -> None:
    node = here.house.node
    _, token = respondents.invite(asha, node, id, party=here.telecom, respondent=NAME)
    answered(here, asha, id)
    invitation.keep(NOBODY, node, token, page=pages()[1])
    with pytest.raises(Conflict, match="on their own"):
        invitation.hand_in(NOBODY, node, token)
    assert len(diagnosis.evidence(asha, node, id)) == 1
