"""Collaborations side by side: three parts, a cell for each, nothing hidden and nothing added."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.adapters.sheets import csv_bytes
from commonweal.diagnose.aspect import NOTHING, Part
from commonweal.diagnose.beside import comparison_summary
from commonweal.diagnose.compare import Subject, compared, figure, table
from commonweal.diagnose.diagnosis import Diagnosis
from commonweal.diagnose.government import government
from commonweal.diagnose.process import process
from commonweal.diagnose.reading import reading
from commonweal.diagnose.situation import Situation
from commonweal.model.assessment import Basis, Degree, Dimension, PlatformType
from commonweal.model.collaboration import Collaboration, Event, EventKind
from commonweal.model.ids import CollaborationId
from tests.diagnose.builders import NOON, PARTY, PURE, Cells, assessment
from tests.scale import size

NOW = Situation(names={}, kinds={})
SOCIAL: list[Cells] = [PURE[PlatformType.SOCIAL_ISSUE]] * 8


def collaboration(id: str, title: str, *events: Event) -> Collaboration:
    return Collaboration(
        id=CollaborationId(id), title=title, issue="An issue", founder=PARTY, events=events
    )


def subject(
    id: str = "col_1", title: str = "Flood", rows: list[Cells] | None = None, *events: Event
) -> Subject:
    """A rated collaboration; without rows one that nobody has rated."""
    told = collaboration(id, title, *events)
    if rows is None:
        return Subject(
            id=id,
            title=title,
            diagnosis=None,
            gap="Nobody has rated it",
            process=process(told, None, NOW),
            government=government(told, None, NOW),
        )
    given = (assessment(rows),)
    read = reading(given)
    found = Diagnosis(
        collaboration=told,
        situation=NOW,
        profile=read.profile,
        by_party=read.by_party,
        motives=read.motives,
        spread=read.spread,
        turning=read.turning,
        assessments=given,
        remarks=(),
        process=process(told, read.profile, NOW),
        government=government(told, read.profile, NOW),
    )
    return Subject(
        id=id, title=title, diagnosis=found, process=found.process, government=found.government
    )


def event(kind: EventKind, at: datetime = NOON) -> Event:
    return Event(at=at, kind=kind, text="It happened", source="diary")


@pytest.mark.requirement(13, 14)
def test_every_row_belongs_to_one_of_three_parts_in_the_papers_order() -> None:
    found = compared([subject(rows=SOCIAL), subject("col_2", "Fire")])
    parts = [each.part for each in found.lines]
    assert parts == sorted(parts, key=list(Part).index)
    assert set(parts) == set(Part)
    dimensions = [each.id for each in found.part(Part.DIMENSIONS) if each.row]
    assert dimensions == [each.value for each in Dimension]


@settings(max_examples=size(quick=10, ci=20, full=40))
@given(st.lists(st.sampled_from([None, SOCIAL]), min_size=1, max_size=7))
def test_any_number_has_one_cell_each_in_every_row(rated: list[list[Cells] | None]) -> None:
    found = compared([subject(f"col_{n}", "Flood", rows) for n, rows in enumerate(rated)])
    assert all(len(each.cells) == len(rated) for each in found.lines)
    assert all(cell.said for each in found.lines for cell in each.cells)
    assert len(set(found.titles)) == len(rated)
    told = table(found)
    assert {len(row) for row in told.rows} == {2 + len(rated)}


def test_the_columns_stand_in_the_order_in_which_they_were_asked_for() -> None:
    found = compared([subject("b", "Beta"), subject("a", "Alpha")])
    assert found.titles == ("Beta", "Alpha")


def test_a_column_without_a_diagnosis_says_why_and_shows_no_share() -> None:
    found = compared([subject(), subject("col_2", "Fire", SOCIAL)])
    first = found.part(Part.DIMENSIONS)
    assert first[0].cells[0].said == ("Nobody has rated it",)
    assert all(each.cells[0].shares is None and not each.cells[0].departs for each in first)
    assert all(each.cells[0].said == (NOTHING,) for each in first[1:])
    told = comparison_summary(found).collaborations[0]
    assert (told.dimensions, told.gap) == (None, "Nobody has rated it")


def test_what_departs_is_marked_as_computed_with_its_degree() -> None:
    rows = [*SOCIAL[:7], PURE[PlatformType.RESOURCE_DEPENDENCE]]
    line = next(each for each in compared([subject(rows=rows)]).lines if each.id == "sensemaking")
    (departs,) = line.cells[0].departs
    assert (departs.degree, departs.basis) == (Degree.DEVIATES, Basis.COMPUTED)
    assert "deviates (computed)" in line.cells[0].text


@pytest.mark.requirement(8, 61)
def test_that_no_process_is_reported_is_said() -> None:
    found = compared([subject(rows=SOCIAL), subject("b", "B", SOCIAL, event(EventKind.URGENCY))])
    timeline = next(each for each in found.lines if each.id == "timeline")
    assert timeline.cells[0].said == ("No process is reported",)
    assert "urgency" in timeline.cells[1].text
    urgency = next(each for each in found.lines if each.id == "urgency")
    assert urgency.cells[0].said == (NOTHING,)
    assert "It happened" in urgency.cells[1].text


@pytest.mark.requirement(62, 64)
def test_each_role_for_government_names_its_rule_and_section() -> None:
    roles = next(each for each in compared([subject(rows=SOCIAL)]).lines if each.id == "roles")
    assert all("R2" in sentence and "S6" in sentence for sentence in roles.cells[0].said)


def test_the_shares_in_the_picture_are_those_of_the_profiles() -> None:
    found = compared([subject(rows=SOCIAL), subject("b", "Unrated")])
    drawn = figure(found)
    assert drawn
    assert {each.category for each in drawn.bars} == {"Flood"}
    assert [Fraction(each.value) for each in drawn.bars] == [0, 1, 0]
    assert figure(compared([subject()])) is None


def test_the_picture_says_how_much_of_it_is_one_coder_s_draft() -> None:
    own, draft = subject(rows=SOCIAL), replace(subject("b", "B", SOCIAL), note="A draft, ours")

    def label(*subjects: Subject) -> str:
        drawn = figure(compared(subjects))
        assert drawn
        return drawn.caption.label

    assert label(own) == ""
    assert label(draft, draft) == "one coder's draft"
    assert label(own, draft) == "partly one coder's draft"


def test_a_title_that_is_a_formula_stays_text_in_the_sheet() -> None:
    told = table(compared([subject(title='=HYPERLINK("x")', rows=SOCIAL)]))
    first = csv_bytes(told.columns, told.rows).decode().splitlines()[0]
    assert "\"'=HYPERLINK" in first


def test_the_summary_puts_each_key_of_a_diagnosis_under_its_part() -> None:
    told = comparison_summary(compared([subject(rows=SOCIAL)])).collaborations[0]
    assert told.dimensions
    assert told.process
    assert told.government
    assert told.dimensions["label"] == "type"
    assert told.dimensions["platform"] == PlatformType.SOCIAL_ISSUE
    assert "mechanisms" in told.process
    assert "voluntary" in told.government
