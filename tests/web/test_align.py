"""Step 3 in the browser."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from commonweal.app import align, winwin
from commonweal.model.track import TrackState
from tests.app.houses import house
from tests.web.partnership import Partnership, partnership
from tests.web.visits import refused, said, seen, visit

TRACK = {"name": "consent", "kind": "legal", "authority": "Council", "country": "NL",
         "state": "open", "owner": "", "due": "", "blocker": "", "seen": "0"}  # fmt: skip


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    made = partnership(house(tmp_path_factory.mktemp("still") / "home"))
    winwin.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture(scope="module")
def where(still: Partnership) -> str:
    return f"{still.page}/align"


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    made = partnership(house(tmp_path / "home"))
    winwin.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture
def there(told: Partnership) -> str:
    return f"{told.page}/align"


def states(told: Partnership) -> list[TrackState]:
    return [each.state for each in align.status(told.user, told.house.node, told.id).tracks]


@pytest.mark.requirement(31)
def test_a_board_that_is_locked_says_why(tmp_path: Path) -> None:
    told = partnership(house(tmp_path / "locked"))
    with visit(told.house.node, told.user) as mine:
        words = seen(mine.get(f"{told.page}/align"))
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
    assert "1 of 1 tracks are done" in seen(mine.get(there))


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
