"""What a crash left is finished at the next start."""

from commonweal.app.acts import relay, sign_heads
from commonweal.app.due import settle
from commonweal.app.node import Node
from commonweal.model.grant import Delivery, DeliveryState
from commonweal.model.ports import JobState
from commonweal.model.release import Release

_UNFINISHED = (JobState.WAITING, JobState.RUNNING)


def sweep(node: Node) -> None:
    """Hand over messages, sign heads, do what is due, remove files nobody committed.

    Safe to repeat. Files are left alone while a job that may be writing them is unfinished.
    """
    relay(node)
    settle(node)
    sign_heads(node)
    if any(job.state in _UNFINISHED for job in node.jobs.listing()):
        return
    kept = (
        each.record.id
        for each in node.records.find(Delivery)
        if each.record.state is not DeliveryState.DESTROYED
    )
    node.vault.sweep(frozenset(kept))
    node.releases.sweep(frozenset(each.record.id for each in node.records.find(Release)))
