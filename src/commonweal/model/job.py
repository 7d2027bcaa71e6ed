"""Long work: what, for whom, how far, and what can be done to it now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commonweal.model.ids import JobId

CANCEL, RESUME = "job.cancel", "job.resume"
"""What can be done, by its key in `model/may.py`."""


class JobState(StrEnum):
    """The life of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Long work: what, for whom, how far."""

    id: JobId
    kind: str
    payload: Mapping[str, str]
    """Ids and settings only."""
    person: str
    party: str
    """Who started it; empty for the node itself."""
    state: JobState
    done: int
    total: int
    unit: str
    """What is counted: partitions, files; after a semicolon what else there is to say of it."""
    not_before: datetime
    cancel: bool
    attempts: int
    result: str
    """Id of what it made, or the sentence it failed with."""

    @property
    def going(self) -> bool:
        """True while it waits or runs."""
        return self.state in {JobState.WAITING, JobState.RUNNING}


def act(job: Job) -> str:
    """`CANCEL` while it waits or runs, `RESUME` once it stopped before its end, or nothing."""
    if job.going:
        return "" if job.cancel else CANCEL
    return "" if job.state is JobState.DONE else RESUME
