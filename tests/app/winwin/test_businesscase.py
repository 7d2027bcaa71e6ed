"""The business case of each party: who sees what, what is kept, what is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commonweal.align.track import TrackChange
from commonweal.app import account, collaboration
from commonweal.app.align import alignment
from commonweal.app.winwin import businesscase, offers, solution
from commonweal.app.winwin.businesscase import LONGEST_ROLE
from commonweal.app.winwin.casing.case import Case
from commonweal.model.errors import Conflict, Invalid, NotFound, NotYet, Refused, UnknownTerm
from commonweal.model.evidence import Kind
from commonweal.model.figure import Ranges
from commonweal.model.ids import PackageId, PartyId
from commonweal.model.party import Actor
from commonweal.model.track import TrackKind, TrackState
from commonweal.model.winwin import Approval, ApprovalState
from tests.web.partnership import Partnership, settled

SECRET = "only if the price stays"


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    made = settled(tmp_path / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    made = settled(tmp_path_factory.mktemp("still") / "home")
    solution.solve(made.user, made.house.node, made.id)
    return made


def own(actor: Actor) -> PartyId:
    assert actor.party
    return actor.party


def city(told: Partnership) -> PartyId:
    found = collaboration.show(told.user, told.house.node, told.id)
    return found.members[2].party


def shown(told: Partnership, actor: Actor, whose: Actor) -> Case:
    return businesscase.show(actor, told.house.node, told.id, own(whose))


def approved(told: Partnership, actor: Actor, **more: object) -> Approval:
    words = {"state": ApprovalState.APPROVED, "by": "board of directors", **more}
    return businesscase.review(actor, told.house.node, told.id, **words)  # type: ignore[arg-type]  # a test passes wrong ones too


@pytest.mark.requirement(29)
def test_a_case_has_the_net_of_the_package_and_the_figures_of_the_table(still: Partnership) -> None:
    found = shown(still, still.holder, still.holder)
    kept = solution.show(still.user, still.house.node, still.id)
    nets = {each.party: each for each in kept.nets}
    assert found.case.net.likely == nets[own(still.holder)].net == 5
    assert found.case.chance == nets[own(still.holder)].chance
    assert {each.figure.source for each in found.case.lines} == {"invented"}
    assert (found.name, found.own, found.stale, found.gone) == ("Telecom", True, False, ())


def test_members_see_each_others_cases_and_a_stranger_sees_none(still: Partnership) -> None:
    assert shown(still, still.user, still.holder).own is False
    with pytest.raises(NotFound):
        shown(still, still.stranger, still.holder)


def test_who_is_not_in_it_has_no_case(still: Partnership) -> None:
    with pytest.raises(NotFound):
        shown(still, still.user, still.stranger)


def test_there_is_no_case_before_a_package_is_kept(tmp_path: Path) -> None:
    bare = settled(tmp_path / "bare")
    for attempt in (
        lambda: shown(bare, bare.user, bare.user),
        lambda: businesscase.roster(bare.user, bare.house.node, bare.id),
        lambda: approved(bare, bare.user),
    ):
        with pytest.raises(NotYet):
            attempt()


def test_the_roster_has_every_member_ones_own_first(still: Partnership) -> None:
    found = businesscase.roster(still.holder, still.house.node, still.id)
    assert [(each.name, each.joins) for each in found.rows] == [
        ("Telecom", True), ("Mappers", True), ("City", False)
    ]  # fmt: skip
    assert found.gate.withheld == (own(still.holder),)


def test_a_party_that_stays_out_is_told_so(still: Partnership) -> None:
    found = businesscase.show(still.user, still.house.node, still.id, city(still))
    assert (found.case.joins, found.case.lines, found.case.chance) == (False, (), None)


@pytest.mark.requirement(29)
def test_the_gate_opens_with_the_approval_of_the_business_and_is_logged(told: Partnership) -> None:
    approved(told, told.holder, note=SECRET)
    node = told.house.node
    found = businesscase.roster(told.user, node, told.id)
    assert found.gate.open
    entries = [each for each in account.log(told.holder, node) if each.kind is Kind.CASE_REVIEWED]
    assert [dict(each.facts) for each in entries] == [{"state": "approved"}]
    heard = [dict(each.facts) for each in account.log(told.user, node)]
    assert Kind.CASE_REVIEWED in {each.get("kind") for each in heard}
    assert SECRET not in str(heard)


def test_others_see_state_role_and_day_and_never_the_note(told: Partnership) -> None:
    approved(told, told.holder, note=SECRET)
    mine, theirs = (shown(told, each, told.holder).review for each in (told.holder, told.user))
    assert (mine.note, theirs.note) == (SECRET, "")
    assert theirs == replace(mine, note="")
    assert (theirs.state, theirs.by) == ("approved", "board of directors")
    rows = businesscase.roster(told.user, told.house.node, told.id).rows
    assert SECRET not in str(rows)


def test_a_file_of_the_case_leaves_the_note_out(told: Partnership) -> None:
    who = told.holder, told.house.node, told.id, own(told.holder)
    endings = (".html", ".md", ".pdf", ".xlsx")
    approved(told, told.holder)
    without = [businesscase.file(*who, f"case{each}") for each in endings]
    approved(told, told.holder, note=SECRET)
    assert [businesscase.file(*who, f"case{each}") for each in endings] == without
    assert all(without)


def test_a_case_cannot_be_written_in_another_form(still: Partnership) -> None:
    who = still.holder, still.house.node, still.id, own(still.holder)
    with pytest.raises(UnknownTerm):
        businesscase.file(*who, "case.exe")


def test_an_approval_of_an_earlier_package_is_shown_as_such_and_opens_nothing(
    told: Partnership,
) -> None:
    approved(told, told.holder)
    solution.solve(told.user, told.house.node, told.id)
    found = shown(told, told.user, told.holder).review
    assert (found.state, found.earlier, found.version) == ("approved", True, 0)
    assert not businesscase.roster(told.user, told.house.node, told.id).gate.open
    approved(told, told.holder, seen=0)
    assert businesscase.roster(told.user, told.house.node, told.id).gate.open


def test_what_is_said_again_replaces_what_was_said(told: Partnership) -> None:
    first = approved(told, told.holder, state=ApprovalState.SUBMITTED)
    second = approved(told, told.holder, state=ApprovalState.REJECTED, seen=1)
    assert first.id == second.id
    assert shown(told, told.user, told.holder).review.state == "rejected"


def test_a_case_that_changed_meanwhile_is_not_approved(told: Partnership) -> None:
    before = solution.show(told.user, told.house.node, told.id).id
    solution.solve(told.user, told.house.node, told.id)
    count = told.house.node.records.counter()
    with pytest.raises(Conflict, match="Another package"):
        approved(told, told.holder, package=before)
    with pytest.raises(Conflict, match="something else"):
        approved(told, told.holder, seen=3)
    with pytest.raises(Conflict):
        approved(told, told.holder, package=PackageId("pac_never"))
    assert told.house.node.records.counter() == count


def test_who_stays_out_has_nothing_to_approve(told: Partnership) -> None:
    outside = replace(told.user, party=city(told))
    with pytest.raises(Refused, match="stays out"):
        approved(told, outside)


@pytest.mark.parametrize(
    "wrong",
    [{"by": ""}, {"by": "x" * (LONGEST_ROLE + 1)}, {"by": "\u202eboard"}, {"note": "x" * 2001}],
)
def test_a_word_that_cannot_be_kept_is_refused(
    wrong: dict[str, object], still: Partnership
) -> None:
    before = still.house.node.records.counter()
    with pytest.raises(Invalid):
        approved(still, still.holder, **wrong)
    assert still.house.node.records.counter() == before


def gain(told: Partnership, low: float, likely: float, high: float) -> None:
    """Say what the business party gains by the report: 8, 10, 14 at first."""
    offers.change(
        told.user, told.house.node, told.id, path="services[0].benefits[0].value",
        low=low, likely=likely, high=high, source="our count",
    )  # fmt: skip


def test_a_changed_figure_is_in_the_case_and_its_chance_at_once_and_said(
    told: Partnership,
) -> None:
    gain(told, 1, 2, 3)
    found = shown(told, told.user, told.holder)
    assert (found.stale, found.case.net.likely, found.case.chance) == (True, -3, 0)
    assert found.before
    assert (found.before.net, found.before.chance) == (5, 1)


@pytest.mark.requirement(29)
def test_an_approval_does_not_stand_while_figures_are_others_and_stands_again_after(
    told: Partnership,
) -> None:
    approved(told, told.holder)
    gain(told, 1, 2, 3)
    assert shown(told, told.user, told.holder).review.given_at == 5
    found = businesscase.roster(told.user, told.house.node, told.id)
    assert (found.stale, found.gate.open, found.gate.changed) == (True, False, (own(told.holder),))
    gain(told, 8, 10, 14)
    case = shown(told, told.user, told.holder)
    assert (case.stale, case.before, case.review.given_at, case.case.chance) == (
        False, None, None, 1
    )  # fmt: skip
    assert businesscase.roster(told.user, told.house.node, told.id).gate.open


def test_an_approval_stands_while_what_changes_is_not_in_its_case(told: Partnership) -> None:
    approved(told, told.holder)
    for path in ("uses[0].private_value", "tracks[0].cost"):
        offers.change(told.user, told.house.node, told.id, path=path, likely=9, source="us")
    found = businesscase.roster(told.user, told.house.node, told.id)
    assert (found.stale, found.gate.open) == (True, True)


def test_a_case_whose_figures_changed_can_be_rejected_and_not_approved(told: Partnership) -> None:
    gain(told, 1, 2, 3)
    with pytest.raises(Conflict, match="figures of your case have changed"):
        approved(told, told.holder)
    assert approved(told, told.holder, state=ApprovalState.REJECTED).state == "rejected"
    solution.solve(told.user, told.house.node, told.id)
    assert not shown(told, told.user, told.holder).stale


def test_the_track_it_waits_for_says_whose_decision_and_by_when(told: Partnership) -> None:
    alignment.set_track(
        told.user,
        told.house.node,
        told.id,
        TrackChange(
            name="consent",
            kind=TrackKind.LEGAL,
            authority="Council",
            country="NL",
            state=TrackState.BLOCKED,
            owner="Ann",
            due=date(2027, 1, 31),
            blocker="no decree",
        ),
    )
    found = shown(told, told.user, told.holder)
    (board,) = found.case.waiting[0].board
    assert (board.authority, board.owner, board.blocker) == ("Council", "Ann", "no decree")
    assert (found.not_before, found.undated) == (date(2027, 1, 31), ())


def test_a_picture_shows_gets_gives_risks_and_net(still: Partnership) -> None:
    (found,) = businesscase.figures(still.user, still.house.node, still.id, own(still.holder))
    assert isinstance(found, Ranges)
    assert [each.likely for each in found.ranges] == [10, -3, -2, 5]
