"""What the answer hangs on: at once, in a job, kept, told to members, and no limit in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from commonweal.app import job
from commonweal.app.winwin import explain, explaining, limit, offers, solution
from commonweal.model.errors import Cancelled, NotFound, NotYet
from commonweal.model.evidence import Kind
from commonweal.model.figure import Bars, Ranges
from commonweal.model.ids import ExplanationId
from commonweal.model.job import JobState
from commonweal.model.party import Actor
from commonweal.model.winwin import Explanation, Standing
from tests.app.houses import START
from tests.app.journey import OFFERS
from tests.web.partnership import Partnership, settled


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def now(told: Partnership, actor: Actor | None = None) -> Explanation:
    found = explain.at_once(actor or told.user, told.house.node, told.id)
    assert found
    return found


def large() -> dict[str, object]:
    """The same, with so many idle uses that it is too much to wait for."""
    nothing = {key: [0, 0, 0] for key in ("public_value", "private_value", "risk_to_holder")}
    names = {"element": "calls", "user": "Mappers", "text": "Idle"}
    idle = [{"id": f"idle-{number}", **names, **nothing} for number in range(40)]
    return {**OFFERS, "uses": [*OFFERS["uses"], *idle]}


def test_a_small_table_is_explained_at_once_and_nothing_is_kept(told: Partnership) -> None:
    before = told.house.node.records.counter()
    found = now(told)
    chosen = solution.at_once(told.user, told.house.node, told.id)
    assert chosen
    assert (found.package.margin, found.package.caution) == (
        chosen.chosen.margin,
        chosen.chosen.caution,
    )
    assert found.package.public_value == chosen.chosen.public_value == 59
    assert (found.offers_version, found.complete, len(found.turns)) == (1, True, 7)
    assert {each.lost for each in found.without_party} == {59}
    assert told.house.node.records.counter() == before
    with pytest.raises(NotYet, match="No answer was explained"):
        explain.show(told.user, told.house.node, told.id)


def test_an_empty_table_has_nothing_to_explain(tmp_path: Path) -> None:
    told = settled(tmp_path / "home", tabled=False)
    assert explain.at_once(told.user, told.house.node, told.id) is None
    assert explain.figures(told.user, told.house.node, told.id) == ()
    with pytest.raises(NotYet, match="Nothing is on the table"):
        explain.start(told.user, told.house.node, told.id)


def test_a_job_explains_and_keeps_it_and_every_member_reads_it(told: Partnership) -> None:
    node = told.house.node
    made = job.foreground(told.user, node, explain.start(told.user, node, told.id))
    kept = explain.show(told.holder, node, told.id)
    assert kept.id == made
    assert kept.turns == now(told).turns
    for actor in (told.user, told.holder):
        assert actor.party
        bodies = [each.body for each in node.logs.entries(actor.party)]
        assert any(Kind.ANSWER_EXPLAINED.encode() in body for body in bodies)
    with pytest.raises(NotFound):
        explain.show(told.stranger, node, told.id)


def test_a_large_table_is_explained_in_a_job_alone(told: Partnership) -> None:
    node = told.house.node
    offers.table(told.user, node, told.id, document=large())
    assert explain.at_once(told.user, node, told.id) is None
    assert explain.figures(told.user, node, told.id) == ()
    job.foreground(told.user, node, explain.start(told.user, node, told.id))
    kept = explain.show(told.user, node, told.id)
    assert kept.package.public_value == 59
    assert explain.figures(told.user, node, told.id)


def test_a_job_that_is_cancelled_ends_with_what_was_found(told: Partnership) -> None:
    node = told.house.node
    started = node.jobs.get(explain.start(told.user, node, told.id))
    reports: list[int] = []

    def report(done: int, total: int, unit: str) -> None:
        reports.append(done)
        if done == 4:
            raise Cancelled(detail="stop", hint="")

    made = explaining.running(node, started, report)
    kept = explain.show(told.user, node, told.id)
    assert (kept.id, kept.complete, len(kept.turns)) == (made, False, 4)
    assert explaining.running(node, started, report) == made
    assert reports == [1, 2, 3, 4]


def test_the_worker_does_it_too(told: Partnership) -> None:
    node = told.house.node
    id = explain.start(told.user, node, told.id)
    job.work(told.user, node, once=True)
    assert node.jobs.get(id).state is JobState.DONE
    assert explain.show(told.user, node, told.id).complete


def test_pictures_are_of_the_answer_now_and_none_of_an_older_table(told: Partnership) -> None:
    node = told.house.node
    moved, lost = explain.figures(told.user, node, told.id)
    assert isinstance(moved, Ranges)
    assert isinstance(lost, Bars)
    assert moved.ranges[0].category == "Map: public value"
    assert {bar.category for bar in lost.bars} == {"Telecom", "Mappers"}
    offers.table(told.user, node, told.id, document=large())
    job.foreground(told.user, node, explain.start(told.user, node, told.id))
    assert explain.figures(told.user, node, told.id)
    offers.table(told.user, node, told.id, document=large())
    assert explain.figures(told.user, node, told.id)  # the same figures lie there
    assert not explain.changed_since(told.user, node, told.id)
    change = {"path": "elements[0].cost", "low": 1, "likely": 1, "high": 1, "source": "us"}
    offers.change(told.user, node, told.id, **change)  # type: ignore[arg-type]  # one figure
    assert explain.figures(told.user, node, told.id) == ()
    assert explain.changed_since(told.user, node, told.id)


def kept(told: Partnership) -> Explanation:
    node = told.house.node
    job.foreground(told.user, node, explain.start(told.user, node, told.id))
    return explain.show(told.user, node, told.id)


def text(found: Explanation) -> str:
    """All that it tells, but what differs each time it is asked."""
    package = replace(found.package, seconds=0.0, at=START)
    plain = replace(found, id=ExplanationId("exp_any"), at=START, package=package)
    return msgspec.json.encode(plain).decode()


@pytest.mark.parametrize("least", [0.5, 4.75, 5.0])
@pytest.mark.parametrize("explained", [now, kept])
def test_limits_that_a_package_meets_change_nothing_in_it(
    explained: Callable[[Partnership], Explanation], least: float, told: Partnership
) -> None:
    """Telecom nets 5 as things are likely: with a figure that is worse it would net less."""
    before = text(explained(told))
    limit.state(told.holder, told.house.node, told.id, least=least)
    assert text(explained(told)) == before
    assert "Limits that parties keep to themselves are not counted here." in before


@pytest.mark.parametrize("explained", [now, kept])
def test_limits_that_bar_every_package_change_nothing_in_it_either(
    explained: Callable[[Partnership], Explanation], told: Partnership
) -> None:
    node = told.house.node
    before = explained(told)
    limit.state(told.holder, node, told.id, least=4711.25)
    assert solution.solve(told.user, node, told.id)[0].standing is Standing.NO_DEAL
    assert text(explained(told)) == text(before)
    limit.state(told.user, node, told.id, least=977.75)
    assert text(explained(told)) == text(before)


def test_on_a_large_table_limits_are_no_part_of_it_either(told: Partnership) -> None:
    node = told.house.node
    offers.table(told.user, node, told.id, document=large())
    before = kept(told)
    limit.state(told.holder, node, told.id, least=4711.25)
    assert text(kept(told)) == text(before)
