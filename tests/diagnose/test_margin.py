from collections.abc import Sequence

import pytest

from commonweal.diagnose.turning import turning
from tests.diagnose.builders import PURE, Cells, assessment, named
from tests.diagnose.codings import CASES

RD, SI, SS = PURE.values()


def told(*codings: Sequence[Cells]) -> list[str]:
    """What is said of the thresholds that these respondents are near to."""
    return [each.text for each in turning(named(*codings)).margins]


def test_a_type_tells_both_thresholds_below_it() -> None:
    assert told(list(CASES["nys_food"][0])) == [
        "Largest share minus second: 0.27; below 0.15 it would be mixed.",
        "Largest share: 0.52; below 0.50 it would only lean.",
    ]


def test_a_leaning_says_what_would_make_it_a_type() -> None:
    assert told([RD] * 3 + [SI] * 2 + [SS] * 2 + [(2, 1, 1)]) == [
        "Largest share minus second: 0.16; below 0.15 it would be mixed.",
        "Largest share: 0.44; from 0.50 on it would be a type.",
    ]


def test_a_mixture_says_what_it_lacks() -> None:
    assert told([RD, SI] * 4) == [
        "Largest share minus second: 0.00; from 0.15 on it would not be mixed."
    ]


def test_a_dispute_says_how_large_the_second_view_is() -> None:
    assert told([RD] * 8, [RD] * 8, [SI] * 8, [SI] * 8)[0] == (
        "People who share another view: 2 of 4; below 40 % it would not be disputed."
    )
    assert told(*[[RD] * 8] * 4, [SI] * 8)[0] == (
        "People who share another view: 1 of 5; from 40 % on it would be disputed."
    )


def test_too_thin_says_how_much_is_missing_and_nothing_else() -> None:
    assert told([RD] * 3) == [
        "Questions with all three ratings and evidence: 3; "
        "from 4 on there would be enough to say more."
    ]


def test_barely_enough_says_so() -> None:
    assert "with fewer than 4 it would be too thin" in told([RD] * 5)[0]


@pytest.mark.requirement(7)
def test_what_fits_nothing_says_how_far_it_is_from_being_covered() -> None:
    nothing: list[tuple[int, ...]] = [(0, 0, 0)]
    assert told([RD] * 4 + nothing * 4) == [
        "Questions where nothing fits: 4 of 8; below half it would be covered by the framework."
    ]
    assert told([RD] * 5 + nothing * 3)[0] == (
        "Questions where nothing fits: 3 of 8; "
        "from half on it would not be covered by the framework."
    )


def test_a_value_just_off_its_threshold_is_not_written_like_it() -> None:
    rows: Sequence[Cells] = [RD] * 3 + [SI] * 2 + [SS, (1, 1, 1), (2, 1, 3)]
    (lead,) = turning([assessment(rows)]).margins
    assert lead.text.startswith("Largest share minus second: 0.1458; from 0.15 on")
