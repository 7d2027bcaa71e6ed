import pytest

from commonweal.diagnose.framework import framework
from commonweal.diagnose.government import advice
from commonweal.diagnose.profile import profile
from commonweal.model.assessment import Label, PlatformType
from tests.diagnose.builders import PURE, assessment
from tests.diagnose.codings import CASES

RULES = dict(zip(PlatformType, ("R1", "R2", "R3"), strict=True))


@pytest.mark.parametrize("case", CASES)
def test_each_of_the_papers_cases_fires_the_rule_of_its_type(case: str) -> None:
    coding, platform = CASES[case]
    found = advice(profile([assessment(coding)], draws=0))
    rule = framework().rule(RULES[platform])
    assert (found.rule, found.src, found.provisional) == (rule.id, rule.src, False)
    assert found.text.startswith(rule.text)
    assert rule.id in found.text
    assert all(platform in role.platforms for role in found.roles)


def test_the_roles_are_those_the_paper_gives_each_type() -> None:
    roles = {
        platform: {role.id for role in advice(profile([assessment([PURE[platform]] * 8)])).roles}
        for platform in PlatformType
    }
    assert roles[PlatformType.RESOURCE_DEPENDENCE] == {
        "problem_owner",
        "co_searcher",
        "alignment_driver",
    }
    assert {"beneficiary", "harvester"} < roles[PlatformType.SOCIAL_ISSUE]
    assert {"promoter", "persuader", "pressurer"} < roles[PlatformType.SOCIETAL_SECTOR]


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ([(1, 1, 1)] * 8, Label.MIXED),
        ([(0, 0, 0)] * 8, Label.NOT_COVERED),
        ([(3, 0, 0)] * 3, Label.INSUFFICIENT),
    ],
)
def test_without_a_type_the_type_comes_first(
    rows: list[tuple[int, int, int]], label: Label
) -> None:
    found = profile([assessment(rows)], draws=0)
    assert found.label is label
    assert advice(found).rule == "R8"
    assert [role.id for role in advice(found).roles] == ["problem_owner"]


def test_a_leaning_is_advised_provisionally_and_says_so() -> None:
    found = profile([assessment([(2, 2, 3), (2, 1, 3)] * 4)], draws=0)
    assert found.label is Label.LEANING
    assert found.top is PlatformType.SOCIETAL_SECTOR
    given = advice(found)
    assert (given.rule, given.provisional) == ("R3", True)
    assert "only leaning" in given.text
