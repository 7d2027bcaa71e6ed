"""Surroundings, as members state them."""

from dataclasses import replace
from typing import TypeVar

import pytest

from commonweal.app import account, agree, collaboration, data
from commonweal.app.diagnose import surroundings
from commonweal.app.diagnose.situation import stated
from commonweal.diagnose.map import Settled
from commonweal.diagnose.statement import Part
from commonweal.model.change import Record, Stored
from commonweal.model.errors import Conflict, Invalid, NotFound, NotYet
from commonweal.model.evidence import Kind
from commonweal.model.ports import Records
from commonweal.model.surroundings import LegalBasis, Surroundings
from tests.app.journey import Journey, travelled
from tests.web.partnership import Partnership, settled

R = TypeVar("R", bound=Record)

REGULATES = {"of": "City", "kind": "regulates", "to": "Telecom", "source": "law"}
RISK = {"challenge": "policy", "weight": "decisive", "text": "No law"}


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    return settled(tmp_path_factory.mktemp("around") / "home")


@pytest.fixture(scope="module")
def journeyed(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    return travelled(tmp_path_factory.mktemp("journeyed") / "home")


def change(told: Partnership, part: Part, *rows: object, seen: int | None = None) -> int:
    """State rows; the version that stands then."""
    surroundings.change(told.user, told.house.node, told.id, part=part, rows=rows, seen=seen)
    found = surroundings.show(told.user, told.house.node, told.id)
    assert found
    return found.version


def test_nothing_is_stated_until_somebody_does(told: Partnership) -> None:
    assert surroundings.show(told.user, told.house.node, told.id) is None
    assert surroundings.document(told.user, told.house.node, told.id) == {
        part.value: [] for part in Part
    }


@pytest.mark.requirement(75, 78)
def test_every_member_states_on_one_record_that_diagnosis_reads(told: Partnership) -> None:
    node = told.house.node
    assert change(told, Part.RELATIONS, REGULATES, seen=0) == 1
    surroundings.change(told.holder, node, told.id, part=Part.RISKS, rows=[RISK], seen=1)
    stored = stated(node, told.id)
    assert stored
    found = stored.record
    assert (len(found.relations), len(found.risks)) == (1, 1)
    assert found.at == node.clock.now()
    assert surroundings.show(told.holder, node, told.id) == surroundings.show(
        told.user, node, told.id
    )


def test_who_is_slower_is_told_and_nothing_is_lost(told: Partnership) -> None:
    node = told.house.node
    change(told, Part.RELATIONS, REGULATES, seen=0)
    for seen in (0, 2):
        with pytest.raises(Conflict):
            change(told, Part.RISKS, RISK, seen=seen)
        with pytest.raises(Conflict):
            surroundings.state(told.holder, node, told.id, document={}, seen=seen)
    assert change(told, Part.RISKS, RISK, seen=1) == 2


class Before:
    """The records as someone read them before anything was stated; what they write is written."""

    def __init__(self, records: Records) -> None:
        self.get, self.commit, self._find = records.get, records.commit, records.find
        self.census, self.counter = records.census, records.counter

    def find(self, kind: type[R], **equal: str) -> tuple[Stored[R], ...]:
        return () if kind is Surroundings else self._find(kind, **equal)


def test_of_two_who_state_first_at_the_same_moment_one_is_told(told: Partnership) -> None:
    change(told, Part.RELATIONS, REGULATES, seen=0)
    late = replace(told.house.node, records=Before(told.house.node.records))
    with pytest.raises(Conflict):
        surroundings.state(told.holder, late, told.id, document={}, seen=0)
    assert len(told.house.node.records.find(Surroundings)) == 1


def test_the_document_states_the_same_again_and_an_empty_one_takes_all_back(
    told: Partnership,
) -> None:
    node = told.house.node
    change(told, Part.RELATIONS, REGULATES)
    change(told, Part.RISKS, RISK)
    document = surroundings.document(told.user, node, told.id)
    assert document["relations"] == [REGULATES]
    before = surroundings.show(told.user, node, told.id)
    assert surroundings.state(told.user, node, told.id, document={}, seen=2).relations == ()
    assert before
    assert surroundings.state(told.user, node, told.id, document=document) == before.record


def test_a_row_that_is_wrong_leaves_everything_as_it_was(told: Partnership) -> None:
    change(told, Part.RISKS, RISK)
    before = told.house.node.records.counter()
    with pytest.raises(Invalid):
        change(told, Part.RISKS, {**RISK, "weight": "some"}, {"challenge": "moral"})
    with pytest.raises(Invalid, match="not a member here"):
        change(told, Part.RELATIONS, {**REGULATES, "to": "Stranger"})
    assert told.house.node.records.counter() == before


def test_a_stranger_is_told_what_is_told_of_something_absent(told: Partnership) -> None:
    change(told, Part.RISKS, RISK)
    for call in (surroundings.show, surroundings.document, surroundings.figures):
        with pytest.raises(NotFound, match="that you can see"):
            call(told.stranger, told.house.node, told.id)
    with pytest.raises(NotFound, match="that you can see"):
        surroundings.change(told.stranger, told.house.node, told.id, part=Part.RISKS, rows=[RISK])


def test_nothing_is_stated_once_the_project_has_ended(told: Partnership) -> None:
    collaboration.end(told.user, told.house.node, told.id)
    with pytest.raises(NotYet):
        change(told, Part.RISKS, RISK)


def test_the_log_keeps_counts_alone(told: Partnership) -> None:
    change(told, Part.RISKS, {**RISK, "text": "Minister S. objects"})
    entries = list(account.log(told.user, told.house.node))
    entry = next(each for each in entries if each.kind is Kind.SURROUNDINGS_STATED)
    assert dict(entry.facts) == {
        "relations": 0, "elements": 0, "readiness": 0, "risks": 1, "factors": 0
    }  # fmt: skip
    assert "Minister" not in str(entries)


@pytest.mark.requirement(75)
def test_names_or_ids_call_a_member(told: Partnership) -> None:
    row = {"name": "calls", "basis": "voluntary", "source": "ours"}
    for holder in ("Telecom", told.holder.party):
        change(told, Part.ELEMENTS, {**row, "holder": holder})
    found = stated(told.house.node, told.id)
    assert found
    assert [(each.holder, each.basis) for each in found.record.elements] == [
        (told.holder.party, LegalBasis.VOLUNTARY)
    ]


def test_who_shares_is_read_from_the_offers_and_the_agreements(
    told: Partnership, journeyed: Journey
) -> None:
    (offered,) = surroundings.sharing(told.user, told.house.node, told.id)
    assert (offered.holder, offered.user) == (told.holder.party, told.user.party)
    assert offered.settled is Settled.TABLED
    here = journeyed
    asked = here.user, here.house.node, here.collaboration
    found = surroundings.sharing(*asked)
    assert Settled.IN_FORCE in {each.settled for each in found}
    titles = {each.title for each in data.catalogue(*asked)}
    assert {each.what for each in found if each.settled is Settled.IN_FORCE} == titles
    assert agree.roster(*asked)
    (figure,) = surroundings.figures(*asked)
    assert figure.name == "parties"
