"""Step 3 as the house does it: tracks, the lock and the way past it, how ready each benefit is."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from commonweal.align.benefit import Source, Status
from commonweal.align.track import TrackChange
from commonweal.app import account, party, returns
from commonweal.app import collaboration as collaborations
from commonweal.app.align import alignment
from commonweal.app.align.board import Board
from commonweal.app.diagnose import report
from commonweal.app.winwin import offers, solution
from commonweal.model.errors import Conflict, Invalid, NotYet, UnknownTerm
from commonweal.model.evidence import Kind
from commonweal.model.party import OPERATOR, Actor, PartyKind, Role
from commonweal.model.returns import ReturnState
from commonweal.model.track import AlignmentTrack, Step, TrackKind, TrackState
from tests.app.houses import START
from tests.app.journey import OFFERS, Journey, rate, travelled
from tests.web.partnership import Partnership, settled

S = TrackState
WHY = {"name": "A. Jansen", "reason": "The law lapses in May"}


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    made = settled(tmp_path / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture
def locked(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "locked")


def put(told: Partnership, state: S = S.OPEN, **more: Any) -> AlignmentTrack:
    given = {"name": "consent", "kind": TrackKind.LEGAL, "authority": "Council", "country": "NL"}
    return alignment.set_track(
        told.user, told.house.node, told.id, TrackChange(state=state, **{**given, **more})
    )


def board(told: Partnership) -> Board:
    return alignment.status(told.user, told.house.node, told.id)


def ordered(told: Partnership) -> None:
    """Offers in which the track `consent` comes after the track `law`."""
    document: dict[str, Any] = deepcopy(OFFERS)
    document["tracks"][0]["needs_tracks"] = ["law"]
    document["tracks"].append({"track": "law", "cost": [1, 1, 1]})
    offers.table(told.user, told.house.node, told.id, document=document)


@pytest.mark.requirement(30)
def test_what_is_not_given_stays_as_it_is(told: Partnership) -> None:
    steps = (Step(text="Draft it", done=True), Step(text="Publish it"))
    whole = put(told, owner="Ann", due=START.date(), steps=steps, evidence="minute 4")
    assert (whole.owner, whole.due, whole.steps, whole.evidence) == (
        "Ann", START.date(), steps, "minute 4",
    )  # fmt: skip
    assert put(told) == whole
    assert put(told, steps=()).steps == ()
    assert put(told, evidence="decree 12").evidence == "decree 12"


@pytest.mark.requirement(30)
def test_what_is_emptied_is_empty(told: Partnership) -> None:
    put(told, owner="Ann", due=START.date(), steps=("Draft it",), evidence="minute 4")
    put(told, owner="", due="", steps=(), evidence="")
    (track,) = board(told).tracks
    assert (track.owner, track.due, track.steps, track.evidence) == ("", None, (), "")


def test_a_step_named_by_its_text_keeps_its_tick_and_others_are_ticked_beside_it(
    told: Partnership,
) -> None:
    law = partial(put, told, name="law")
    law(steps=(Step(text="Draft it", done=True), Step(text="Publish it")))
    law(S.DROPPED, blocker="not needed")
    again = law(S.OPEN, blocker="it is", steps=("Publish it", "Draft it", " Tell them "))
    assert [(each.text, each.done) for each in again.steps] == [
        ("Publish it", False), ("Draft it", True), ("Tell them", False),
    ]  # fmt: skip
    more = law(ticks=("Tell them",))
    assert [each.done for each in more.steps] == [False, True, True]
    with pytest.raises(UnknownTerm, match="step is 'Tell him'"):
        law(ticks=("Tell him",))


def test_a_track_with_open_steps_is_not_done_and_nothing_changes(told: Partnership) -> None:
    steps = (Step(text="Draft it"), Step(text="Publish it"))
    put(told, steps=steps)
    before = told.house.node.records.counter()
    with pytest.raises(NotYet, match=r"2 steps are open \(Draft it; Publish it\)"):
        put(told, S.DONE)
    assert told.house.node.records.counter() == before
    ticked = tuple(Step(text=each.text, done=True) for each in steps)
    assert put(told, S.DONE, steps=ticked).state is S.DONE
    with pytest.raises(NotYet, match="1 step is open"):
        put(told, S.DONE, steps=(*ticked, Step(text="Tell them")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": (Step(text=" "),)},
        {"steps": (Step(text="x" * 3000),)},
        {"steps": (Step(text="x"), Step(text=" x "))},
        {"evidence": "x" * 3000},
        {"evidence": "\x07"},
    ],
)
def test_words_that_cannot_be_kept_are_refused(told: Partnership, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        put(told, **wrong)
    assert board(told).tracks == ()


@pytest.mark.requirement(30)
def test_a_track_waits_for_those_that_come_before_it(told: Partnership) -> None:
    ordered(told)
    track = put(told)
    assert board(told).waits_for == {track.id: ("law",)}
    with pytest.raises(NotYet, match="'consent' waits for law"):
        put(told, S.DONE)
    put(told, S.DONE, name="law")
    put(told, S.OPEN, name="law", country="KE")
    with pytest.raises(NotYet, match="'consent' waits for law"):
        put(told, S.DONE)
    put(told, S.DONE, name="law", country="KE")
    assert put(told, S.DONE).state is S.DONE
    assert board(told).waits_for == {}


def test_a_track_that_was_done_in_its_turn_can_be_told_more_of_later(told: Partnership) -> None:
    put(told, S.DONE)
    ordered(told)
    assert put(told, S.DONE, evidence="decree 12").evidence == "decree 12"


@pytest.mark.requirement(30)
def test_a_track_is_overdue_the_day_after_its_due_day(told: Partnership) -> None:
    track = put(told, due=START.date())
    assert board(told).overdue == ()
    told.house.clock.turn_to(START + timedelta(days=1))
    assert board(told).overdue == (track.id,)
    assert "overdue" in board(told).readiness[0].sentence
    put(told, S.DONE)
    assert board(told).overdue == ()


def test_a_track_set_up_by_mistake_is_dropped_with_a_reason_and_stays_on_record(
    told: Partnership,
) -> None:
    put(told)
    mistake = put(told, authority="Concil")
    put(told, S.DONE)
    assert board(told).readiness[0].status is Status.PROMISED
    put(told, S.DROPPED, authority="Concil", blocker="A typing error")
    now = board(told)
    assert [each.id for each in now.dropped] == [mistake.id]
    assert len(now.tracks) == 1
    assert now.readiness[0].status is Status.ALIGNED


def test_the_last_track_of_a_name_that_a_service_needs_is_not_dropped(told: Partnership) -> None:
    put(told)
    with pytest.raises(Conflict, match="the service 'report' would wait for it for ever"):
        put(told, S.DROPPED, blocker="Not needed")
    put(told, name="unneeded")
    assert put(told, S.DROPPED, name="unneeded", blocker="Not needed").state is S.DROPPED


@pytest.mark.requirement(32)
def test_a_return_moves_with_its_track_and_so_does_the_service_it_makes_real(
    tmp_path: Path,
) -> None:
    told = travelled(tmp_path / "home")
    assert _states(told) == {Source.SERVICE: Status.PROMISED, Source.RETURN: Status.PROMISED}
    _consent(told, S.DONE)
    assert _states(told) == {Source.SERVICE: Status.ALIGNED, Source.RETURN: Status.ALIGNED}
    node = told.house.node
    returns.record(told.user, node, told.owed, amount=told.amount, evidence="the report")
    assert _states(told) == {Source.SERVICE: Status.DELIVERED, Source.RETURN: Status.DELIVERED}
    _consent(told, S.OPEN, blocker="The permit lapsed")
    assert _states(told) == {Source.SERVICE: Status.DELIVERED, Source.RETURN: Status.DELIVERED}


def test_a_promised_return_is_seen_on_the_board_by_its_two_parties_alone(tmp_path: Path) -> None:
    told = travelled(tmp_path / "home")
    node = told.house.node
    seen = alignment.status(told.beneficiary, node, told.collaboration)
    assert (seen.waiting, [each.benefit.source for each in seen.readiness]) == (
        (), [Source.SERVICE],
    )  # fmt: skip
    (owed,) = alignment.status(told.holder, node, told.collaboration).waiting
    assert owed.state is ReturnState.PROMISED


def _states(told: Journey) -> dict[Source, Status]:
    found = alignment.status(told.user, told.house.node, told.collaboration).readiness
    return {each.benefit.source: each.status for each in found}


def _consent(told: Journey, state: S, blocker: str = "") -> None:
    alignment.set_track(
        told.user,
        told.house.node,
        told.collaboration,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="Council",
            country="NL",
            state=state,
            blocker=blocker,
        ),
    )


@pytest.mark.requirement(31)
def test_alignment_is_locked_until_a_package_states_what_is_in_it_for_each_business(
    locked: Partnership,
) -> None:
    assert "to Telecom is not stated" in board(locked).locked
    assert board(locked).way == "Compute a package of what lies on the table, and keep it."
    with pytest.raises(NotYet, match="to Telecom is not stated") as refused:
        put(locked)
    assert "weal align override" in refused.value.hint
    solution.solve(locked.user, locked.house.node, locked.id)
    assert board(locked).locked == ""
    assert put(locked).state is S.OPEN


@pytest.mark.requirement(31)
def test_a_business_that_comes_later_locks_alignment_again(told: Partnership) -> None:
    _late(told, PartyKind.NGO, "Volunteers")
    assert board(told).locked == ""
    _late(told, PartyKind.BUSINESS, "Hill Telecom")
    found = board(told)
    assert "to Hill Telecom is not stated" in found.locked
    assert found.gainless == ("Hill Telecom",)
    assert found.way.startswith("Put on the table what Hill Telecom gains, then")
    with pytest.raises(NotYet) as refused:
        put(told)
    assert (
        "gains, then compute a package and keep it: `weal winwin import FILE" in refused.value.hint
    )


@pytest.mark.requirement(31)
def test_the_way_that_the_lock_tells_opens_it(told: Partnership) -> None:
    late, node = _late(told, PartyKind.BUSINESS, "Hill Telecom"), told.house.node
    solution.solve(told.user, node, told.id)
    assert board(told).locked
    gain = {"recipient": str(late.party), "value": [1, 2, 3]}
    service = {"id": "talk", "provider": str(told.user.party), "cost": [0, 0, 0], "text": "Talks",
               "benefits": [gain]}  # fmt: skip
    offers.add(told.user, node, told.id, entries={"source": "invented", "services": [service]})
    solution.solve(told.user, node, told.id)
    assert board(told).locked == board(told).way == ""


def _late(told: Partnership, kind: PartyKind, name: str) -> Actor:
    node = told.house.node
    made = party.add(OPERATOR, node, name=name, kind=kind)
    collaborations.join(told.user, node, told.id, party=made.id, roles=frozenset({Role.HOLDER}))
    return Actor(person=told.user.person, party=made.id)


@pytest.mark.requirement(31)
def test_the_lock_is_passed_over_on_somebodys_word_and_every_report_says_so(
    locked: Partnership,
) -> None:
    node = locked.house.node
    made = alignment.override(locked.user, node, locked.id, **WHY)
    assert (made.party, made.name, made.at) == (locked.user.party, "A. Jansen", START)
    said = (
        "Alignment began before business value was stated (paper S5.1, rule R4), on the word of "
        "A. Jansen (Mappers), 2026-03-01: The law lapses in May"
    )
    rate(locked.house, locked.user, locked.id)
    for _ in range(2):
        assert (board(locked).locked, board(locked).passed_over) == ("", (said,))
        assert said in str(report.report(locked.user, node, locked.id))
        headlines = account.value(locked.user, node, locked.id).headlines()
        assert f"A gate was passed over: {said}." in headlines
        assert put(locked).state is S.OPEN
        solution.solve(locked.user, node, locked.id)


@pytest.mark.requirement(31)
def test_everybody_hosted_is_told_that_the_lock_was_passed_over(locked: Partnership) -> None:
    node = locked.house.node
    alignment.override(locked.user, node, locked.id, **WHY)
    assert [each.kind for each in account.log(locked.user, node)][-1] is Kind.ALIGNMENT_UNLOCKED
    (*_, last) = account.log(locked.holder, node)
    assert dict(last.facts)["kind"] == Kind.ALIGNMENT_UNLOCKED.value
    assert "Jansen" not in str(list(account.log(locked.user, node)))


def test_nothing_is_passed_over_where_nothing_is_locked(
    told: Partnership, locked: Partnership
) -> None:
    for where in (told, locked):
        again = partial(alignment.override, where.user, where.house.node, where.id, **WHY)
        if where is locked:
            again()
        _refused(again)


def _refused(again: Callable[[], object]) -> None:
    with pytest.raises(Conflict, match="Alignment is not locked"):
        again()


@pytest.mark.parametrize("wrong", [{"name": " "}, {"reason": ""}, {"reason": "x" * 3000}])
def test_nobody_passes_over_it_without_a_name_and_a_reason(
    locked: Partnership, wrong: dict[str, str]
) -> None:
    with pytest.raises(Invalid):
        alignment.override(locked.user, locked.house.node, locked.id, **{**WHY, **wrong})
    assert "Telecom" in board(locked).locked


def test_without_a_word_nothing_was_passed_over(told: Partnership) -> None:
    headlines = account.value(told.user, told.house.node, told.id).headlines()
    assert not any("passed over" in each for each in headlines)
    assert board(told).passed_over == ()


def test_the_latest_due_day_is_of_what_is_missing(told: Partnership) -> None:
    put(told, due=date(2026, 5, 1))
    put(told, S.DONE, country="KE", due=date(2026, 9, 1))
    put(told, country="DE", due=date(2026, 6, 1))
    (found,) = board(told).readiness
    assert found.last_due == date(2026, 6, 1)
    assert "needs two signatures still" in found.sentence


def test_a_text_is_kept_until_it_is_cleared_and_stands_where_people_read(told: Partnership) -> None:
    assert put(told, text="Maps may \n be published").text == "Maps may be published"
    assert put(told, S.BLOCKED, blocker="A law").text == "Maps may be published"
    (sentence,) = [
        each.sentence for each in board(told).readiness if "consent" in each.benefit.needs
    ]
    assert "“Maps may be published” (Council, NL, legal; blocked: A law)" in sentence
    assert put(told, S.BLOCKED, text="").called == "consent"


def test_a_text_of_blanks_is_none_and_another_tracks_words_are_refused(told: Partnership) -> None:
    put(told, text="Maps may be published")
    assert put(told, name="link", text="\n Maps are sent").called == "Maps are sent"
    for words in ("consent", "Maps may be published"):
        with pytest.raises(Invalid, match=r"^Track 'link' would be called") as refused:
            put(told, name="link", text=words)
        assert refused.value.fields["field"] == "text"
    assert put(told, text=" \n").called == "consent"


@pytest.mark.parametrize("text", ["Maps \u202e may", "Maps\x07", "m" * 201], ids=repr)
def test_a_text_that_cannot_be_shown_or_is_long_is_refused(told: Partnership, text: str) -> None:
    with pytest.raises(Invalid, match=r"^text has"):
        put(told, text=text)
