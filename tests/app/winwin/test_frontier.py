"""The frontier as a job: kept once, ended with the best found, given back without a trace."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from commonweal.adapters.jobs.run import GivenBack
from commonweal.app import collaboration, job
from commonweal.app.winwin import explain, explaining, frontier, offers, solution, weighing
from commonweal.model.collaboration import CollaborationState
from commonweal.model.errors import Cancelled, Invalid, NotYet
from commonweal.model.figure import Points
from commonweal.model.ids import JobId
from commonweal.model.job import JobState
from commonweal.model.winwin import Ended, Explanation, Frontier, Package
from tests.web.partnership import Partnership, settled
from tests.winwin.documented import documented
from tests.winwin.invented import LARGE, Generator


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Partnership:
    """One that no test changes."""
    return settled(tmp_path_factory.mktemp("still") / "home")


@pytest.fixture
def told(tmp_path: Path) -> Partnership:
    return settled(tmp_path / "home")


def large(told: Partnership) -> None:
    """Put the largest table there that the optimiser promises to handle."""
    made = Generator(size=LARGE, seed=1)
    document = documented(made.table(), made.kinds)
    pairs = {(each["element"], each["party"]): each for each in document["uses"]}
    offers.table(
        told.user, told.house.node, told.id, document={**document, "uses": list(pairs.values())}
    )


def silent(done: int, total: int, unit: str) -> None:
    pass


def started(told: Partnership, **asked: object) -> JobId:
    return frontier.start(told.user, told.house.node, told.id, **asked)  # type: ignore[arg-type]  # each test gives the right ones


def test_a_job_computes_and_keeps_the_frontier_and_chooses_nothing(told: Partnership) -> None:
    node = told.house.node
    made = job.foreground(told.user, node, started(told, margins=(2, 0, 1)))
    found = frontier.show(told.user, node, told.id)
    assert (found.id, found.offers_version) == (made, 1)
    assert [each.margin for each in found.points] == [0, 1, 2]
    assert {each.offers_version for each in (*found.points, found.plain)} == {1}
    with pytest.raises(NotYet):
        solution.show(told.user, node, told.id)


def test_a_job_that_shall_keep_chooses_what_it_recommends(told: Partnership) -> None:
    node = told.house.node
    job.foreground(told.user, node, solution.start(told.user, node, told.id))
    found, kept = frontier.show(told.user, node, told.id), solution.show(told.user, node, told.id)
    assert found.recommended is not None
    assert found.points[found.recommended].uses == kept.uses
    assert not solution.changed_since(told.user, node, told.id)


def test_a_job_that_runs_twice_keeps_once(told: Partnership) -> None:
    node = told.house.node
    id = solution.start(told.user, node, told.id)
    job.foreground(told.user, node, id)
    before = node.records.counter()
    assert weighing.running(node, node.jobs.get(id), silent) == node.jobs.get(id).result
    assert len(node.records.find(Frontier)) == len(node.records.find(Package)) == 1
    assert node.records.counter() == before


def test_the_job_knows_ids_and_settings_only(told: Partnership) -> None:
    payload = told.house.node.jobs.get(started(told, margins=(1,), gap=0.1, seconds=3)).payload
    assert set(payload) == {
        "collaboration", "frontier", "package", "margins", "gap", "seconds"
    }  # fmt: skip
    assert (payload["margins"], payload["gap"], payload["seconds"]) == ("1.0", "0.1", "3.0")


@pytest.mark.parametrize(
    "asked",
    [{"margins": ()}, {"margins": (1, float("nan"))}, {"margins": range(21)}, {"gap": 2},
     {"seconds": -1}],
)  # fmt: skip
def test_what_will_not_do_is_refused_before_any_job(
    asked: dict[str, object], still: Partnership
) -> None:
    with pytest.raises(Invalid):
        started(still, **asked)
    assert not still.house.node.jobs.listing()


def test_without_offers_there_is_no_frontier_and_no_picture(tmp_path: Path) -> None:
    told = settled(tmp_path / "home", tabled=False)
    for ask in (frontier.start, frontier.compute, frontier.show):
        with pytest.raises(NotYet):
            ask(told.user, told.house.node, told.id)
    assert frontier.figures(told.user, told.house.node, told.id) == ()


def test_the_picture_is_of_the_frontier_computed_last(told: Partnership) -> None:
    node = told.house.node
    made = frontier.compute(told.user, node, told.id, margins=(0, 1, 2))
    assert made
    (picture,) = frontier.figures(told.user, node, told.id)
    assert isinstance(picture, Points)
    assert picture.caption.label == "invented"


def test_once_the_project_has_ended_nothing_is_computed(told: Partnership) -> None:
    node = told.house.node
    waiting = started(told)
    collaboration.end(told.user, node, told.id)
    for ask in (frontier.start, frontier.compute):
        with pytest.raises(Exception, match="ended"):
            ask(told.user, node, told.id)
    with pytest.raises(Exception, match="ended"):
        job.foreground(told.user, node, waiting)
    assert not node.records.find(Frontier)


def stopping(problem: Exception | GivenBack) -> Callable[[int, int, str], None]:
    def report(done: int, total: int, unit: str) -> None:
        raise problem

    return report


@pytest.mark.ci
def test_a_cancelled_job_keeps_the_best_found_and_says_that_it_was_stopped(
    told: Partnership,
) -> None:
    large(told)
    node = told.house.node
    for compute in (frontier.compute, solution.compute):
        assert compute(told.user, node, told.id) is None  # too much to wait for
    waiting = node.jobs.get(solution.start(told.user, node, told.id, gap=0))
    gone = Cancelled(detail="Job was asked to stop.", hint="Resume it.")
    weighing.running(node, waiting, stopping(gone))
    found = frontier.show(told.user, node, told.id)
    assert [each.ended for each in found.points] == [Ended.STOPPED]
    assert solution.show(told.user, node, told.id).ended is Ended.STOPPED


@pytest.mark.ci
def test_a_job_that_is_given_back_keeps_nothing(told: Partnership) -> None:
    large(told)
    node = told.house.node
    id = started(told, gap=0)
    with pytest.raises(GivenBack):
        weighing.running(node, node.jobs.get(id), stopping(GivenBack()))
    assert not node.records.find(Frontier)
    assert node.jobs.get(id).state is JobState.WAITING


@pytest.mark.ci
def test_a_job_tells_how_far_it_is(told: Partnership) -> None:
    large(told)
    said: list[str] = []

    def report(done: int, total: int, unit: str) -> None:
        said.append(f"{done} of {total} {unit}")
        if len(said) > 2:
            raise Cancelled(detail="Enough.", hint="")

    weighing.running(told.house.node, told.house.node.jobs.get(started(told, gap=0)), report)
    assert "packages; best" in said[-1]
    assert "points, at most" in said[-1]


RUNS = {frontier: weighing.running, explain: explaining.running}


@pytest.mark.parametrize("kind", [pytest.param(frontier, marks=pytest.mark.ci), explain])
def test_of_a_collaboration_that_ends_while_a_job_works_nothing_is_kept(
    kind: ModuleType, told: Partnership
) -> None:
    node = told.house.node
    if kind is frontier:
        large(told)
    id = kind.start(told.user, node, told.id)

    def ending(done: int, total: int, unit: str) -> None:
        if collaboration.show(told.user, node, told.id).state is CollaborationState.OPEN:
            collaboration.end(told.user, node, told.id)
        raise Cancelled(detail="Enough.", hint="")

    with pytest.raises(NotYet, match="has ended"):
        RUNS[kind](node, node.jobs.get(id), ending)
    assert not node.records.find(Frontier)
    assert not node.records.find(Explanation)
