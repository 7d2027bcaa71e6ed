"""One coder's draft as a respondent hands it in: what was found, and who rated."""

import pytest

from commonweal.app.diagnose import coding
from commonweal.cases.case import NAMES, case
from commonweal.diagnose.profile import profile
from commonweal.diagnose.rating import ratings, stated_deviations
from commonweal.model.assessment import Basis, Degree, Dimension, Label, PlatformType
from commonweal.model.errors import UnknownTerm


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_rated_and_rests_on_a_finding_of_the_paper(name: str) -> None:
    given = ratings(coding.rows(name))
    cells = [(each.dimension, each.platform) for each in given]
    assert cells == [(dimension, platform) for dimension in Dimension for platform in PlatformType]
    for each in given:
        (evidence,) = each.evidence
        assert evidence.source.startswith("paper T")
        assert evidence.period == case(name).assessment.period


@pytest.mark.requirement(15)
def test_the_draft_gives_the_labels_and_the_deviations_that_we_read() -> None:
    degrees = []
    for name, platform in zip(NAMES, PlatformType, strict=True):
        found = profile([coding.assessment(name)], draws=0)
        assert (found.label, found.top) == (Label.TYPE, platform)
        computed = {e.dimension: e.degree for e in found.deviations if e.basis is Basis.COMPUTED}
        stated = {e.dimension: e.degree for e in stated_deviations(coding.stated(name))}
        assert computed == stated
        degrees.append(sorted(computed.values()))
    assert degrees == [
        [Degree.PARTLY] * 3,
        [Degree.DEVIATES],
        [Degree.DEVIATES] * 3 + [Degree.PARTLY] * 2,
    ]


def test_a_case_that_is_not_there_is_refused() -> None:
    for ask in (coding.rows, coding.stated, coding.assessment):
        with pytest.raises(UnknownTerm):
            ask("rotterdam")
