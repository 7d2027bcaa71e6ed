import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.diagnose.summary import Summary, summary
from commonweal.model.assessment import (
    Degree,
    Dimension,
    Label,
    PlatformType,
    Remark,
    StatedDeviation,
)
from commonweal.model.collaboration import Event, EventKind
from commonweal.model.ids import CollaborationId, PartyId, RemarkId
from tests.diagnose.builders import NOON, OTHER, PARTY, PURE, Cells, assessment, named, skipping
from tests.diagnose.codings import CASES, DEPARTING
from tests.diagnose.diagnosed import diagnosed
from tests.scale import size

RD, SI, SS = PlatformType
CONTRACT = (
    "label", "rule", "platform", "shares", "coverage", "agreement", "stability", "deviations",
    "by_party", "government", "mechanisms", "next",
)  # fmt: skip
some = settings(max_examples=size(quick=20, ci=100, full=1000), deadline=None)


def document(told: Summary) -> dict[str, Any]:
    """The summary as others read it."""
    found: dict[str, Any] = json.loads(msgspec.json.encode(told))
    return found


def test_the_keys_of_the_contract_come_first_and_keep_their_names() -> None:
    found = document(summary(diagnosed([assessment(CASES["flowminder"][0])])))
    assert tuple(found)[: len(CONTRACT)] == CONTRACT
    assert list(found["shares"]) == [RD, SI, SS]
    assert list(found["deviations"][0])[:4] == ["dimension", "degree", "basis", "why"]
    assert list(found["government"][0])[:3] == ["role", "rule", "source"]


@pytest.mark.requirement(13)
@pytest.mark.parametrize("case", CASES)
def test_the_three_cases_are_told_with_label_rule_and_deviations(case: str) -> None:
    coding, platform = CASES[case]
    told = summary(diagnosed([assessment(coding)]))
    assert (told.label, told.platform, told.largest) == (Label.TYPE, platform, platform)
    assert told.rule == "One platform holds half or more of the shares."
    assert {each.dimension: each.degree for each in told.deviations} == DEPARTING[case]
    assert {each.basis for each in told.deviations} == {"computed"}
    assert told.government[0].source == "S6"
    assert told.mechanisms
    assert told.next


def test_a_type_and_a_leaning_name_their_platform_and_nothing_else_does() -> None:
    mixed = summary(diagnosed([assessment([PURE[RD]] * 4 + [PURE[SI]] * 3 + [(3, 3, 0)])]))
    assert (mixed.label, mixed.platform, mixed.largest) == ("mixed", None, RD)
    leaning = [PURE[RD]] * 3 + [PURE[SI]] * 2 + [PURE[SS]] * 2 + [(2, 1, 1)]
    lean = summary(diagnosed([assessment(leaning)]))
    assert (lean.label, lean.platform) == ("leaning", RD)
    thin = summary(diagnosed([assessment([PURE[RD]] * 2)]))
    assert (thin.label, thin.platform, thin.largest) == ("insufficient", None, RD)


@pytest.mark.requirement(4)
def test_no_share_is_told_without_the_three_numbers_beside_it() -> None:
    told = summary(diagnosed([assessment(CASES["nys_food"][0])]))
    assert told.coverage == 1
    assert told.agreement is None
    assert "fewer than 3" in told.agreement_note
    assert told.stability == told.stability_runs.bootstrap[SS]
    assert 0.45 < told.stability < 0.7
    assert told.bounds[SS] == pytest.approx((told.shares.societal_sector,) * 2)


@pytest.mark.requirement(18)
def test_parties_go_by_name_and_those_that_differ_are_named() -> None:
    growers = replace(assessment([PURE[RD]] * 8, "g"), motives=("revenue", "insight"))
    told = summary(diagnosed([growers, assessment([PURE[SI]] * 8, "c", party=OTHER)]))
    assert list(told.by_party) == ["Customs", "Growers"]
    assert told.by_party["Customs"].platform == SI
    assert told.by_party["Growers"].motives == {"revenue": 1, "insight": 1}
    assert told.motives == {"Growers": {"revenue": 1, "insight": 1}}
    assert told.differ == ("Customs", "Growers")


def test_two_parties_of_one_name_are_told_apart_by_their_ids() -> None:
    both = [assessment([PURE[RD]] * 8, "g"), assessment([PURE[SI]] * 8, "c", party=OTHER)]
    told = summary(diagnosed(both, names={PARTY: "Office", OTHER: "Office"}))
    assert list(told.by_party) == [f"Office ({PARTY})", f"Office ({OTHER})"]


def test_a_party_that_left_goes_by_its_id() -> None:
    gone = PartyId("par_gone")
    told = summary(diagnosed([assessment([PURE[RD]] * 8, party=gone)]))
    assert list(told.by_party) == [gone]


def test_stated_and_computed_deviations_are_both_there_and_each_says_what_the_other_says() -> None:
    stated = (
        StatedDeviation(dimension=Dimension.DEPENDENCIES, degree=Degree.PARTLY, text="Split."),
        StatedDeviation(dimension=Dimension.TIMEFRAME, degree=Degree.PARTLY, text="Once."),
    )
    coder = replace(assessment(CASES["flowminder"][0]), stated=stated)
    told = summary(diagnosed([coder]))
    assert [(d.dimension, d.basis, d.degree, d.other) for d in told.deviations] == [
        ("dependencies", "computed", "deviates", "partly"),
        ("dependencies", "stated", "partly", "deviates"),
        ("timeframe", "stated", "partly", "fits"),
    ]


def test_what_is_stated_of_a_question_that_nobody_rated_stands_alone() -> None:
    said = StatedDeviation(dimension=Dimension.SENSEMAKING, degree=Degree.PARTLY, text="Hm.")
    told = summary(diagnosed([replace(assessment([PURE[RD]] * 7), stated=(said,))]))
    assert [(d.basis, d.other) for d in told.deviations] == [("stated", None)]


@pytest.mark.requirement(12)
def test_remarks_and_dissent_are_in_it() -> None:
    said = Remark(
        id=RemarkId("rem_1"),
        collaboration=CollaborationId("col_1"),
        dimension=Dimension.TIMEFRAME,
        party=OTHER,
        at=NOON,
        text="Looked at the minutes again.",
        settles=True,
    )
    told = summary(diagnosed(named(*[[PURE[RD]] * 8] * 4, [PURE[SI]] * 8), remarks=(said,)))
    assert (told.remarks[0].party, told.remarks[0].settles) == ("Customs", True)
    assert {each.respondent for each in told.dissent} == {"R4"}
    assert [each.platform for each in told.dissent if each.dimension is None] == [SI]


@pytest.mark.requirement(8)
def test_without_a_process_the_first_thing_to_do_is_to_note_one() -> None:
    assert "no process" in summary(diagnosed([assessment([PURE[RD]] * 8)])).next[0].text
    event = Event(
        at=datetime(2015, 4, 25, tzinfo=UTC), kind=EventKind.URGENCY, text="Quake", source="paper"
    )
    told = summary(diagnosed([assessment([PURE[SI]] * 8)], events=(event,)))
    assert not any("no process" in each.text for each in told.next)


@some
@given(skipping, st.integers(3, 6))
def test_a_lone_dissenter_never_vanishes_from_it(coding: list[Cells], others: int) -> None:
    found = diagnosed(named(*[[PURE[RD]] * 8] * others, coding))
    told = summary(found)
    away = any(
        value is not None and abs(value - usual) > 1
        for row in coding
        for value, usual in zip(row, PURE[RD], strict=True)
    )
    assert (f"R{others}" in {each.respondent for each in told.dissent}) >= away


@some
@given(st.lists(skipping, min_size=1, max_size=3))
def test_whatever_was_rated_it_can_be_written_and_read_again(given: list[list[Cells]]) -> None:
    told = summary(diagnosed(named(*given)))
    assert document(told)["label"] in set(Label)
    assert 0 <= told.not_covered <= 1
