"""What can be done to a job now."""

from commonweal.model.ports import Job, JobState

CANCEL, RESUME = "job.cancel", "job.resume"
"""What can be done, by its key in `model/may.py`."""


def act(job: Job) -> str:
    """`CANCEL` while it waits or runs, `RESUME` once it stopped before its end, or nothing."""
    if job.going:
        return "" if job.cancel else CANCEL
    return "" if job.state is JobState.DONE else RESUME
