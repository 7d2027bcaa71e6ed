"""Step 3 in the browser."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import collaboration as collaborations
from commonweal.app import party
from commonweal.app.align import alignment
from commonweal.app.winwin import solution
from commonweal.model.party import OPERATOR, PartyKind, Role
from commonweal.model.track import TrackState
from tests.web.partnership import Partnership, settled
from tests.web.visits import refused, said, seen, visit

TRACK = {"name": "consent", "kind": "legal", "authority": "Council", "country": "NL",
         "state": "open", "owner": "", "due": "", "steps": "", "evidence": "", "blocker": "",
         "seen": "0"}  # fmt: skip
WHY = {"name": "A. Jansen", "reason": "The law lapses in May"}


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    made = settled(tmp_path_factory.mktemp("still") / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/align"


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    made = settled(tmp_path / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/align"


@pytest.mark.requirement(31)
def test_a_lock_leads_to_what_opens_it(told: Partnership, there: str, mine: TestClient) -> None:
    made = party.add(OPERATOR, told.house.node, name="Hill Telecom", kind=PartyKind.BUSINESS)
    roles = frozenset({Role.HOLDER})
    collaborations.join(told.user, told.house.node, told.id, party=made.id, roles=roles)
    solution.solve(told.user, told.house.node, told.id)
    page = mine.get(there)
    assert "Put on the table what Hill Telecom gains" in seen(page)
    assert f'<a href="{told.page}/winwin/offers#more">Put on the table' in page.text


@pytest.mark.requirement(30)
def test_what_is_emptied_on_the_page_is_empty(
    told: Partnership, there: str, mine: TestClient
) -> None:
    whole = {
        **TRACK,
        "owner": "Ann",
        "due": "2026-12-24",
        "steps": "Draft it",
        "evidence": "minute",
        "text": "Maps may be published",
    }
    page = mine.post(f"{there}/tracks", data=whole)
    assert "<strong>Maps may be published</strong>" in mine.get(there).text, page
    assert said(mine.post(f"{there}/tracks", data={**TRACK, "seen": "1"})) == "track"
    (track,) = alignment.status(told.user, told.house.node, told.id).tracks
    assert (track.owner, track.due, track.steps, track.evidence) == ("", None, (), "")
    assert track.called == TRACK["name"]


def test_ticking_steps_empties_nothing(told: Partnership, there: str, mine: TestClient) -> None:
    mine.post(f"{there}/tracks", data={**TRACK, "owner": "Ann", "steps": "Draft it"})
    (track,) = alignment.status(told.user, told.house.node, told.id).tracks
    mine.post(f"{there}/{track.id}/steps", data={"done": ["0"], "seen": "1"})
    (track,) = alignment.status(told.user, told.house.node, told.id).tracks
    assert (track.owner, steps(told)) == ("Ann", [("Draft it", True)])


def states(told: Partnership) -> list[TrackState]:
    return [each.state for each in alignment.status(told.user, told.house.node, told.id).tracks]


@pytest.mark.requirement(31)
def test_a_board_that_is_locked_says_why(tmp_path: Path) -> None:
    told = settled(tmp_path / "locked")
    with visit(told.house.node, told.user) as mine:
        words = seen(mine.get(f"{told.page}/align"))
        assert "Compute a package of what lies on the table, and keep it." in words
        assert "Locked. Alignment has not begun: what it is worth to Telecom is not stated" in words
        assert "Open a new track" not in words
        answer = mine.post(f"{told.page}/align/tracks", data=TRACK)
    refused(answer, 403, "is not stated", {"name": "consent"})


def test_a_track_is_opened_blocked_and_done(
    told: Partnership, there: str, mine: TestClient
) -> None:
    assert "No track yet" in seen(mine.get(there))
    assert said(mine.post(f"{there}/tracks", data=TRACK)) == "track"
    blocked = {**TRACK, "state": "blocked", "blocker": "No law yet", "owner": "Ann",
               "due": "2026-06-30", "seen": "1"}  # fmt: skip
    assert said(mine.post(f"{there}/tracks", data=blocked)) == "track"
    words = seen(mine.get(there))
    assert "blocked by : No law yet" in words or "blocked by: No law yet" in words
    assert "due 30 Jun 2026" in words
    assert said(mine.post(f"{there}/tracks", data={**TRACK, "state": "done", "seen": "2"}))
    assert states(told) == [TrackState.DONE]
    assert "Tracks done: 1 of 1." in seen(mine.get(there))


@pytest.mark.requirement(30)
def test_the_board_groups_by_kind_authority_and_country(there: str, mine: TestClient) -> None:
    for kind, authority, country in (("procedural", "Health", "KE"), ("legal", "Council", "NL"),
                                     ("it", "Window", "NL")):  # fmt: skip
        mine.post(
            f"{there}/tracks",
            data={**TRACK, "kind": kind, "authority": authority, "country": country},
        )
    words = seen(mine.get(there))
    board = words[words.index("Board:") :]
    order = [board.index(word) for word in ("Legal", "Council", "IT", "Window", "Procedural", "KE")]
    assert order == sorted(order)


def test_two_people_setting_the_same_track_are_told(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/tracks", data=TRACK)
    mine.post(f"{there}/tracks", data={**TRACK, "state": "done", "seen": "1"})
    late = {**TRACK, "state": "blocked", "blocker": "No law yet", "seen": "1"}
    answer = mine.post(f"{there}/tracks", data=late)
    refused(answer, 409, "is there, and done now", {"blocker": "No law yet"})
    assert states(told) == [TrackState.DONE]
    again = mine.post(f"{there}/tracks", data=TRACK)
    refused(again, 409, "is there, and done now", {"name": "consent"})


@pytest.mark.parametrize(
    ("changed", "status", "words"),
    [
        ({"name": ""}, 422, "nothing is given"),
        ({"name": "x" * 201}, 422, "at most 200"),
        ({"kind": ""}, 422, "nothing is given"),
        ({"kind": "moral"}, 422, "not among the choices"),
        ({"authority": ""}, 422, "nothing is given"),
        ({"country": "x" * 81}, 422, "at most 80"),
        ({"state": "finished"}, 422, "not among the choices"),
        ({"state": "blocked"}, 422, "is blocked by nothing"),
        ({"state": "done", "blocker": "Law"}, 422, "and yet blocked"),
        ({"due": "soon"}, 422, "is no day"),
        ({"seen": "-1"}, 422, "which version"),
        ({"seen": "3"}, 409, "not there any more"),
        ({"collaboration": "col_1"}, 422, "does not know"),
    ],
)
def test_a_track_that_will_not_do_is_not_set(
    changed: dict[str, str],
    status: int,
    words: str,
    still: Partnership,
    where: str,
    browsing: TestClient,
) -> None:
    refused(browsing.post(f"{where}/tracks", data={**TRACK, **changed}), status, words)
    assert states(still) == []


def test_a_wrong_state_is_said_at_its_track(there: str, mine: TestClient) -> None:
    mine.post(f"{there}/tracks", data=TRACK)
    answer = mine.post(f"{there}/tracks", data={**TRACK, "state": "blocked", "seen": "1"})
    refused(answer, 422, "is blocked by nothing")
    assert answer.text.count('role="alert"') == 1
    assert 'id="track-tra_' in answer.text.split('role="alert"')[0].rpartition("<form")[2]


def test_words_of_a_track_are_words(there: str, mine: TestClient) -> None:
    mine.post(f"{there}/tracks", data={**TRACK, "name": "<b>law</b>", "authority": "<i>x</i>"})
    text = mine.get(there).text
    assert "<b>law" not in text
    assert "<i>x" not in text


def spaced(words: str) -> str:
    """The words with every comma and colon standing alone, whatever mark-up is between."""
    return re.sub(r" ?([,:]) ", r" \1 ", words)


def steps(told: Partnership) -> list[tuple[str, bool]]:
    (track,) = alignment.status(told.user, told.house.node, told.id).tracks
    return [(each.text, each.done) for each in track.steps]


@pytest.mark.requirement(30)
def test_steps_are_written_ticked_and_written_anew_with_their_ticks(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/tracks", data={**TRACK, "steps": "Draft it\n\nPublish it"})
    (track,) = alignment.status(told.user, told.house.node, told.id).tracks
    assert "0 of 2 steps" in seen(mine.get(there))
    ticks = {"done": ["1"], "seen": "1"}
    assert said(mine.post(f"{there}/{track.id}/steps", data=ticks)) == "ticked"
    assert steps(told) == [("Draft it", False), ("Publish it", True)]
    anew = {**TRACK, "steps": "Publish it\nTell them", "seen": "2"}
    mine.post(f"{there}/tracks", data=anew)
    assert steps(told) == [("Publish it", True), ("Tell them", False)]
    early = mine.post(f"{there}/tracks", data={**anew, "state": "done", "seen": "3"})
    refused(early, 403, "1 step is open (Tell them)")


def test_ticks_of_someone_who_was_slower_are_refused_at_their_track(
    told: Partnership, there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/tracks", data={**TRACK, "steps": "Draft it"})
    mine.post(f"{there}/tracks", data={**TRACK, "steps": "Draft it", "owner": "Ann", "seen": "1"})
    (track,) = alignment.status(told.user, told.house.node, told.id).tracks
    late = mine.post(f"{there}/{track.id}/steps", data={"done": ["0"], "seen": "1"})
    refused(late, 409, "is there, and open now")
    assert f'id="steps-{track.id}-wrong"' in late.text
    assert steps(told) == [("Draft it", False)]


@pytest.mark.parametrize(
    ("track", "ticks", "status"),
    [("tra_none", {"seen": "1"}, 404), ("{id}", {"done": ["7"], "seen": "1"}, 422)],
)
def test_ticks_of_no_step_are_refused(
    told: Partnership, there: str, mine: TestClient, track: str, ticks: dict[str, str], status: int
) -> None:
    mine.post(f"{there}/tracks", data={**TRACK, "steps": "Draft it"})
    (found,) = alignment.status(told.user, told.house.node, told.id).tracks
    answer = mine.post(f"{there}/{track.format(id=found.id)}/steps", data=ticks)
    assert answer.status_code == status
    assert steps(told) == [("Draft it", False)]


@pytest.mark.requirement(32)
def test_the_board_says_what_each_benefit_needs_and_what_waits_beside_each_track(
    there: str, mine: TestClient
) -> None:
    late = {**TRACK, "owner": "Ann", "due": "2026-02-01", "evidence": "minute 4"}
    mine.post(f"{there}/tracks", data=late)
    words = seen(mine.get(there))
    assert "needs one signature still , the latest due 1 Feb 2026 :" in spaced(words)
    assert "consent (Council, NL, legal; Ann, due 2026-02-01, overdue)" in words
    board = words[words.index("Board:") :]
    for told_of in ("overdue", "shown by : minute 4", "for : Report"):
        assert told_of in spaced(board)
    assert "1 overdue." in words
    table = mine.get(f"{there}?table=readiness&as=csv").text
    assert "Report,service in return,,promised,1,2026-02-01,Invented figures." in table
    assert "minute 4" in mine.get(f"{there}?table=tracks&as=csv").text


def test_a_dropped_track_leaves_the_board_and_stays_in_the_table(
    there: str, mine: TestClient
) -> None:
    mine.post(f"{there}/tracks", data=TRACK)
    mine.post(f"{there}/tracks", data={**TRACK, "authority": "Concil"})
    gone = {**TRACK, "authority": "Concil", "state": "dropped", "blocker": "A typing error"}
    assert said(mine.post(f"{there}/tracks", data={**gone, "seen": "1"})) == "track"
    words = seen(mine.get(there))
    board = words[words.index("Board:") : words.index("Every track as a table")]
    assert "Concil" not in board
    assert "A typing error" in words[words.index("Every track as a table") :]


def test_a_long_board_is_looked_through_by_kind_authority_and_country(
    there: str, mine: TestClient
) -> None:
    assert "Filter the board" not in mine.get(there).text
    for n in range(6):
        mine.post(f"{there}/tracks", data={**TRACK, "name": f"track-{n}", "country": f"C{n}"})
    assert "Filter the board" in mine.get(there).text
    found = seen(mine.get(f"{there}?country=C3&kind=Legal"))
    board = found[found.index("Board:") : found.index("Every track as a table")]
    assert "track-3" in board
    assert "track-2" not in board
    assert "Show all" in seen(mine.get(f"{there}?country=nowhere"))


@pytest.mark.requirement(31)
def test_the_lock_is_passed_over_with_a_reason_that_the_board_keeps(tmp_path: Path) -> None:
    told = settled(tmp_path / "locked")
    there = f"{told.page}/align"
    with visit(told.house.node, told.user) as mine:
        assert "Begin before that, with a reason" in seen(mine.get(there))
        for missing in WHY:
            refused(mine.post(f"{there}/override", data={**WHY, missing: ""}), 422, "nothing is")
        assert said(mine.post(f"{there}/override", data=WHY)) == "unlocked"
        words = seen(mine.get(there))
        assert "on the word of A. Jansen (Mappers), 2026-03-01: The law lapses in May" in words
        assert "Begin before that" not in words
        assert "Locked" not in words
        assert "The law lapses in May" in seen(mine.get(f"{told.page}/account"))
        mine.post(f"{there}/tracks", data=TRACK)
        for table in ("tracks", "readiness"):
            rows = mine.get(f"{there}?table={table}&as=csv").text.splitlines()[1:]
            assert rows
            assert all("The law lapses in May" in row for row in rows)
        refused(mine.post(f"{there}/override", data=WHY), 409, "Alignment is not locked")
