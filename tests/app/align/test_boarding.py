"""Tracks that a document tells of are put on the board, and those worked on stay."""

from pathlib import Path

import pytest

from commonweal.align.track import TrackChange
from commonweal.app import collaboration
from commonweal.app.align import alignment
from commonweal.app.align.boarding import SAYS
from commonweal.app.winwin import offers, solution
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId
from commonweal.model.party import Actor, PartyKind, Role
from commonweal.model.returns import Return, ReturnState
from commonweal.model.track import Step, TrackKind, TrackState
from commonweal.model.winwin import Offers
from tests.app.contract import CONTRACT, board, changed, founded, track
from tests.app.houses import START, House, house
from tests.app.journey import OFFERS, travelled


@pytest.fixture
def home(tmp_path: Path) -> House:
    return house(tmp_path / "home")


def test_a_track_is_put_on_the_board_as_the_document_found_it(home: House) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=track(state="blocked", country="Nepal"))
    (found,) = board(home, id)
    assert (found.name, found.kind, found.authority) == ("consent", TrackKind.LEGAL, "ministry")
    assert (found.state, found.blocker, found.country) == (TrackState.BLOCKED, SAYS, "Nepal")


def test_the_text_of_a_track_goes_on_the_board_and_back_into_the_document(home: House) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=track(text="Maps may be published"))
    offers.table(founder, home.node, id, document=track())
    assert [each.text for each in board(home, id)] == ["Maps may be published"]
    written = offers.document(founder, home.node, id)
    (told,) = [each for each in written["tracks"] if each["track"] == "consent"]  # type: ignore[attr-defined]  # a document of builtins
    assert told["text"] == "Maps may be published"
    lying = offers.tabled(founder, home.node, id)
    assert lying
    assert [each.called for each in lying.record.tracks] == ["Maps may be published"]


def test_a_text_on_the_board_outlasts_an_older_document_and_lies_in_no_offers(home: House) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=track(text="Maps may be published"))
    offers.table(founder, home.node, id, document=track(text="Something else"))
    assert [each.text for each in board(home, id)] == ["Maps may be published"]
    (lying,) = home.node.records.find(Offers, collaboration=id)
    assert not any(each.text for each in lying.record.tracks)


def test_a_track_of_which_no_authority_is_said_is_none_of_the_boards(home: House) -> None:
    founder, id = founded(home)
    document = changed(tracks=[{"track": "consent", "cost": 2}])
    assert offers.table(founder, home.node, id, document=document).tracks[0].track == "consent"
    assert board(home, id) == []


def unlocked(home: House) -> tuple[Actor, CollaborationId]:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=CONTRACT)
    solution.solve(founder, home.node, id)
    assert not alignment.status(founder, home.node, id).locked
    return founder, id


def test_a_document_sets_a_track_and_leaves_owner_and_steps(home: House) -> None:
    founder, id = unlocked(home)
    (before,) = board(home, id)
    alignment.set_track(
        founder,
        home.node,
        id,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="ministry",
            country=before.country,
            state=TrackState.OPEN,
            owner="Ana",
            due=START.date(),
            steps=(Step(text="ask", done=True),),
        ),
    )
    offers.table(founder, home.node, id, document=track(state="done"))
    (after,) = board(home, id)
    assert (after.id, after.state, after.blocker) == (before.id, TrackState.DONE, "")
    assert (after.owner, after.due, after.steps) == (
        "Ana",
        START.date(),
        (Step(text="ask", done=True),),
    )
    offers.table(founder, home.node, id, document=track())
    assert (board(home, id)[0].state, board(home, id)[0].blocker) == (TrackState.OPEN, SAYS)


@pytest.mark.ci
def test_a_done_track_makes_the_return_that_waits_for_it_real(tmp_path: Path) -> None:
    told = travelled(tmp_path / "travelled")
    node = told.house.node
    stands = {"kind": "legal", "authority": "Council", "state": "done"}
    document = {**OFFERS, "tracks": [{"track": "consent", "cost": [1, 1, 2], **stands}]}
    assert node.records.get(Return, told.owed).record.state is ReturnState.PROMISED
    offers.table(told.user, node, told.collaboration, document=document)
    assert [each.state for each in board(told.house, told.collaboration)] == [TrackState.DONE]
    assert node.records.get(Return, told.owed).record.state is ReturnState.ALIGNED


def worked_on(home: House) -> tuple[Actor, CollaborationId]:
    """Locked again, after somebody took the track on."""
    founder, id = unlocked(home)
    alignment.set_track(
        founder,
        home.node,
        id,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="ministry",
            country=board(home, id)[0].country,
            state=TrackState.OPEN,
            owner="Ana",
        ),
    )
    silent = home.party("Silent", PartyKind.BUSINESS)
    assert silent.party
    collaboration.join(founder, home.node, id, party=silent.party, roles=frozenset({Role.HOLDER}))
    assert alignment.status(founder, home.node, id).locked
    return founder, id


def test_while_alignment_is_locked_a_document_changes_no_track_that_is_worked_on(
    home: House,
) -> None:
    founder, id = worked_on(home)
    before = home.node.records.counter()
    with pytest.raises(NotYet, match="'consent'"):
        offers.table(founder, home.node, id, document=track(state="done"))
    assert home.node.records.counter() == before
    offers.table(founder, home.node, id, document=CONTRACT)
    more = {"id": "link", "kind": "it", "authority": "customs", "cost": 1, "state": "done"}
    offers.table(founder, home.node, id, document=changed(tracks=[*CONTRACT["tracks"], more]))
    assert {each.name: each.state for each in board(home, id)} == {
        "consent": TrackState.OPEN, "link": TrackState.DONE
    }  # fmt: skip


def test_a_document_corrects_what_only_documents_told_of_a_track_also_while_locked(
    home: House,
) -> None:
    founder, id = founded(home)
    offers.table(founder, home.node, id, document=CONTRACT)
    assert alignment.status(founder, home.node, id).locked
    for state in ("done", "blocked", "open"):
        offers.table(founder, home.node, id, document=track(state=state))
        assert [each.state for each in board(home, id)] == [TrackState(state)]


def test_a_document_corrects_the_authority_that_only_documents_told(home: House) -> None:
    founder, id = founded(home)
    for state, authority in (("open", "ministry"), ("done", "customs"), ("blocked", "port")):
        offers.table(founder, home.node, id, document=track(state=state, authority=authority))
        told = {each.authority: each.state for each in board(home, id)}
        assert told == {authority: TrackState(state)}


def test_a_track_that_is_worked_on_stays_beside_one_told_with_another_authority(
    home: House,
) -> None:
    founder, id = worked_on(home)
    offers.table(founder, home.node, id, document=track(state="done", authority="customs"))
    assert {each.authority: each.state for each in board(home, id)} == {
        "ministry": TrackState.OPEN, "customs": TrackState.DONE
    }  # fmt: skip
