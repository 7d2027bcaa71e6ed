"""The map: one edge between two parties that says all that holds, and never a circle."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.adapters.pictures.layers import depths
from commonweal.diagnose.map import Settled, Sharing, party_map
from commonweal.diagnose.statement import Part
from commonweal.model.figure import table
from commonweal.model.ids import PartyId
from commonweal.model.party import Role
from tests.diagnose.around import (
    FARM,
    HUB,
    KNOWN,
    LOCAL_FOOD,
    MEMBERS,
    ROWS,
    SCHOOL,
    Row,
    relation,
    stated,
)

SHARINGS = st.builds(
    Sharing,
    holder=st.sampled_from(MEMBERS),
    user=st.sampled_from(MEMBERS),
    what=st.just("data"),
    settled=st.sampled_from(Settled),
)


def shares(settled: Settled, holder: PartyId = FARM, user: PartyId = SCHOOL) -> Sharing:
    return Sharing(holder=holder, user=user, what="data", settled=settled)


@pytest.mark.requirement(74)
def test_every_party_is_a_node_with_its_sector_and_the_set_of_its_roles() -> None:
    found = party_map(LOCAL_FOOD, KNOWN, None)
    assert {each.text: (each.kind, each.note) for each in found.nodes} == {
        "Farm": ("business", "holder"),
        "Hub": ("business", "intermediary, data steward"),
        "School": ("government", "user"),
        "State": ("government", "beneficiary, regulator"),
    }
    assert found.edges == ()


def test_what_runs_against_the_picture_is_said_the_other_way_round() -> None:
    found = party_map(
        LOCAL_FOOD, KNOWN, stated({"relations": [relation("State", "regulates", "Farm")]}),
        [shares(Settled.IN_FORCE)],
    )  # fmt: skip
    assert table(found).rows == (
        ("Farm", "School", "shares"), ("Farm", "State", "is regulated by"),
    )  # fmt: skip
    back = party_map(LOCAL_FOOD, KNOWN, None, [shares(Settled.DRAFTED, SCHOOL, FARM)])
    assert table(back).rows == (("Farm", "School", "to receive"),)


def test_of_several_ways_to_share_the_surest_is_said() -> None:
    found = party_map(LOCAL_FOOD, KNOWN, None, [shares(each) for each in reversed(Settled)])
    assert [edge.text for edge in found.edges] == ["shares"]


def test_who_holds_and_receives_stands_right_of_who_only_holds() -> None:
    hub, farm, *others = (LOCAL_FOOD.members[number] for number in (1, 0, 2, 3))
    both = replace(hub, roles=frozenset({Role.HOLDER, Role.USER}))
    told = replace(LOCAL_FOOD, members=(both, farm, *others))
    found = party_map(told, KNOWN, None, [shares(Settled.IN_FORCE, FARM, HUB)])
    assert table(found).rows == (("Farm", "Hub", "shares"),)


def test_all_that_holds_between_two_stands_on_one_edge() -> None:
    rows = [
        relation("School", "acts in unison with", "Hub"),
        relation("Hub", "regulates", "School"),
    ]
    found = party_map(
        LOCAL_FOOD, KNOWN, stated({"relations": rows}), [shares(Settled.TABLED, HUB, SCHOOL)]
    )
    assert [edge.text for edge in found.edges] == ["could share; acts in unison with; regulates"]


@given(
    st.lists(ROWS[Part.RELATIONS], max_size=8, unique_by=lambda row: (
        row["kind"], *(sorted((row["of"], row["to"])) if "unison" in row["kind"]
                       else (row["of"], row["to"])))),
    st.lists(SHARINGS, max_size=8),
)  # fmt: skip
def test_the_map_never_runs_in_a_circle(rows: list[Row], sharing: list[Sharing]) -> None:
    found = party_map(LOCAL_FOOD, KNOWN, stated({"relations": rows}), sharing)
    assert set(depths(found.nodes, found.edges)) == set(MEMBERS)
    pairs = [frozenset((each.source, each.target)) for each in found.edges]
    assert len(set(pairs)) == len(pairs)
