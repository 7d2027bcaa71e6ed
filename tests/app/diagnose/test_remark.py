"""What is said where respondents disagree."""

from dataclasses import replace

import pytest

from commonweal.app import account, collaboration
from commonweal.app.diagnose import diagnosis, remark
from commonweal.model.assessment import Dimension
from commonweal.model.errors import Invalid, NotFound, NotYet
from commonweal.model.evidence import Kind
from commonweal.model.ids import PersonId
from tests.web.partnership import Partnership, settled

TEXT = "We read the minutes together"


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("remarks") / "home")


def make(told: Partnership, text: str = TEXT, *, settles: bool = True) -> None:
    remark.make(
        told.holder, told.house.node, told.id,
        dimension=Dimension.ORIENTATION, text=text, settles=settles,
    )  # fmt: skip


@pytest.mark.requirement(12)
def test_remarks_are_kept_in_order_with_who_made_them_and_when(told: Partnership) -> None:
    make(told, settles=False)
    make(told, "It is clear now")
    found = remark.roster(told.user, told.house.node, told.id)
    assert [(each.text, each.settles) for each in found] == [
        (TEXT, False), ("It is clear now", True)
    ]  # fmt: skip
    assert {each.party for each in found} == {told.holder.party}
    assert {each.at for each in found} == {told.house.node.clock.now()}


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "a\x00b"])
def test_a_text_that_will_not_do_is_refused(told: Partnership, text: str) -> None:
    with pytest.raises(Invalid):
        make(told, text)
    assert remark.roster(told.user, told.house.node, told.id) == ()


def test_a_stranger_is_told_what_is_told_of_something_absent(told: Partnership) -> None:
    with pytest.raises(NotFound):
        remark.roster(told.stranger, told.house.node, told.id)


def test_who_has_not_answered_neither_reads_nor_makes_remarks_about_answers(
    told: Partnership,
) -> None:
    node = told.house.node
    rows = [{"dimension": "orientation", "platform": "social_issue", "value": 3}]
    diagnosis.rate(told.user, node, told.id, respondent="A", closeness="inside", rows=rows)
    make(told)
    person = replace(told.holder, person=PersonId("per_A"), logs_in=True)
    with pytest.raises(NotYet):
        remark.roster(person, node, told.id)
    with pytest.raises(NotYet):
        remark.make(person, node, told.id, dimension=Dimension.ORIENTATION, text="x", settles=False)


def test_nothing_is_said_once_the_project_has_ended(told: Partnership) -> None:
    collaboration.end(told.user, told.house.node, told.id)
    with pytest.raises(NotYet):
        make(told)


def test_the_log_keeps_that_something_was_said_and_not_what(told: Partnership) -> None:
    make(told)
    entries = list(account.log(told.holder, told.house.node))
    assert [dict(each.facts) for each in entries if each.kind is Kind.REMARK_MADE] == [
        {"settles": 1}
    ]
    assert TEXT not in str(entries)
