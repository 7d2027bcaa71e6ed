"""Surroundings: read from rows, stated anew, taken back, written out."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.statement import KEYS, Part, Statement, subject
from commonweal.diagnose.surroundings import MOST, written
from commonweal.diagnose.surroundings import stated as of_part
from commonweal.model.errors import Invalid, UnknownTerm
from commonweal.model.surroundings import Surroundings
from tests.diagnose.around import (
    FARM,
    HUB,
    LATER,
    NAMES,
    NOTHING,
    PARTIES,
    ROWS,
    SCHOOL,
    STATE,
    Document,
    Row,
    relation,
    restated,
    stated,
)

RISK: Row = {"challenge": "policy", "weight": "decisive", "text": "No law"}
BETWEEN: Row = {"between": ["School", "Farm"], "component": "integrated_data", "presence": "partly"}
WHOLE: Document = {
    "relations": [relation("State", "regulates", "Farm"),
                  relation("School", "acts in unison with", "Hub", "S5.3")],
    "elements": [{"name": "Harvest", "holder": "Farm", "basis": "voluntary", "source": "ours"}],
    "readiness": [BETWEEN],
    "risks": [RISK],
    "factors": [{"factor": "trust", "effect": "helps"}],
}  # fmt: skip

parts = pytest.mark.parametrize("part", Part)


def identified(found: Surroundings, part: Part) -> list[Any]:
    return [subject(each) for each in of_part(found, part)]


@pytest.mark.requirement(57, 75, 77, 78, 82)
def test_a_document_states_all_five_parts() -> None:
    found = stated(WHOLE)
    assert [len(of_part(found, part)) for part in Part] == [2, 1, 1, 1, 1]
    assert (found.relations[0].of, found.relations[0].to) == (STATE, FARM)
    assert found.readiness[0].parties == (FARM, SCHOOL)
    assert found.elements[0].basis.value == "voluntary"


@pytest.mark.requirement(57)
def test_to_act_in_unison_holds_both_ways_and_stands_once() -> None:
    forth = stated({"relations": [relation("Hub", "acts in unison with", "School")]})
    back = stated({"relations": [relation("School", "acts in unison with", "Hub")]})
    assert forth == back
    assert (forth.relations[0].of, forth.relations[0].to) == (HUB, SCHOOL)
    again = restated(forth, Part.RELATIONS, relation("School", "acts in unison with", "Hub", "S5"))
    assert [each.source for each in again.relations] == ["S5"]


def test_to_regulate_holds_one_way() -> None:
    both = [relation("State", "regulates", "Farm"), relation("Farm", "regulates", "State")]
    assert len(stated({"relations": both}).relations) == 2


@given(document=st.fixed_dictionaries({
    part.value: st.lists(ROWS[part], max_size=6) for part in Part
}))  # fmt: skip
def test_what_is_written_out_states_the_same_again(document: dict[str, list[Row]]) -> None:
    once = {part.value: _once(part, document[part.value]) for part in Part}
    found = stated(once)
    assert stated(written(found, NAMES)) == found


@parts
@given(data=st.data())
def test_stating_the_same_anew_replaces_it_and_the_rest_stays(
    part: Part, data: st.DataObject
) -> None:
    rows = _once(part, data.draw(st.lists(ROWS[part], max_size=8)))
    before = stated({part.value: rows})
    row = data.draw(ROWS[part])
    after = restated(before, part, row)
    assert len(set(identified(after, part))) == len(identified(after, part))
    assert set(identified(before, part)) <= set(identified(after, part))
    assert len(identified(after, part)) <= len(rows) + 1
    assert after.at == LATER
    assert restated(after, part, row) == after
    others = [each for each in Part if each is not part]
    assert all(of_part(after, each) == of_part(before, each) for each in others)


@parts
@given(data=st.data())
def test_whatever_was_stated_can_be_taken_back(part: Part, data: st.DataObject) -> None:
    rows = _once(part, data.draw(st.lists(ROWS[part], min_size=1, max_size=6)))
    before = stated({part.value: rows})
    (row,) = data.draw(st.permutations(rows).map(lambda each: each[:1]))
    gone = {key: row[key] for key in KEYS[part][0]}
    after = restated(before, part, gone=(gone,))
    assert len(of_part(after, part)) == len(of_part(before, part)) - 1
    with pytest.raises(Invalid, match="is not stated here"):
        restated(after, part, gone=(gone,))


@given(st.randoms(use_true_random=False), st.lists(ROWS[Part.RISKS], max_size=7))
def test_the_order_of_rows_changes_no_statement(shuffle: random.Random, rows: list[Row]) -> None:
    once = _once(Part.RISKS, rows)
    mixed = list(once)
    shuffle.shuffle(mixed)
    assert set(stated({"risks": once}).risks) == set(stated({"risks": mixed}).risks)


def test_a_name_of_data_is_the_same_however_it_is_written() -> None:
    row = {"name": "Call  records", "holder": "Farm", "basis": "voluntary", "source": "ours"}
    found = restated(stated({"elements": [row]}), Part.ELEMENTS,
                     {**row, "name": "CALL records", "basis": "statutory"})  # fmt: skip
    assert [(each.name, each.basis.value) for each in found.elements] == [
        ("CALL records", "statutory")
    ]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"relations": [relation("Farm", "regulates", "Farm")]}, "a party regulates itself"),
        ({"relations": [relation("Farm", "acts in unison with", FARM)]}, "unison with itself"),
        ({"relations": [relation("Nobody", "regulates", "Farm")]}, "not a member here"),
        ({"relations": [relation("", "regulates", "Farm")]}, "has no of"),
        ({"relations": [relation("Farm", "owns", "Hub")]}, "kind is 'owns'"),
        ({"relations": [relation("Farm", "regulates", "Hub", "")]}, "has no source"),
        ({"relations": [{"of": "Farm"}]}, "has no to"),
        ({"relations": [{**relation("Farm", "regulates", "Hub"), "x": 1}]}, "a key is 'x'"),
        ({"relations": ["Farm regulates Hub"]}, "relations.0. is"),
        ({"relations": "all"}, "relations is all"),
        ({"relations": [relation("Farm", "regulates", "Hub")] * 2}, "states anew"),
        ({"risks": [RISK, {**RISK, "text": "x"}]}, r"risks\[1\] states anew"),
        ({"risks": [{**RISK, "challenge": "moral"}]}, "challenge is 'moral'"),
        ({"risks": [{**RISK, "weight": "heavy"}]}, "weight is 'heavy'"),
        ({"risks": [{**RISK, "text": "\x1b[31m"}]}, "as text"),
        ({"risks": [{**RISK, "text": "x" * 2001}]}, "as text"),
        ({"factors": [{"factor": "trust", "effect": 3}]}, "as effect"),
        ({"readiness": [{**BETWEEN, "between": ["Farm"]}]}, "does not name two parties"),
        ({"readiness": [{**BETWEEN, "between": "Farm"}]}, "does not name two parties"),
        ({"readiness": [{**BETWEEN, "between": ["Farm", "Farm"]}]}, "a party and itself"),
        ({"readiness": [{**BETWEEN, "between": [None, 3]}]}, "has no one"),
        ({"readiness": [BETWEEN, {**BETWEEN, "between": ["Farm", "School"]}]}, "states anew"),
        ({"elements": [{"name": "x" * 201, "holder": "Farm", "basis": "voluntary",
                        "source": "y"}]}, "201 characters"),
        ({"elements": [{"name": "x", "holder": "Farm", "basis": "free", "source": "y"}]},
         "basis is 'free'"),
        ({"opinions": []}, "a part is 'opinions'"),
        ({"risks": [RISK] * (MOST + 1)}, "501 rows"),
    ],
)  # fmt: skip
def test_what_cannot_be_stated_is_refused_with_a_sentence(
    document: dict[str, Any], words: str
) -> None:
    with pytest.raises(Invalid, match=words) as answer:
        stated(document)
    assert answer.value.hint


def test_a_party_that_is_not_known_is_answered_with_those_who_are() -> None:
    with pytest.raises(Invalid) as answer:
        stated({"relations": [relation("Schol", "regulates", "Farm")]})
    assert "Farm, Hub, School, State" in answer.value.hint
    assert FARM not in answer.value.hint


def test_a_word_near_a_term_is_answered_with_the_term() -> None:
    with pytest.raises(UnknownTerm) as answer:
        stated({"risks": [{**RISK, "challenge": "polcy"}]})
    assert answer.value.hint == "Did you mean 'policy'?"


def test_nothing_is_stated_in_an_empty_document() -> None:
    assert stated({}) == NOTHING
    assert written(None, NAMES) == {part.value: [] for part in Part}
    assert set(PARTIES.values()) == set(NAMES)


def test_more_than_so_many_statements_are_refused_one_by_one_too() -> None:
    row = {"holder": "Farm", "basis": "voluntary", "source": "ours"}
    full = stated({"elements": [{**row, "name": f"data {number}"} for number in range(MOST)]})
    with pytest.raises(Invalid, match="would have 501 rows"):
        restated(full, Part.ELEMENTS, {**row, "name": "more"})
    assert len(restated(full, Part.ELEMENTS, {**row, "name": "data 3"}).elements) == MOST


def _once(part: Part, rows: list[Row]) -> list[Row]:
    """The rows of which none is about the same as another."""
    found: dict[Any, Row] = {}
    for row in rows:
        (one,) = _read(part, row)
        found.setdefault(subject(one), row)
    return list(found.values())


def _read(part: Part, row: Row) -> tuple[Statement, ...]:
    return of_part(stated({part.value: [row]}), part)
