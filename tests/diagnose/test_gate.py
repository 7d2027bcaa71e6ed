"""What must hold before a step, and whether it does."""

from dataclasses import replace

import pytest

from commonweal.diagnose.framework import framework
from commonweal.diagnose.gate import Gate, gates
from commonweal.model.assessment import PlatformType
from commonweal.model.collaboration import EventKind
from commonweal.model.party import PartyKind
from commonweal.model.surroundings import Risk, Weight
from tests.diagnose.courses import (
    CITY,
    KINDS,
    TELECOM,
    around,
    collaboration,
    event,
    situation,
    typed,
)

RATED = typed(PlatformType.SOCIAL_ISSUE)
CHALLENGES = [each.id for each in framework().surrounding.challenges.items]


def told(found: tuple[Gate, ...], id: str) -> Gate:
    return next(each for each in found if each.id == id)


@pytest.mark.requirement(8)
def test_a_diagnosis_says_that_no_process_is_reported() -> None:
    found = told(gates(collaboration(), RATED, situation()), "diagnosis")
    assert found.open
    assert found.why == "No process is reported; 100 % of the ratings are there."
    noted = gates(collaboration([event(EventKind.URGENCY)]), None, situation())
    assert not told(noted, "diagnosis").open
    assert told(noted, "diagnosis").why == "1 event is noted; no profile is known."


@pytest.mark.requirement(31)
def test_alignment_waits_until_the_value_for_each_company_is_stated() -> None:
    shut = told(gates(collaboration(), RATED, situation()), "value")
    assert (shut.open, shut.why) == (False, "Not stated: Telecom.")
    stated = situation(value_stated=frozenset({TELECOM}))
    assert told(gates(collaboration(), RATED, stated), "value").open


@pytest.mark.requirement(29)
def test_a_business_case_is_a_gate_where_a_company_takes_part() -> None:
    assert not told(gates(collaboration(), None, situation()), "business-case").open
    noted = collaboration([event(EventKind.BUSINESS_CASE)])
    assert told(gates(noted, None, situation()), "business-case").open
    public = situation(kinds={CITY: PartyKind.GOVERNMENT})
    found = told(gates(collaboration(), None, public), "business-case")
    assert (found.open, found.why) == (True, "No company takes part.")
    assert KINDS[TELECOM] is PartyKind.BUSINESS


@pytest.mark.parametrize("looked", [0, 6, 7])
def test_all_seven_challenges_are_looked_at_though_not_all_need_to_matter(looked: int) -> None:
    risks = tuple(
        Risk(challenge=id, weight=Weight.NONE, text="looked at") for id in CHALLENGES[:looked]
    )
    now = situation(surroundings=replace(around(), risks=risks))
    assert told(gates(collaboration(), None, now), "challenges").open is (looked == 7)


def test_a_win_win_is_called_so_by_its_package_alone() -> None:
    assert not told(gates(collaboration(), None, situation()), "win-win").open
    assert told(gates(collaboration(), None, situation(win_win=True)), "win-win").open
