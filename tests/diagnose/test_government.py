"""What government should do, by rule and section, and what it must declare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.diagnose.framework import framework
from commonweal.diagnose.government import Government, government
from commonweal.diagnose.profile import profile
from commonweal.model.assessment import Label, PlatformType, Profile
from commonweal.model.collaboration import Collaboration, EventKind
from commonweal.model.party import PartyKind, Role
from tests.diagnose.builders import assessment
from tests.diagnose.codings import CASES
from tests.diagnose.courses import (
    CITY,
    KINDS,
    ROLES,
    TELECOM,
    around,
    collaboration,
    event,
    request,
    situation,
    typed,
)

RULES = dict(zip(PlatformType, ("R1", "R2", "R3"), strict=True))
RD, SI, SS = PlatformType


def advised(found: Profile | None, here: Collaboration | None = None, **now: object) -> Government:
    return government(here or collaboration(), found, situation(**now))


@pytest.mark.requirement(62, 63, 64, 65)
@pytest.mark.parametrize("case", CASES)
def test_each_of_the_papers_cases_fires_the_rule_of_its_type(case: str) -> None:
    coding, platform = CASES[case]
    found = advised(profile([assessment(coding)], draws=0))
    rule = framework().rule(RULES[platform])
    assert (found.rule, found.src, found.provisional) == (rule.id, rule.src, False)
    assert found.text.startswith(rule.text)
    assert rule.id in found.text
    known = {role.id: role for role in framework().government_roles}
    assert all(platform in known[role.role].platforms for role in found.roles)
    assert all(role.rule == rule.id and role.src for role in found.roles)


@pytest.mark.requirement(33, 46, 62, 74)
def test_the_roles_are_those_the_paper_gives_each_type() -> None:
    roles = {each: {role.role for role in advised(typed(each)).roles} for each in PlatformType}
    assert roles[RD] == {"problem_owner", "co_searcher", "alignment_driver"}
    assert {"beneficiary", "harvester"} < roles[SI]
    assert {"promoter", "persuader", "pressurer", "beneficiary"} < roles[SS]


@pytest.mark.requirement(66)
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
    rated = profile([assessment(rows)], draws=0)
    assert rated.label is label
    found = advised(rated)
    assert (found.rule, found.incentive, found.options) == ("R8", None, ())
    assert [role.role for role in found.roles] == ["problem_owner"]


@pytest.mark.requirement(66)
def test_while_nobody_has_rated_the_type_comes_first() -> None:
    assert advised(None).rule == "R8"


def test_a_leaning_is_advised_provisionally_and_says_so() -> None:
    rated = profile([assessment([(2, 2, 3), (2, 1, 3)] * 4)], draws=0)
    assert rated.label is Label.LEANING
    assert rated.top is SS
    given = advised(rated)
    assert (given.rule, given.provisional) == ("R3", True)
    assert "only leaning" in given.text


@pytest.mark.requirement(67, 68, 69)
@pytest.mark.parametrize("platform", PlatformType)
def test_each_type_has_the_incentive_of_the_paper(platform: PlatformType) -> None:
    found = advised(typed(platform)).incentive
    assert found is not None
    assert found.platform is platform
    assert found.src == ("S6",)


@pytest.mark.requirement(70)
def test_policies_are_offered_for_a_social_issue_alone_dated_and_from_elsewhere() -> None:
    found = advised(typed(SI)).options
    assert found
    assert all(each.source and each.dated for each in found)
    assert advised(typed(RD)).options == advised(typed(SS)).options == ()


@pytest.mark.requirement(74)
def test_a_role_is_held_by_what_was_done_and_by_the_roles_of_a_government_party() -> None:
    def held(here: Collaboration, **now: object) -> set[str]:
        found = [advised(typed(each), here, **now) for each in PlatformType]
        return {role.role for each in found for role in each.roles if role.held}

    assert held(collaboration()) == {"problem_owner", "beneficiary"}
    asks = collaboration([request(0, "City")])
    assert "pressurer" in held(asks)
    assert "promoter" in held(collaboration([event(EventKind.PROMOTION)]))
    assert "alignment_driver" in held(collaboration(), tracks=1)
    assert "harvester" in held(collaboration(), decisions=1)
    assert "co_searcher" in held(collaboration(), win_win=True)
    assert "persuader" in held(collaboration(), value_stated=frozenset({TELECOM}))
    assert held(asks, kinds={**KINDS, CITY: PartyKind.NGO}) == set()


def warned(found: Government) -> list[str]:
    return [each.id for each in found.warnings]


@given(
    partner=st.sets(
        st.sampled_from([Role.HOLDER, Role.USER, Role.BENEFICIARY, Role.FUNDER]), min_size=1
    ),
    by_role=st.booleans(),
)
def test_a_regulator_that_is_partner_too_is_always_warned_of(
    partner: set[Role], by_role: bool
) -> None:
    roles = {**ROLES, CITY: partner | ({Role.REGULATOR} if by_role else set())}
    stated = None if by_role else around((CITY, TELECOM))
    found = advised(None, collaboration(roles=roles), surroundings=stated)
    assert "regulator-and-partner" in warned(found)
    text = next(each.text for each in found.warnings if each.id == "regulator-and-partner")
    assert text.startswith("City is regulator")
    assert "must be declared" in text


def test_a_regulator_alone_is_warned_of_once_it_gains() -> None:
    here = collaboration(roles={**ROLES, CITY: {Role.REGULATOR}})
    assert "regulator-and-partner" not in warned(advised(None, here))
    gains = advised(None, here, value_stated=frozenset({CITY}))
    assert "regulator-and-partner" in warned(gains)


def test_coercion_comes_first_and_one_sign_is_called_a_sign() -> None:
    threat = collaboration([event(EventKind.THREAT, 0, "City", asked=TELECOM)])
    assert warned(advised(None, threat))[0] == "coercion"
    asks = collaboration([request(0, "City")])
    found = advised(None, asks, surroundings=around((CITY, TELECOM)))
    assert warned(found) == ["coercion-sign", "regulator-and-partner"]


def test_a_partnership_without_government_is_told_whose_problem_it_is() -> None:
    found = advised(None, kinds={**KINDS, CITY: PartyKind.NGO})
    assert warned(found) == ["government-missing"]
    assert warned(advised(None)) == []
