"""`weal align`, and `weal new --from`, in the words of a terminal."""

from pathlib import Path

import pytest

from tests.journey.weal import weal
from tests.web.partnership import Partnership, settled

LAW = ("licence", "open", "--kind", "legal", "--authority", "Regulator", "--country", "NL")


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def said(told: Partnership, *words: str) -> object:
    found = weal(told.house.node.home, *words, party="Mappers")
    assert found.code == 0, found
    return found.out


@pytest.mark.requirement(31)
def test_a_locked_alignment_is_begun_with_a_name_and_a_reason(told: Partnership) -> None:
    home = told.house.node.home
    locked = weal(home, "align", "set", told.id, *LAW, party="Mappers")
    assert (locked.code, locked.problem["code"]) == (3, "not-yet")
    begun = ("align", "override", told.id, "--name", "A. Jansen", "--reason", "It lapses in May")
    assert weal(home, *begun, party="Mappers").out["reason"] == "It lapses in May"
    said(told, "align", "set", told.id, *LAW)
    board = weal(home, "align", "status", told.id, party="Mappers").out
    assert "A. Jansen (Mappers)" in board["passed_over"][0]
    again = weal(home, *begun, party="Mappers")
    assert (again.code, again.problem["code"]) == (6, "conflict")


@pytest.mark.requirement(30)
def test_steps_are_given_and_ticked_and_evidence_is_kept(told: Partnership) -> None:
    home = told.house.node.home
    said(told, "winwin", "solve", told.id)
    steps = ("--step", "x: Draft it", "--step", "Publish it", "--evidence", "minute 4")
    worded = said(told, "align", "set", told.id, *LAW, "--text", "Maps may be published")
    assert isinstance(worded, dict)
    assert (worded["name"], worded["text"]) == ("licence", "Maps may be published")
    made = weal(home, "align", "set", told.id, *LAW, *steps, party="Mappers").out
    assert made["steps"] == [
        {"text": "Draft it", "done": True},
        {"text": "Publish it", "done": False},
    ]
    early = weal(home, "align", "set", told.id, "licence", "done", *LAW[2:], party="Mappers")
    assert "1 step is open (Publish it)" in early.problem["detail"]
    ticks = ("licence", "done", *LAW[2:], "--tick", "Publish it")
    done = weal(home, "align", "set", told.id, *ticks, party="Mappers").out
    assert (done["state"], done["evidence"]) == ("done", "minute 4")
    wrong = weal(home, "align", "set", told.id, *LAW, "--tick", "Print it", party="Mappers")
    assert wrong.problem["code"] == "unknown-term"


@pytest.mark.requirement(30)
def test_what_is_given_empty_is_cleared_and_a_day_that_is_none_is_refused(
    told: Partnership,
) -> None:
    home = told.house.node.home
    said(told, "winwin", "solve", told.id)
    given = ("--owner", "Ann", "--due", "2026-12-24", "--step", "Draft it", "--evidence", "minute")
    said(told, "align", "set", told.id, *LAW, *given)
    empty = (word for option in given[::2] for word in (option, ""))
    made = weal(home, "align", "set", told.id, *LAW, *empty, party="Mappers").out
    assert (made["owner"], made["due"], made["steps"], made["evidence"]) == ("", None, [], "")
    wrong = weal(home, "align", "set", told.id, *LAW, "--due", "soon", party="Mappers")
    assert "--due is 'soon', which is no day" in wrong.problem["detail"]


@pytest.mark.requirement(32)
def test_status_says_how_ready_each_benefit_is(told: Partnership) -> None:
    said(told, "winwin", "solve", told.id)
    home = told.house.node.home
    (found,) = weal(home, "align", "status", told.id, party="Mappers").out["readiness"]
    assert (found["status"], found["unset"]) == ("promised", ["consent"])
    assert found["sentence"].startswith(
        '"Report" (service in return) needs one signature still: consent'
    )


@pytest.mark.requirement(34)
def test_a_collaboration_is_begun_from_another_with_a_country_replaced(told: Partnership) -> None:
    home = told.house.node.home
    said(told, "winwin", "solve", told.id)
    said(told, "align", "set", told.id, *LAW)
    new = ("new", "Flood, abroad", "--from", told.id, "--country", "NL=BE")
    made = weal(home, *new, party="Mappers").out
    (track,) = weal(home, "align", "status", made["id"], party="Mappers").out["tracks"]
    assert (track["country"], track["state"]) == ("BE", "open")
    assert made["events"][0]["kind"] == "scale-up"
    wrong = weal(home, *new[:-1], "NL", party="Mappers")
    assert "is not NAME=VALUE" in wrong.problem["detail"]
