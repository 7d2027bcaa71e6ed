"""`weal account`: step 8."""

from typing import Annotated

import typer

from commonweal.app import account
from commonweal.cli.answer import Answer, lines, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.evidence import Entry, Kind

app = group("Step 8: what happened, provably, and what public value came of it.")


@command(app, "log")
def log(
    session: Session,
    start: Annotated[int, typer.Option(help="First position to show.")] = 0,
    prove: Annotated[
        int | None, typer.Option(help="Prove that the entry at this position is in the log.")
    ] = None,
) -> Answer:
    """Show your party's evidence log, or prove one entry of it.

    Example: weal account log
    """
    if prove is not None:
        proof = account.prove(session.actor, session.node, prove)
        return Answer(
            value=proof,
            show=lines(
                f"Entry {proof.seq} of {proof.size} in {proof.origin}",
                f"leaf {proof.leaf.hex()}",
                *(f"path {each.hex()}" for each in proof.path),
                proof.checkpoint,
            ),
        )
    found = tuple(account.log(session.actor, session.node, start=start))
    rows = [
        (e.seq, f"{e.at:%Y-%m-%d %H:%M:%S}Z", _kind(e), e.subject.id, e.digest[:12]) for e in found
    ]
    return Answer(
        value=found,
        show=table(
            "Evidence log",
            ("seq", "at", "kind", "subject", "digest"),
            rows,
            "Nothing has happened yet.",
        ),
    )


@command(app, "verify")
def verify(session: Session) -> Answer:
    """Check every log and every record of this home; exits 4 and names what does not fit.

    Example: weal account verify
    """
    found = account.verify(session.actor, session.node)
    names = {each.log: session.name(each.log) for each in found}
    rows = [
        (names[each.log], each.entries, each.checkpoints, each.root.hex()[:16]) for each in found
    ]
    return Answer(
        value=[
            {
                "log": each.log,
                "entries": each.entries,
                "root": each.root.hex(),
                "checkpoints": each.checkpoints,
                "verified": True,
            }
            for each in found
        ],
        show=table(
            "Everything fits", ("log of", "entries", "checkpoints", "root"), rows, "No log yet."
        ),
    )


@command(app, "value")
def value(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
) -> Answer:
    """Show what was gained, for whom, at which cost.

    Example: weal account value "Flood maps"
    """
    id = session.collaboration_id(collaboration)
    found = account.value(session.actor, session.node, id)
    return Answer(value=found, show=lines(*found.headlines()))


def _kind(entry: Entry) -> str:
    """The kind of act; of a message that came in, what it tells of."""
    told = dict(entry.facts).get("kind", "")
    return f"told of {told}" if entry.kind is Kind.MESSAGE_RECEIVED else entry.kind.value
