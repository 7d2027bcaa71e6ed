import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.diagnose.profile import profile
from commonweal.diagnose.spread import FAR, Dissent, spread
from commonweal.model.assessment import Dimension, PlatformType
from tests.diagnose.builders import OTHER, PARTY, PURE, Cells, assessment, named, skipping
from tests.diagnose.codings import CASES
from tests.scale import size

RD, SI, SS = PlatformType
INTEREST = Dimension.PRIMARY_INTEREST
some = settings(max_examples=size(quick=40, ci=300, full=3000), deadline=None)


@pytest.mark.requirement(12)
def test_every_statement_counts_who_gave_what_whole_and_party_by_party() -> None:
    found = spread(
        [
            assessment([(3, 0, None)] * 8, "a"),
            assessment([(3, 1, None)] * 8, "b"),
            assessment([(0, 1, 2)] * 8, "c", party=OTHER),
        ]
    )
    assert len(found.cells) == 24
    cell = found.cell(INTEREST, RD)
    assert (cell.counts, cell.skipped, cell.median, cell.apart) == ((1, 0, 0, 2), 0, 3.0, 3)
    assert cell.by_party == {PARTY: (0, 0, 0, 2), OTHER: (1, 0, 0, 0)}
    skipped = found.cell(INTEREST, SS)
    assert (skipped.counts, skipped.skipped, skipped.by_party) == (
        (0, 0, 1, 0),
        2,
        {OTHER: (0, 0, 1, 0)},
    )


def test_a_statement_nobody_rated_has_no_median() -> None:
    cell = spread([assessment([(3, 0, None)])]).cell(INTEREST, SS)
    assert (cell.median, cell.apart, cell.skipped) == (None, 0, 1)


def test_two_or_more_from_the_median_stands_alone_and_less_does_not() -> None:
    people = named(*[[(3, 1, 0)]] * 4, [(1, 2, 1)])
    (found,) = spread(people).dissent
    assert found == Dissent(
        dimension=INTEREST, platform=RD, respondent="R4", party=PARTY, value=1, median=3.0
    )


def test_an_even_split_has_no_lone_voice_and_lies_apart() -> None:
    found = spread(named(*[[PURE[RD]] * 8] * 2, *[[PURE[SI]] * 8] * 2))
    assert found.dissent == ()
    assert found.cell(INTEREST, RD).apart == 3


def test_views_tell_who_alone_sees_which_platform_on_top() -> None:
    found = spread(named([PURE[RD]] * 8, [(0, 3, 3)] * 8, [(1, 1, 1)] * 8))
    assert [view.tops for view in found.views] == [(RD,), (SI, SS), ()]
    assert [view.respondent for view in found.alone([RD])] == ["R1"]
    assert [view.respondent for view in found.alone([RD, SI])] == ["R0", "R1"]


@pytest.mark.parametrize("case", CASES)
def test_a_lone_contrarian_who_changes_no_share_is_named(case: str) -> None:
    coding, _ = CASES[case]
    against = [tuple(3 - value for value in row) for row in coding]
    found = spread(named(*[coding] * 4, against))
    assert {each.respondent for each in found.dissent} == {"R4"}


@some
@given(skipping, st.integers(4, 9), st.sampled_from(list(PlatformType)))
def test_a_lone_dissenter_is_never_lost(
    coding: list[Cells], others: int, top: PlatformType
) -> None:
    agreed = [PURE[top]] * 8
    people = named(*[agreed] * others, coding)
    found = spread(people)
    away = {
        (dimension, platform, value)
        for dimension, row in zip(Dimension, coding, strict=True)
        for platform, value, usual in zip(PlatformType, row, PURE[top], strict=True)
        if value is not None and abs(value - usual) >= FAR
    }
    assert {(d.dimension, d.platform, d.value) for d in found.dissent} == away
    (own,) = [view for view in found.views if view.respondent == f"R{others}"]
    assert (own in found.alone([top])) == bool(own.tops and top not in own.tops)


@some
@given(st.lists(skipping, min_size=1, max_size=5))
def test_everyone_is_counted_once_in_every_statement(given: list[list[Cells]]) -> None:
    people = named(*given)
    assert all(sum(c.counts) + c.skipped == len(people) for c in spread(people).cells)
    rated = sum(any(c.counts) for c in spread(people).cells)
    assert profile(people, draws=0).coverage == rated / 24
