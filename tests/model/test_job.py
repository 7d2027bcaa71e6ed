"""What can be done to a job follows from how far it is."""

from datetime import UTC, datetime

import pytest

from commonweal.model.ids import JobId
from commonweal.model.job import CANCEL, RESUME, Job, JobState, act
from commonweal.model.may import MAY


def job(state: JobState, *, cancel: bool = False) -> Job:
    return Job(
        id=JobId("job_A"), kind="use.run", payload={}, person="per_A", party="par_A", state=state,
        done=0, total=0, unit="", not_before=datetime(2026, 3, 1, tzinfo=UTC), cancel=cancel,
        attempts=0, result="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "does"),
    [
        (JobState.WAITING, CANCEL),
        (JobState.RUNNING, CANCEL),
        (JobState.FAILED, RESUME),
        (JobState.CANCELLED, RESUME),
        (JobState.DONE, ""),
    ],
)
def test_what_goes_is_stopped_and_what_was_stopped_is_taken_up_again(
    state: JobState, does: str
) -> None:
    assert act(job(state)) == does


def test_a_job_that_was_asked_to_stop_is_not_asked_again() -> None:
    assert act(job(JobState.RUNNING, cancel=True)) == ""


def test_what_can_be_done_has_its_row_in_the_table_of_rights() -> None:
    assert {CANCEL, RESUME} <= MAY.keys()
