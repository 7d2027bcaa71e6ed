"""One door: what a grant opens, how often, and what is told or left behind when it is shut."""

from pathlib import Path

import pytest

from commonweal.app import account, agree, collaboration, job, returns, share, use
from commonweal.app.sweep import sweep
from commonweal.model.agreement import AgreementState, Mode
from commonweal.model.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    NotPermitted,
    Unavailable,
)
from commonweal.model.evidence import Kind
from commonweal.model.grant import Delivery, Grant
from commonweal.model.ids import AgreementId, GrantId, JobId
from commonweal.model.party import OPERATOR, Role
from commonweal.model.release import Release
from commonweal.model.track import TrackState
from tests.app.houses import house
from tests.app.journey import WORLD, Journey, agreed, granted, journey, set_track, travelled


@pytest.fixture
def told(tmp_path: Path) -> Journey:
    return travelled(tmp_path / "home")


def visit(told: Journey, count: int = 1) -> tuple[AgreementId, GrantId]:
    """A fresh visit agreement, and a grant under it."""
    made = agreed(
        told.house, told.user, told.holder, told.collaboration, told.dataset, Mode.VISIT, count
    )
    return made, granted(told.house, told.user, told.dataset, Mode.VISIT)


def started(told: Journey, grant: GrantId, **settings: str) -> JobId:
    given = {**WORLD.settings(), **settings}
    return use.run(told.user, told.house.node, grant, lane="mobility", settings=given)


def done(told: Journey, id: JobId) -> str:
    return job.foreground(told.user, told.house.node, id)


def work(told: Journey) -> list[str]:
    return sorted(path.name for path in (told.house.node.home / "work").glob("*"))


def test_one_grant_makes_one_visit_whatever_the_settings(told: Journey) -> None:
    with pytest.raises(NotPermitted, match="used already"):
        started(told, told.visited, min_days="2")


def test_of_two_runs_started_on_one_grant_one_makes_a_release(told: Journey) -> None:
    _, grant = visit(told)
    first, second = started(told, grant), started(told, grant, min_days="2")
    done(told, first)
    with pytest.raises(NotPermitted, match="used already"):
        done(told, second)
    assert len(told.house.node.records.find(Release, grant=grant)) == 1
    assert work(told) == []


def test_a_release_judged_before_another_of_its_dataset_came_is_not_committed(
    told: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, grant = visit(told, count=2)
    other = granted(told.house, told.user, told.dataset, Mode.VISIT)
    late, early = started(told, grant), started(told, other)
    write = told.house.node.releases.write
    waiting = [early]

    def meanwhile(id: object, outputs: object) -> object:
        if waiting:
            done(told, waiting.pop())
        return write(id, outputs)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(told.house.node.releases, "write", meanwhile)
    with pytest.raises(Conflict):
        done(told, late)
    assert len(told.house.node.records.find(Release, grant=other)) == 1
    assert not told.house.node.records.find(Release, grant=grant)
    account.verify(OPERATOR, told.house.node)


def test_withdrawn_during_a_run_nothing_is_released_and_nothing_stays_behind(
    told: Journey,
) -> None:
    agreement, grant = visit(told)
    running = started(told, grant)
    agree.withdraw(told.holder, told.house.node, agreement)
    with pytest.raises(NotPermitted, match="not in force"):
        done(told, running)
    assert not told.house.node.records.find(Release, grant=grant)
    assert work(told) == []


def test_what_a_stopped_run_left_stays_while_it_may_resume_and_goes_after(told: Journey) -> None:
    agreement, grant = visit(told)
    failed = started(told, grant, zone="Mars/Base")
    with pytest.raises(Invalid):
        done(told, failed)
    sweep(told.house.node)
    assert work(told) == [failed]
    agree.withdraw(told.holder, told.house.node, agreement)
    sweep(told.house.node)
    assert work(told) == []


def test_no_plain_copy_is_taken_while_the_agreement_is_suspended(
    told: Journey, tmp_path: Path
) -> None:
    agree.suspend(told.holder, told.house.node, told.agreement)
    out = tmp_path / "plain"
    with pytest.raises(NotPermitted, match="suspended"):
        done(told, share.deliver(told.user, told.house.node, told.delivered, out=out))
    assert not out.exists()
    assert not told.house.node.records.get(Delivery, told.delivery).record.exported


def test_a_copy_that_was_refused_after_the_end_is_not_logged_as_taken(
    told: Journey, tmp_path: Path
) -> None:
    agree.withdraw(told.holder, told.house.node, told.agreement)
    with pytest.raises(NotPermitted, match="withdrawn"):
        done(told, share.deliver(told.user, told.house.node, told.delivered, out=tmp_path / "x"))
    kinds = {entry.kind for entry in account.log(told.user, told.house.node)}
    assert Kind.DELIVERY_EXPORTED not in kinds


def test_a_plain_copy_that_cannot_be_written_is_a_sentence(told: Journey, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    out = tmp_path / "file" / "below"
    with pytest.raises(Unavailable, match="cannot be written"):
        done(told, share.deliver(told.user, told.house.node, told.delivered, out=out))


def test_an_occupied_folder_is_refused_before_the_grant_is_used(
    told: Journey, tmp_path: Path
) -> None:
    _, grant = visit(told)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(Invalid, match="not an empty folder"):
        use.run(told.user, told.house.node, grant, lane="mobility", settings=WORLD.settings(),
                out=tmp_path / "out")  # fmt: skip
    assert not told.house.node.records.get(Grant, grant).record.used


def test_where_the_files_lie_is_not_told_when_they_are_gone(tmp_path: Path) -> None:
    told = journey(house(tmp_path / "home"), tmp_path / "data")
    _, grant = visit(told)
    (tmp_path / "data").rename(tmp_path / "moved")
    with pytest.raises(Unavailable) as gap:
        done(told, started(told, grant))
    seen = job.roster(told.user, told.house.node)
    assert not any(str(tmp_path) in text for text in (gap.value.detail, seen[0].result))


def test_an_announced_delivery_uses_its_grant_up_and_is_handed_over_once(told: Journey) -> None:
    assert told.house.node.records.get(Grant, told.delivered).record.used
    again = done(told, share.deliver(told.user, told.house.node, told.delivered))
    assert again == told.delivery
    assert len(told.house.node.records.find(Delivery, grant=told.delivered)) == 1


def test_only_a_holder_of_its_data_suspends_resumes_or_completes(told: Journey) -> None:
    node = told.house.node
    both = told.house.party("Both")
    assert both.party
    collaboration.join(
        told.user, node, told.collaboration, party=both.party,
        roles=frozenset({Role.HOLDER, Role.USER}),
    )  # fmt: skip
    agreement = agreed(told.house, both, told.holder, told.collaboration, told.dataset, Mode.VISIT)
    agree.suspend(told.holder, node, agreement)
    for change in (agree.resume, agree.suspend, agree.complete):
        with pytest.raises(NotAllowed, match="holder of the data"):
            change(both, node, agreement)
    assert agree.resume(told.holder, node, agreement).state is AgreementState.ACTIVE


def test_a_member_that_is_no_party_learns_nothing_of_an_agreement_or_grant(told: Journey) -> None:
    node, who, holder = told.house.node, told.beneficiary, told.holder.party
    assert holder
    for ask in (
        lambda: agree.suspend(who, node, told.agreement),
        lambda: agree.complete(who, node, told.agreement),
        lambda: share.deliver(who, node, told.delivered),
        lambda: use.run(who, node, told.visited, lane="mobility", settings={}),
        lambda: returns.promise(
            who, node, told.agreement, recipient=holder, text="x",
            amount=told.amount, due=told.amount.on,
        ),
    ):  # fmt: skip
        with pytest.raises(NotFound, match="that you can see"):
            ask()


def test_a_return_is_promised_to_another_party_and_not_after_the_end(told: Journey) -> None:
    node, user = told.house.node, told.user
    assert user.party
    assert told.holder.party
    given = {"text": "x", "amount": told.amount, "due": told.amount.on}
    with pytest.raises(Invalid, match="no other member"):
        returns.promise(user, node, told.agreement, recipient=user.party, **given)  # type: ignore[arg-type]  # one dict
    agree.withdraw(told.holder, node, told.agreement)
    with pytest.raises(Conflict, match="nothing more is promised"):
        returns.promise(user, node, told.agreement, recipient=told.holder.party, **given)  # type: ignore[arg-type]  # one dict


def test_every_member_is_told_of_ratings_offers_package_and_aligned_returns(told: Journey) -> None:
    set_track(told.house, told.user, told.collaboration, TrackState.DONE)
    heard = {
        dict(entry.facts)["kind"]
        for entry in account.log(told.holder, told.house.node)
        if entry.kind is Kind.MESSAGE_RECEIVED
    }
    expected = (
        Kind.ASSESSMENT_GIVEN,
        Kind.OFFERS_TABLED,
        Kind.PACKAGE_CHOSEN,
        Kind.TRACK_SET,
        Kind.RETURN_PROMISED,
        Kind.RETURN_ALIGNED,
    )
    assert {kind.value for kind in expected} <= heard
