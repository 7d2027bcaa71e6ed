from datetime import timedelta

from commonweal.diagnose.figure import profile_bars, timeline
from commonweal.diagnose.profile import profile
from commonweal.model.assessment import Basis, Degree, Deviation, Dimension, PlatformType, Profile
from commonweal.model.collaboration import Collaboration, Event, EventKind
from commonweal.model.ids import CollaborationId
from tests.diagnose.builders import NOON, PARTY, PURE, assessment

SOCIAL = PURE[PlatformType.SOCIAL_ISSUE]


def rated(*rows: tuple[int | None, ...]) -> Profile:
    return profile([assessment([*rows, *[SOCIAL] * (8 - len(rows))])], draws=0)


def test_every_answered_dimension_has_a_bar_for_each_platform_in_the_order_of_the_paper() -> None:
    found = profile_bars(rated((None, None, None)))
    assert len(found.bars) == 7 * 3
    assert [bar.series for bar in found.bars[:3]] == [
        "Resource-dependence", "Social Issue", "Societal Sector"
    ]  # fmt: skip
    assert [bar.value for bar in found.bars[:3]] == [0.0, 1.0, 0.0]
    assert found.bars[0].category == "Contextual factors"
    assert found.most == 1.0


def test_a_deviation_is_marked_at_the_platform_it_leans_to_and_nowhere_else() -> None:
    found = profile_bars(rated((3, 1, 0)))
    marked = [bar for bar in found.bars if bar.marked]
    assert [(bar.category, bar.series, bar.marked) for bar in marked] == [
        ("Primary interest", "Resource-dependence", "deviates (computed)")
    ]


def test_what_fits_has_no_mark() -> None:
    assert not any(bar.marked for bar in profile_bars(rated()).bars)


def test_a_deviation_that_only_a_coder_states_is_marked_as_stated() -> None:
    from dataclasses import replace

    stated = Deviation(
        dimension=Dimension.SENSEMAKING, degree=Degree.PARTLY, basis=Basis.STATED, text="x"
    )
    found = profile_bars(replace(rated(), deviations=(stated,)))
    (marked,) = [bar for bar in found.bars if bar.marked]
    assert marked.category == "Prospective sense-making themes"
    assert marked.marked == "partly (stated)"


def test_shares_are_never_shown_without_coverage_and_agreement() -> None:
    found = profile_bars(rated()).caption
    assert "Coverage 100 %" in found.note
    assert "agreement" in found.note
    assert found.source == "independent ratings by 1 respondent"


def test_the_timeline_tells_every_event_with_its_source_in_time() -> None:
    events = tuple(
        Event(at=NOON - timedelta(days=day), kind=EventKind.REQUEST, text=f"{day}", source="paper")
        for day in (1, 3, 2)
    )
    given = Collaboration(
        id=CollaborationId("col_1"), title="t", issue="i", founder=PARTY, events=events
    )
    found = timeline(given)
    assert [each.text for each in found.moments] == ["3", "2", "1"]
    assert found.caption.on == "2015-04-22 to 2015-04-24"
    assert found.moments[0].source == "paper"


def test_a_collaboration_without_events_has_an_empty_timeline() -> None:
    given = Collaboration(id=CollaborationId("col_1"), title="t", issue="i", founder=PARTY)
    assert timeline(given).moments == ()


def test_the_timeline_tells_who_asked_and_whether_others_could_see_it() -> None:
    asked = Event(
        at=NOON, kind=EventKind.REQUEST, text="t", source="s", askers=("A", "B"), public=True
    )
    given = Collaboration(
        id=CollaborationId("col_1"), title="t", issue="i", founder=PARTY, events=(asked,)
    )
    (moment,) = timeline(given).moments
    assert (moment.by, moment.public) == ("A, B", True)
