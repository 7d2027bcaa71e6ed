from dataclasses import replace
from datetime import UTC, datetime

from commonweal.model.ids import FrontierId
from commonweal.model.winwin import Ended, Frontier, Package, Standing
from commonweal.winwin.points import KEPT, NO_DEAL, PLAIN, RECOMMENDED, frontier_points, marks

AT = datetime(2026, 3, 1, tzinfo=UTC)


def package(margin: float, value: float, chance: float, caution: float = 0.0) -> Package:
    return Package(
        id="p",  # type: ignore[arg-type]  # any id
        collaboration="c",  # type: ignore[arg-type]  # any id
        at=AT,
        margin=margin,
        joined=(),
        elements=("e",),
        uses=(f"u{value:g}",),
        services=(),
        tracks=(),
        public_value=value,
        unit="points",
        nets=(),
        chance=chance,
        standing=Standing.WIN_WIN if value else Standing.NO_DEAL,
        gap=0.0,
        draws=10_000,
        seed=1,
        invented=True,
        caution=caution,
        ended=Ended.PROVED,
    )


FOUND = Frontier(
    id=FrontierId("f"),
    collaboration="c",  # type: ignore[arg-type]  # any id
    at=AT,
    points=(package(0, 265, 0.79), package(20, 185, 0.98), package(0, 0, 1.0, caution=0.6)),
    plain=package(0, 265, 0.79),
    recommended=1,
    invented=True,
)


def test_the_plain_optimum_the_recommended_and_what_is_no_deal_are_marked() -> None:
    assert [marks(FOUND, place) for place in range(3)] == [(PLAIN,), (RECOMMENDED,), (NO_DEAL,)]


def test_kept_is_the_point_held_in_the_same_way_that_gives_the_same() -> None:
    kept = package(20, 185, 0.98)
    assert marks(FOUND, 1, kept) == (RECOMMENDED, KEPT)
    assert marks(FOUND, 1, replace(kept, margin=10.0)) == (RECOMMENDED,)
    assert marks(FOUND, 1, replace(kept, public_value=184.0)) == (RECOMMENDED,)


def test_the_picture_has_every_point_with_unit_day_and_label_and_no_deal_has_no_chance() -> None:
    made = frontier_points(FOUND, {})
    assert [(each.share, each.value) for each in made.points] == [
        (0.79, 265),
        (0.98, 185),
        (None, 0),
    ]
    assert made.points[2].note == "caution 60 %"
    about = made.caption
    assert (about.unit, about.on, about.label) == ("points", "2026-03-01", "invented")
    assert frontier_points(FOUND, {}, on="figures until 2026").caption.on == "figures until 2026"
