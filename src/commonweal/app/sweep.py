"""What a crash left is finished at the next start."""

from collections.abc import Sequence
from shutil import rmtree

from commonweal.app.acts import relay, sign_heads
from commonweal.app.delivery import DELIVER
from commonweal.app.due import forget_answers, settle
from commonweal.app.node import Node
from commonweal.app.release import RUN, resumable
from commonweal.model.grant import Delivery, DeliveryState
from commonweal.model.job import Job, JobState
from commonweal.model.release import Release

_WRITING = (DELIVER, RUN)


def sweep(node: Node) -> None:
    """Hand over messages, sign heads, do what is due, remove files and answers nobody committed.

    Safe to repeat. Files are left alone while a job that may be writing them is unfinished.
    """
    relay(node)
    settle(node)
    forget_answers(node)
    sign_heads(node)
    node.drops.sweep()
    jobs = [job for job in node.jobs.listing() if job.kind in _WRITING]
    if any(job.going for job in jobs):
        return
    kept = (
        each.record.id
        for each in node.records.find(Delivery)
        if each.record.state is not DeliveryState.DESTROYED
    )
    node.vault.sweep(frozenset(kept))
    node.releases.sweep(frozenset(each.record.id for each in node.records.find(Release)))
    _sweep_work(node, jobs)


def _sweep_work(node: Node, jobs: Sequence[Job]) -> None:
    """Remove what lies between the parts of runs that cannot be taken up again."""
    kept = {
        job.id
        for job in jobs
        if job.kind == RUN and job.state is not JobState.DONE and resumable(node, job)
    }
    for folder in (node.home / "work").glob("*"):
        if folder.name not in kept:
            rmtree(folder, ignore_errors=True)
