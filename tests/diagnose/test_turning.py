import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.diagnose.label import name_of
from commonweal.diagnose.profile import profile
from commonweal.diagnose.turning import MOST_RESPONDENTS, Turning, What, turning
from commonweal.model.assessment import Assessment, Dimension, PlatformType
from tests.diagnose.builders import OTHER, PARTY, PURE, Cells, assessment, named, skipping
from tests.diagnose.codings import CASES
from tests.scale import size

RD, SI, SS = PlatformType
some = settings(max_examples=size(quick=30, ci=200, full=2000), deadline=None)


def named_now(people: list[Assessment]) -> str:
    found = profile(people, draws=0)
    return name_of(found.label, found.top)


def turned(found: Turning, what: What) -> dict[str, str]:
    return {each.subject: each.called for each in found.turns if each.what is what}


def tried(found: Turning) -> dict[What, tuple[int, int, int]]:
    return {each.what: (each.tried, each.of, each.turned) for each in found.tried}


def test_new_york_leans_without_either_of_two_questions_and_the_others_stay() -> None:
    found = {case: turning([assessment(coding)]) for case, (coding, _) in CASES.items()}
    nys = found["nys_food"]
    assert nys.called == SS
    assert set(turned(nys, What.DIMENSION).values()) == {f"leaning {SS}"}
    assert tried(nys)[What.DIMENSION] == (8, 8, 2)
    assert (found["floraholland"].turns, found["flowminder"].turns) == ((), ())


def test_what_makes_no_sense_is_not_tried() -> None:
    found = turning([assessment(CASES["flowminder"][0])])
    assert set(tried(found)) == {What.DIMENSION, What.MOTIVE}
    assert turning([]).tried == ()


def test_the_one_without_whom_the_answer_would_be_another_is_named() -> None:
    found = turning(named([PURE[RD]] * 8, [PURE[RD]] * 8, [PURE[SI]] * 8, [PURE[SI]] * 8))
    assert found.called == "disputed"
    assert turned(found, What.RESPONDENT) == {"R0": SI, "R1": SI, "R2": RD, "R3": RD}
    assert {each.party for each in found.turns if each.what is What.RESPONDENT} == {PARTY}


def test_the_party_without_which_it_would_be_another_is_named() -> None:
    people = [
        assessment([PURE[RD]] * 8, "a"),
        assessment([PURE[RD]] * 8, "b"),
        assessment([PURE[SI]] * 8, "c", party=OTHER),
    ]
    assert turned(turning(people), What.PARTY) == {PARTY: SI}


@pytest.mark.requirement(6)
def test_a_motive_that_counts_double_can_tip_it() -> None:
    found = turning([assessment([PURE[RD]] * 4 + [PURE[SI]] * 3 + [(3, 3, 0)])])
    assert found.called == "mixed"
    assert turned(found, What.MOTIVE) == {Dimension.PRIMARY_INTEREST: RD}


def test_a_motive_that_counts_double_is_no_further_evidence() -> None:
    found = turning([assessment([PURE[RD]] * 3)])
    assert What.MOTIVE not in tried(found)
    assert found.called == "insufficient"


def test_unanswered_questions_that_spoke_for_one_platform_are_tried_for_each() -> None:
    found = turning([assessment([PURE[RD]] * 4)])
    assert tried(found)[What.UNANSWERED] == (3, 3, 2)
    assert turned(found, What.UNANSWERED) == {SI: "mixed", SS: "mixed"}


def test_of_a_crowd_the_first_are_left_out_one_by_one_and_it_says_how_many() -> None:
    found = turning(named(*[[PURE[RD]] * 8] * (MOST_RESPONDENTS + 5)))
    assert tried(found)[What.RESPONDENT] == (MOST_RESPONDENTS, MOST_RESPONDENTS + 5, 0)


@some
@given(st.lists(skipping, min_size=2, max_size=5))
def test_every_turn_is_what_the_profile_without_it_would_be_called(
    given: list[list[Cells]],
) -> None:
    people = named(*given)
    found = turning(people)
    assert found.called == named_now(people)
    turns = turned(found, What.RESPONDENT)
    for each in people:
        without = named_now([one for one in people if one is not each])
        assert turns.get(each.respondent.name, found.called) == without
