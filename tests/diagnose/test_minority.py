"""What the sum hides is told in a comparison: motives, parties, and whoever stands apart."""

from dataclasses import replace

import pytest

from commonweal.diagnose.compare import Subject, compared, table
from commonweal.model.assessment import Assessment, PlatformType
from tests.diagnose.builders import OTHER, PURE, assessment
from tests.diagnose.diagnosed import diagnosed

RESOURCE = [PURE[PlatformType.RESOURCE_DEPENDENCE]] * 8
SOCIAL = [PURE[PlatformType.SOCIAL_ISSUE]] * 8


def subject(*given: Assessment) -> Subject:
    found = diagnosed(given)
    return Subject(
        id="col_1",
        title="Roses",
        diagnosis=found,
        process=found.process,
        government=found.government,
    )


def said(found: Subject, id: str) -> str:
    (line,) = (each for each in compared([found]).lines if each.id == id)
    return line.cells[0].text


@pytest.mark.requirement(12)
def test_a_lone_dissenter_is_named_in_every_comparison() -> None:
    many = [assessment(RESOURCE, f"R{number}") for number in range(9)]
    found = subject(*many, assessment(SOCIAL, "Asha Rai", party=OTHER))
    alone = "Asha Rai, Customs: sees social issue on top; 16 ratings 2 or more from the median"
    assert said(found, "apart") == alone
    assert alone in str(table(compared([found])).rows)


@pytest.mark.requirement(18)
def test_a_party_that_differs_is_told_apart_in_a_comparison() -> None:
    found = subject(
        assessment(RESOURCE, "A"), assessment(RESOURCE, "B"), assessment(SOCIAL, "C", party=OTHER)
    )
    told = said(found, "parties")
    assert "Customs: Social Issue platform, which differs from the whole" in told
    assert told.endswith("Growers: Resource-dependence platform")


@pytest.mark.requirement(6)
def test_motives_of_each_party_stand_before_the_structure_in_a_comparison() -> None:
    found = subject(replace(assessment(SOCIAL), motives=("reputation",)))
    assert said(found, "motives") == "Growers: reputation (1)"
    order = [each.id for each in compared([found]).lines]
    assert order.index("motives") < order.index("primary_interest")


@pytest.mark.requirement(71)
def test_a_motive_that_nobody_named_is_not_taken_from_the_type() -> None:
    found = subject(assessment(SOCIAL, "A"), assessment(SOCIAL, "B"))
    assert "Social Issue platform" in said(found, "type")
    assert said(found, "motives") == "Nobody named a motive"


def test_where_nobody_stands_apart_that_is_said() -> None:
    assert said(subject(assessment(SOCIAL)), "apart") == "Only one person has rated"
    both = subject(assessment(SOCIAL, "A"), assessment(SOCIAL, "B"))
    assert said(both, "apart") == "Nobody"
