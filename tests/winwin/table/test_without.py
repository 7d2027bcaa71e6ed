"""Offers with something switched off."""

from dataclasses import replace

import pytest

from commonweal.model.errors import UnknownTerm
from commonweal.winwin.table.without import without
from tests.winwin.table.test_written import of_case


def test_without_nothing_all_is_there() -> None:
    told = of_case("floraholland")
    assert without(told, services=(), tracks=()) == told


def test_a_service_falls_alone() -> None:
    told = of_case("floraholland")
    left = without(told, services=("green-lane",), tracks=())
    assert [each.id for each in left.services] == ["early-notice"]
    assert (left.elements, left.uses, left.tracks) == (told.elements, told.uses, told.tracks)


@pytest.mark.parametrize("track", ["voluntary-data", "document-link", "joint-inspection"])
def test_what_waits_for_a_track_falls_with_it(track: str) -> None:
    told = of_case("floraholland")
    left = without(told, services=(), tracks=(track,))
    assert "green-lane" not in {each.id for each in left.services}
    assert track not in {each.track for each in left.tracks}


def test_a_track_that_waits_for_one_that_is_never_done_falls_with_it() -> None:
    told = of_case("floraholland")
    first, *others = told.tracks
    chained = replace(
        told, tracks=(first, *(replace(each, needs_tracks=(first.track,)) for each in others))
    )
    left = without(chained, services=(), tracks=(first.track,))
    assert left.tracks == ()
    assert all(not each.needs_tracks for each in left.services)


@pytest.mark.parametrize(("services", "tracks"), [(("x",), ()), ((), ("x",)), ((), ("x" * 999,))])
def test_what_is_not_on_the_table_is_named(
    services: tuple[str, ...], tracks: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownTerm):
        without(of_case("floraholland"), services=services, tracks=tracks)
