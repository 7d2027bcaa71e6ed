"""`weal job`: long work, watched, stopped and taken up again."""

from typing import Annotated

import typer

from commonweal.app import job
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.ids import JobId

app = group("Long work: watch it, stop it, take it up again.")
Id = Annotated[str, typer.Argument(help="Id of the job.")]


@command(app, "list")
def list_(session: Session) -> Answer:
    """List your jobs, newest first.

    Example: weal job list
    """
    found = job.roster(session.actor, session.node)
    rows = [
        (
            j.id,
            j.kind,
            j.state.value,
            f"{j.done} of {j.total} {j.unit}" if j.total else "",
            j.result,
        )
        for j in found
    ]
    return Answer(
        value=found,
        show=table("Jobs", ("id", "kind", "state", "progress", "result"), rows, "No jobs yet."),
    )


@command(app, "cancel")
def cancel(session: Session, id: Id) -> Answer:
    """Stop a job: at once if it waits, after its present part if it runs.

    Example: weal job cancel job_...
    """
    found = job.cancel(session.actor, session.node, JobId(id))
    return Answer(value=found, show=lines(f"{found.id} is {found.state.value}, asked to stop."))


@command(app, "resume")
def resume(session: Session, id: Id) -> Answer:
    """Take up a failed or cancelled job; finished parts are not done twice.

    Example: weal job resume job_...
    """
    found = job.resume(session.actor, session.node, JobId(id))
    made = session.finished(found.id)
    return Answer(value={"job": found.id, "made": made}, show=lines(f"Done: {made}."))
