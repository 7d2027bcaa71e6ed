"""The public value of the package that is kept."""

from pathlib import Path

import pytest

from commonweal.align.track import TrackChange
from commonweal.app.align import alignment
from commonweal.app.winwin import publicvalue, solution
from commonweal.model.errors import NotFound, NotYet
from commonweal.model.track import TrackKind, TrackState
from tests.web.partnership import settled


@pytest.mark.requirement(84)
def test_the_account_follows_the_package_and_the_tracks_that_are_done(tmp_path: Path) -> None:
    told = settled(tmp_path / "home")
    who = told.user, told.house.node, told.id
    with pytest.raises(NotYet):
        publicvalue.show(*who)
    solution.solve(*who)
    found = publicvalue.show(*who)
    assert [(each.name, len(each.uses)) for each in found.types] == [("not typed", 1)]
    assert [each.item.id for each in found.costs] == ["consent"]
    alignment.set_track(
        *who,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="Council",
            country="NL",
            state=TrackState.DONE,
        ),
    )
    assert publicvalue.show(*who).costs == ()
    with pytest.raises(NotFound):
        publicvalue.show(told.stranger, told.house.node, told.id)
