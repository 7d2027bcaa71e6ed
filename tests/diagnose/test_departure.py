from dataclasses import replace

from commonweal.diagnose.departure import departures
from commonweal.diagnose.framework import framework
from commonweal.model.assessment import Degree, Dimension, PlatformType, StatedDeviation
from tests.diagnose.builders import EVIDENCE, PURE, assessment
from tests.diagnose.diagnosed import diagnosed

RD, SI, _ = PlatformType
ROWS = framework().dimensions
LONE = [PURE[SI]] * 7 + [PURE[RD]]
LAST = tuple(Dimension)[-1]


def test_a_pure_type_departs_nowhere() -> None:
    assert departures(diagnosed([assessment([PURE[SI]] * 8)]), ROWS) == ()


def test_what_is_computed_stands_beside_what_is_stated_the_worst_first() -> None:
    given = assessment(LONE)
    word = StatedDeviation(dimension=Dimension.ORIENTATION, degree=Degree.PARTLY, text="Not quite")
    first, second = departures(diagnosed([replace(given, stated=(word,))]), ROWS)
    assert (first.row.id, first.degree, first.computed) == (
        LAST,
        Degree.DEVIATES,
        Degree.DEVIATES,
    )
    assert (first.stated, first.apart) == ((), False)
    assert (second.row.id, second.degree, second.computed) == (
        Dimension.ORIENTATION,
        Degree.PARTLY,
        Degree.FITS,
    )
    assert (len(second.stated), second.apart) == (1, True)


def test_the_same_evidence_behind_three_ratings_stands_once_behind_the_highest() -> None:
    (found,) = departures(diagnosed([assessment(LONE)]), ROWS)
    (item,) = found.items
    assert (item.evidence, item.platform, item.value) == (EVIDENCE[0], RD, max(PURE[RD]))
