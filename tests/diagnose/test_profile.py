import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.diagnose.profile import differing, per_party, profile, uncovered
from commonweal.model.assessment import (
    Assessment,
    Basis,
    Degree,
    Dimension,
    Label,
    PlatformType,
    Profile,
    StatedDeviation,
)
from commonweal.model.errors import Invalid
from tests.diagnose import plain
from tests.diagnose.builders import (
    EVIDENCE,
    OTHER,
    PARTY,
    PURE,
    Cells,
    assessment,
    codings,
    later,
    named,
    skipping,
)
from tests.diagnose.codings import CASES, DEPARTING, Coding
from tests.scale import size

RD, SI, SS = PlatformType
SHARES = {
    "floraholland": (0.76, 0.10, 0.14),
    "flowminder": (0.16, 0.78, 0.06),
    "nys_food": (0.25, 0.23, 0.52),
}
some = settings(max_examples=size(quick=60, ci=500, full=5000), deadline=None)


def quick(assessments: Sequence[Assessment]) -> Profile:
    return profile(assessments, draws=0)


def departing(found: Profile) -> dict[Dimension, Degree]:
    return {each.dimension: each.degree for each in found.deviations}


@pytest.mark.requirement(15, 21, 22, 23, 24, 41, 42, 49, 50, 53, 55, 56)
@pytest.mark.parametrize("case", CASES)
def test_our_reading_of_the_papers_cases_is_reproduced(case: str) -> None:
    coding, platform = CASES[case]
    found = quick([assessment(coding)])
    assert tuple(round(share, 2) for share in found.shares.ordered()) == SHARES[case]
    assert (found.label, found.top) == (Label.TYPE, platform)
    assert departing(found) == DEPARTING[case]
    assert found.coverage == 1
    assert [low == high == found.shares.of(p) for p, low, high in found.bounds] == [True] * 3


def test_the_sliders_of_nys_food_are_a_type_barely() -> None:
    coding, _ = CASES["nys_food"]
    assert 0.5 < quick([assessment(coding)]).shares.societal_sector < 0.53


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("left_out", range(8))
def test_without_any_one_dimension_the_top_type_stays(case: str, left_out: int) -> None:
    coding, platform = CASES[case]
    found = quick([assessment(_without(coding, left_out))])
    assert found.top is platform
    assert found.coverage == 7 / 8


@pytest.mark.parametrize(
    ("case", "kept"), [("floraholland", 8), ("flowminder", 8), ("nys_food", 6)]
)
def test_without_one_dimension_the_label_is_kept_and_new_york_leans_in_two(
    case: str, kept: int
) -> None:
    coding, _ = CASES[case]
    labels = [quick([assessment(_without(coding, each))]).label for each in range(8)]
    assert labels.count(Label.TYPE) == kept
    assert labels.count(Label.LEANING) == 8 - kept


@pytest.mark.parametrize("case", CASES)
def test_two_mild_perturbations_keep_the_label_of_each_fully_coded_case(case: str) -> None:
    coding, platform = CASES[case]
    against = [tuple(3 - value for value in row) for row in coding]
    stepped = [_stepped(coding, random.Random(seed)) for seed in range(5)]
    for people in (named(*[coding] * 4, against), named(*stepped)):
        found = quick(people)
        assert (found.label, found.top) == (Label.TYPE, platform)


@pytest.mark.parametrize(
    ("case", "least"), [("floraholland", 1.0), ("flowminder", 1.0), ("nys_food", 0.97)]
)
def test_a_step_up_or_down_in_a_tenth_of_the_ratings_keeps_the_label(
    case: str, least: float
) -> None:
    coding, platform = CASES[case]
    rng = random.Random(20150425)
    runs = size(quick=60, ci=300, full=1000)
    found = [quick(named(*[_stepped(coding, rng) for _ in range(5)])) for _ in range(runs)]
    kept = [each for each in found if (each.label, each.top) == (Label.TYPE, platform)]
    assert len(kept) / runs >= least


@pytest.mark.parametrize("case", CASES)
def test_one_contrarian_in_five_leaves_the_shares_and_lowers_alpha(case: str) -> None:
    coding, _ = CASES[case]
    against = [tuple(3 - value for value in row) for row in coding]
    agreed, with_one = quick(named(*[coding] * 5)), quick(named(*[coding] * 4, against))
    assert agreed.agreement == 1
    assert with_one.agreement == pytest.approx(0.20, abs=0.01)
    assert (with_one.shares, with_one.label) == (agreed.shares, agreed.label)


@pytest.mark.parametrize("case", CASES)
def test_a_little_noise_in_five_respondents_keeps_type_and_top(case: str) -> None:
    coding, platform = CASES[case]
    rng = random.Random(20150425)
    kept = [quick(named(*[_noisy(coding, rng) for _ in range(5)])).top for _ in range(50)]
    assert kept.count(platform) >= 48


@pytest.mark.requirement(12)
def test_a_2_2_split_is_disputed_where_the_same_shares_agreed_on_are_mixed() -> None:
    split = quick(named(*[[(3, 0, 0)] * 8] * 2, *[[(0, 3, 3)] * 8] * 2))
    turns = [PURE[RD], PURE[SI], PURE[SS]] * 2 + [(1, 1, 1)] * 2
    agreed = quick(named(*[turns] * 4))
    assert split.shares == agreed.shares
    assert (split.label, agreed.label) == (Label.DISPUTED, Label.MIXED)
    assert split.agreement == pytest.approx(-0.32, abs=0.005)
    assert agreed.agreement == 1


@pytest.mark.parametrize(
    ("firsts", "seconds", "label"),
    [
        (1, 1, Label.MIXED),
        (2, 1, Label.TYPE),
        (3, 1, Label.TYPE),
        (2, 2, Label.DISPUTED),
        (3, 2, Label.DISPUTED),
    ],
)
def test_disputed_takes_four_respondents_and_two_fifths(
    firsts: int, seconds: int, label: Label
) -> None:
    split = named(*[[PURE[RD]] * 8] * firsts, *[[PURE[SI]] * 8] * seconds)
    assert quick(split).label is label


def test_four_who_share_a_tie_do_not_dispute() -> None:
    assert quick(named(*[[(0, 3, 3)] * 8] * 4)).label is Label.MIXED


@pytest.mark.requirement(7)
def test_all_zero_is_not_covered_and_no_platform_leads() -> None:
    found = quick([assessment([(0, 0, 0)] * 8)])
    assert (found.label, found.top) == (Label.NOT_COVERED, None)
    assert found.shares.ordered() == (0, 0, 0)
    assert (found.coverage, found.deviations) == (1, ())


def test_half_of_the_dimensions_all_zero_is_not_covered_and_less_lowers_the_shares() -> None:
    half = [PURE[RD]] * 4 + [(0, 0, 0)] * 4
    assert quick([assessment(half)]).label is Label.NOT_COVERED
    less = quick([assessment([*half[:4], PURE[RD], *half[5:]])])
    assert (less.label, less.shares.resource_dependence) == (Label.TYPE, 5 / 8)


@pytest.mark.parametrize(("dimensions", "label"), [(3, Label.INSUFFICIENT), (4, Label.TYPE)])
def test_below_four_rated_dimensions_with_evidence_it_is_insufficient(
    dimensions: int, label: Label
) -> None:
    assert quick([assessment([PURE[SS]] * dimensions)]).label is label


def test_ratings_without_evidence_are_insufficient_however_many() -> None:
    bare = named(*[[PURE[RD]] * 8] * 4)
    bare = [replace(each, ratings=assessment([PURE[RD]] * 8, evidence=()).ratings) for each in bare]
    assert quick(bare).label is Label.INSUFFICIENT
    noted = assessment([PURE[RD]] * 4, "noted", evidence=EVIDENCE)
    assert quick([*bare, noted]).label is Label.TYPE


def test_nobody_and_nothing_rated_is_insufficient_and_leaves_all_open() -> None:
    for nothing in ([], [assessment([])], [assessment([(3, None, None)])]):
        found = profile(nothing)
        assert (found.label, found.top) == (Label.INSUFFICIENT, None)
        assert {(low, high) for _, low, high in found.bounds} == {(0, 1)}
        assert len(found.by_dimension) == 0
        assert len(found.stability.leave_one_out) + len(found.stability.bootstrap) == 0


def test_unanswered_dimensions_bound_the_shares_from_both_sides() -> None:
    found = quick([assessment([PURE[RD]] * 4 + [PURE[SI]] * 2)])
    assert found.bounds == ((RD, 4 / 8, 6 / 8), (SI, 2 / 8, 4 / 8), (SS, 0 / 8, 2 / 8))
    assert found.coverage == 18 / 24


def test_a_half_rated_dimension_counts_as_covered_cells_but_not_as_answered() -> None:
    found = quick([assessment([PURE[RD]] * 7 + [(3, 3, None)])])
    assert found.coverage == 23 / 24
    assert Dimension.SENSEMAKING not in dict(found.by_dimension)


def test_two_who_tie_for_the_top_leave_no_dominant_type_to_deviate_from() -> None:
    found = quick([assessment([PURE[RD], PURE[SI]] * 4)])
    assert (found.label, found.top, found.deviations) == (Label.MIXED, None, ())


def test_stated_deviations_stand_beside_computed_ones_and_are_never_merged() -> None:
    said = StatedDeviation(dimension=Dimension.DEPENDENCIES, degree=Degree.PARTLY, text="We say.")
    coding, _ = CASES["flowminder"]
    found = quick([replace(assessment(coding), stated=(said,))])
    computed, stated = found.deviations
    assert (computed.dimension, computed.degree, computed.basis) == (
        Dimension.DEPENDENCIES,
        Degree.DEVIATES,
        Basis.COMPUTED,
    )
    assert (stated.degree, stated.basis, stated.text) == (Degree.PARTLY, Basis.STATED, "We say.")


def test_who_rates_again_corrects_and_is_not_counted_twice() -> None:
    first = assessment([PURE[RD]] * 8)
    again = later(first, [PURE[SI]] * 8)
    found = quick([again, first])
    assert (found.top, found.respondents) == (SI, 1)


def test_the_same_name_in_another_party_is_another_respondent() -> None:
    both = [assessment([PURE[RD]] * 8), assessment([PURE[SI]] * 8, party=OTHER)]
    assert quick(both).respondents == 2


@pytest.mark.requirement(18)
def test_each_party_has_a_profile_of_its_own() -> None:
    business = assessment([PURE[RD]] * 8, party=PARTY)
    customs = assessment([PURE[SI]] * 8, party=OTHER)
    found = per_party([customs, business], draws=0)
    assert {party: each.top for party, each in found.items()} == {PARTY: RD, OTHER: SI}
    assert found[OTHER] == quick([customs])


@pytest.mark.requirement(18)
def test_a_party_that_would_call_it_something_else_is_shown_apart() -> None:
    growers = [assessment([PURE[RD]] * 8, f"g{each}") for each in range(2)]
    customs = assessment([PURE[SI]] * 8, party=OTHER)
    people = [*growers, customs]
    assert differing(quick(people), per_party(people, draws=0)) == (OTHER,)
    assert differing(quick(growers), per_party(growers, draws=0)) == ()


@pytest.mark.requirement(7)
def test_the_share_that_no_platform_covers_is_told() -> None:
    found = quick([assessment([PURE[RD]] * 5 + [(0, 0, 0)] * 2)])
    assert uncovered(found) == pytest.approx(2 / 7)
    assert sum(found.shares.ordered()) == pytest.approx(1 - 2 / 7)
    assert uncovered(quick([])) == 0


def test_a_rating_off_the_scale_and_negative_draws_are_refused() -> None:
    with pytest.raises(Invalid, match="with 4"):
        profile([assessment([(4, 0, 0)])])
    with pytest.raises(Invalid, match="-1 draws"):
        profile([assessment([(3, 0, 0)])], draws=-1)


@some
@given(st.lists(skipping, min_size=1, max_size=6))
def test_the_fast_arithmetic_equals_the_definition(given: list[list[Cells]]) -> None:
    people = named(*given)
    found = quick(people)
    assert found.shares.ordered() == pytest.approx([float(s) for s in plain.profile(people)])
    assert found.label is plain.label(people)
    assert [d for d, _ in found.by_dimension] == list(plain.rows(people))


@some
@given(st.lists(codings, min_size=1, max_size=5), st.randoms())
def test_the_order_of_assessments_does_not_matter(
    given: list[list[Cells]], rng: random.Random
) -> None:
    people = named(*given)
    shuffled = rng.sample(people, len(people))
    assert profile(people, draws=20) == profile(shuffled, draws=20)


@some
@given(st.lists(skipping, min_size=1, max_size=4))
def test_the_share_of_a_platform_lies_within_its_bounds(given: list[list[Cells]]) -> None:
    found = quick(named(*given))
    assert 0 <= sum(found.shares.ordered()) <= 1 + 1e-12
    for platform, low, high in found.bounds:
        assert low - 1e-12 <= found.shares.of(platform) <= high + 1e-12


@some
@given(codings)
def test_respondents_who_agree_are_worth_one(coding: list[Cells]) -> None:
    one, three = quick([assessment(coding)]), quick(named(coding, coding, coding))
    assert (one.shares, one.label, one.deviations) == (three.shares, three.label, three.deviations)


@some
@given(st.lists(codings, min_size=1, max_size=4), st.randoms())
def test_the_order_of_ratings_does_not_matter(given: list[list[Cells]], rng: random.Random) -> None:
    people = named(*given)
    mixed = [
        replace(each, ratings=tuple(rng.sample(each.ratings, len(each.ratings)))) for each in people
    ]
    assert profile(people, draws=10) == profile(mixed, draws=10)


@some
@given(st.lists(skipping, min_size=1, max_size=4))
def test_everyone_twice_changes_no_share_and_no_deviation(given: list[list[Cells]]) -> None:
    once, twice = quick(named(*given)), quick(named(*given, *given))
    assert (once.shares, once.by_dimension, once.bounds) == (
        twice.shares,
        twice.by_dimension,
        twice.bounds,
    )
    assert (once.deviations, once.coverage, once.top) == (
        twice.deviations,
        twice.coverage,
        twice.top,
    )


@some
@given(st.lists(skipping, min_size=1, max_size=4), st.randoms())
def test_missing_answers_never_raise_coverage(given: list[list[Cells]], rng: random.Random) -> None:
    fewer = [[tuple(v if rng.random() < 0.7 else None for v in row) for row in c] for c in given]
    assert quick(named(*fewer)).coverage <= quick(named(*given)).coverage


@some
@given(
    st.lists(codings, min_size=1, max_size=4),
    st.integers(0, 7),
    st.integers(0, 2),
    st.integers(1, 3),
)
def test_a_higher_rating_of_a_platform_never_lowers_its_share(
    given: list[list[Cells]], row: int, column: int, by: int
) -> None:
    platform = list(PlatformType)[column]
    raised = [list(coding) for coding in given]
    cells = list(raised[0][row])
    cells[column] = min(3, (cells[column] or 0) + by)
    raised[0][row] = tuple(cells)
    before, after = quick(named(*given)).shares, quick(named(*raised)).shares
    assert after.of(platform) >= before.of(platform) - 1e-12


@some
@given(st.lists(skipping, min_size=1, max_size=5))
def test_sparse_ratings_are_insufficient_whatever_they_say(given: list[list[Cells]]) -> None:
    sparse = [[(None, None, None) if n > 2 else row for n, row in enumerate(c)] for c in given]
    assert quick(named(*sparse)).label is Label.INSUFFICIENT


def _without(coding: Coding, left_out: int) -> list[Cells]:
    return [(None,) * 3 if number == left_out else row for number, row in enumerate(coding)]


def _stepped(coding: Coding, rng: random.Random) -> list[Cells]:
    """One rating in ten a step up or down."""
    return [
        tuple(min(3, max(0, v + rng.choice((-1, 1)))) if rng.random() < 0.1 else v for v in row)
        for row in coding
    ]


def _noisy(coding: Coding, rng: random.Random) -> list[Cells]:
    return [tuple(min(3, max(0, round(rng.gauss(v, 1)))) for v in row) for row in coding]
