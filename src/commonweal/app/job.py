"""Long work: what each kind of job does, and how it is watched, stopped and taken up again."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from commonweal.adapters.jobs import (
    Handler,
    run_here,
    run_to_best,
    shown_progress,
    stopping_on_signals,
    work_off,
)
from commonweal.adapters.jobs import work as run_worker
from commonweal.app.acts import relay, sign_heads
from commonweal.app.delivery import DELIVER, delivering
from commonweal.app.due import forget_answers, settle
from commonweal.app.node import Node
from commonweal.app.release import RUN, running
from commonweal.app.winwin.explaining import EXPLAIN
from commonweal.app.winwin.explaining import running as explaining
from commonweal.app.winwin.weighing import WEIGH
from commonweal.app.winwin.weighing import running as weighing
from commonweal.model.dataset import Dataset
from commonweal.model.errors import NotFound
from commonweal.model.grant import Grant
from commonweal.model.ids import JobId
from commonweal.model.job import Job, JobState
from commonweal.model.may import check
from commonweal.model.party import Actor
from commonweal.model.ports import Report

SETTLE = "agree.settle"
"""The kind of job that does what time brings: begin, expire, destroy keys, close."""

RELAY = "account.relay"
"""The kind of job that hands waiting messages over."""


_REGULAR = (SETTLE, RELAY)
_TO_BEST = frozenset({WEIGH, EXPLAIN})
"""The kinds that end with the best found when they are cancelled."""
_EVERY = timedelta(minutes=1)


def handlers(node: Node) -> Mapping[str, Handler]:
    """What to call for each kind of job."""
    return {
        RUN: partial(running, node),
        DELIVER: partial(delivering, node),
        WEIGH: partial(weighing, node),
        EXPLAIN: partial(explaining, node),
        SETTLE: partial(_settling, node),
        RELAY: partial(_relaying, node),
    }


def _settling(node: Node, job: Job, report: Report) -> str:
    _again_soon(node, job)
    moved = settle(node)
    forget_answers(node)
    report(1, 1, "rounds")
    return f"{moved} agreements moved"


def _relaying(node: Node, job: Job, report: Report) -> str:
    _again_soon(node, job)
    handed = relay(node)
    sign_heads(node)
    report(1, 1, "rounds")
    return f"{handed} messages handed over"


def _again_soon(node: Node, job: Job) -> None:
    """Plan the next round before this one, so that no failure ends them; earlier ones go."""
    node.jobs.forget(job.kind)
    waits = (each for each in node.jobs.listing() if each.state is JobState.WAITING)
    if not any(each.kind == job.kind for each in waits):
        node.jobs.start(job.kind, {}, at=node.clock.now() + _EVERY)


def foreground(actor: Actor, node: Node, id: JobId) -> str:
    """Run one job of the actor's party here, with a progress bar; the id of what it made.

    Raises whatever stopped it; Cancelled after Ctrl-C, and then `resume` takes it up again. A job
    that can do so ends with the best found instead.
    """
    check(actor, "job.foreground")
    found = _mine(actor, node, id)
    run = run_to_best if found.kind in _TO_BEST else run_here
    with shown_progress(found.kind) as progress:
        return run(node.jobs, id, handlers(node), progress)


def work(actor: Actor, node: Node, *, once: bool) -> int:
    """Be the worker of this home: do what is due, once or until SIGTERM; jobs done if once."""
    check(actor, "job.work")
    del actor
    for kind in _REGULAR:
        node.jobs.start(kind, {}, once=True)
    if once:
        return work_off(node.jobs, handlers(node))
    with stopping_on_signals() as stop:
        run_worker(node.jobs, handlers(node), stop=stop)
    return 0


def roster(actor: Actor, node: Node) -> tuple[Job, ...]:
    """The jobs of the actor's party, newest first; the node's operator sees all."""
    check(actor, "job.roster")
    return tuple(each for each in node.jobs.listing() if _own(actor, each))


def datasets(actor: Actor, node: Node) -> Mapping[JobId, Dataset]:
    """What each job of the actor's party works on, where it works on a granted dataset."""
    check(actor, "job.datasets")
    asked = {each.id: each.payload["grant"] for each in roster(actor, node) if _granted(each)}
    grants = {id: node.records.get(Grant, id).record.dataset for id in set(asked.values())}
    found = {id: node.records.get(Dataset, id).record for id in set(grants.values())}
    return {job: found[grants[grant]] for job, grant in asked.items()}


def show(actor: Actor, node: Node, id: JobId) -> Job:
    """One job of the actor's party. Raises NotFound for another's."""
    check(actor, "job.show")
    return _mine(actor, node, id)


def cancel(actor: Actor, node: Node, id: JobId) -> Job:
    """Ask a job to stop: at once if it waits, between two parts if it runs."""
    check(actor, "job.cancel")
    _mine(actor, node, id)
    node.jobs.cancel(id)
    return node.jobs.get(id)


def resume(actor: Actor, node: Node, id: JobId) -> Job:
    """Let a failed or cancelled job run again; parts that were finished are not done twice."""
    check(actor, "job.resume")
    _mine(actor, node, id)
    node.jobs.resume(id)
    return node.jobs.get(id)


def _mine(actor: Actor, node: Node, id: JobId) -> Job:
    found = node.jobs.get(id)
    if not _own(actor, found):
        raise NotFound(kind="job", id=id)
    return found


def _granted(job: Job) -> bool:
    return job.kind in {RUN, DELIVER}


def _own(actor: Actor, job: Job) -> bool:
    return actor.party is None or job.party == actor.party
