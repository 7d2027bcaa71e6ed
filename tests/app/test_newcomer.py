"""A partnership that begins with a file of ratings: its parties, in one commit."""

import json
from pathlib import Path

import pytest

from commonweal.app import party
from commonweal.app.diagnose import filing
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Invalid, NotAllowed
from commonweal.model.evidence import Kind
from commonweal.model.party import OPERATOR, PartyKind, Role
from tests.app.houses import house
from tests.app.sheets import HEAD, ROW, sheet
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home", tabled=False)


def test_without_a_collaboration_one_is_made_in_an_empty_home(tmp_path: Path) -> None:
    node = house(tmp_path / "home").node
    head = f"{HEAD},party_kind"
    rows = (f"{ROW},business", "Bob,City,orientation,social_issue,0,,")
    found = filing.take(OPERATOR, node, content=sheet(*rows, head=head), name="Flood maps.csv")
    made = node.records.get(Collaboration, found.collaboration).record
    known = {each.name: each for each in party.roster(OPERATOR, node)}
    assert made.title == "Flood maps"
    assert {name: (each.kind, each.hosted) for name, each in known.items()} == {
        "Data steward": (PartyKind.NGO, True),
        "Telecom": (PartyKind.BUSINESS, False),
        "City": (PartyKind.OTHER, False),
    }
    assert made.founder == known["Data steward"].id
    assert made.roles(known["City"].id) == {Role.RESPONDENT}
    assert [json.loads(each.body)["kind"] for each in node.logs.entries(made.founder)] == [
        Kind.PARTY_ADDED, Kind.PARTY_ADDED, Kind.PARTY_ADDED, Kind.COLLABORATION_OPENED,
        Kind.PARTY_JOINED, Kind.PARTY_JOINED, Kind.ASSESSMENT_GIVEN, Kind.ASSESSMENT_GIVEN,
    ]  # fmt: skip


def test_a_party_that_is_known_here_is_taken_as_it_is(told: Partnership) -> None:
    before = len(party.roster(OPERATOR, told.house.node))
    rows = (ROW, "Bob,mappers,orientation,social_issue,0,")
    found = filing.take(told.user, told.house.node, content=sheet(*rows), name="x.csv")
    made = told.house.node.records.get(Collaboration, found.collaboration).record
    assert made.roles(told.holder.party) == {Role.RESPONDENT}
    assert made.roles(told.user.party) == {Role.STEWARD, Role.RESPONDENT}
    assert len(party.roster(OPERATOR, told.house.node)) == before


def test_nobody_acts_where_there_are_several_parties(told: Partnership) -> None:
    with pytest.raises(NotAllowed):
        filing.take(OPERATOR, told.house.node, content=sheet(ROW), name="x.csv")


def test_too_many_parties_hint_at_a_mixed_up_column(told: Partnership) -> None:
    rows = [f"Ann,P{at},orientation,social_issue,1," for at in range(201)]
    with pytest.raises(Invalid, match=r"x\.csv: 201 parties gave their view"):
        filing.take(told.user, told.house.node, content=sheet(*rows), name="x.csv")


def test_a_name_that_no_party_can_have_names_its_line(told: Partnership) -> None:
    rows = (ROW, ROW.replace("Telecom", "T" * 121))
    with pytest.raises(Invalid, match=r"Line 3 has T+\.\.\. as party\. The name of a party has"):
        filing.take(told.user, told.house.node, content=sheet(*rows), name="x.csv")
