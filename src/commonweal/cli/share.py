"""`weal share`: step 5."""

from pathlib import Path
from typing import Annotated

import typer

from commonweal.app import share
from commonweal.cli.answer import Answer, lines, several, table
from commonweal.cli.command import REFUSED_BY_GATE, command, group
from commonweal.cli.session import Session
from commonweal.model.agreement import Mode
from commonweal.model.grant import Refusal
from commonweal.model.ids import DatasetId, DeliveryId, GrantId
from commonweal.share.state import DELIVER, RUN

app = group("Step 5: is this request allowed, right now.")

_NEXT = {RUN: "weal use run", DELIVER: "weal share deliver"}


@command(app, "request")
def request(
    session: Session,
    dataset: Annotated[str, typer.Argument(help="Id of the dataset.")],
    purpose: Annotated[str, typer.Option(help="What for; you declare it.")],
    mode: Annotated[Mode, typer.Option(help="visit: the lane goes there; deliver: files come.")] = (
        Mode.VISIT
    ),
) -> Answer:
    """Ask the gate. A grant exits 0, a refusal 3, with the deciding clause.

    Example: weal share request dat_... --purpose disaster-response
    """
    given = share.request(
        session.actor, session.node, DatasetId(dataset), purpose=purpose, mode=mode
    )
    if isinstance(given, Refusal):
        return Answer(
            value={"granted": False, "refusal": given},
            show=lines(f"Refused by clause {given.clause}: {given.reason}", f"Hint: {given.hint}"),
            code=REFUSED_BY_GATE,
        )
    return Answer(
        value={"granted": True, "grant": given},
        show=lines(
            f"Granted: {given.id}, until {given.expires:%Y-%m-%d %H:%M}Z.",
            f"Next: weal use run LANE --grant {given.id}"
            if given.mode is Mode.VISIT
            else f"Next: weal share deliver {given.id}",
        ),
    )


@command(app, "deliver")
def deliver(
    session: Session,
    grant: Annotated[str, typer.Argument(help="Id of a grant to deliver.")],
    out: Annotated[
        Path | None, typer.Option(help="Take a plain copy out too: its deletion is then promised.")
    ] = None,
) -> Answer:
    """Have the granted files delivered into your vault, encrypted.

    Example: weal share deliver gra_...
    """
    made = session.finished(share.deliver(session.actor, session.node, GrantId(grant), out=out))
    found = share.delivery(session.actor, session.node, DeliveryId(made))
    said = [f"{found.id}: {found.files} files, {found.size:,} bytes, encrypted in your vault."]
    if out:
        said.append(f"A plain copy lies in {out}: you promise its deletion, nothing enforces it.")
    return Answer(value=found, show=lines(*said))


@command(app, "list")
def list_(
    session: Session,
    collaboration: Annotated[str, typer.Argument(help="Id or title of the collaboration.")],
) -> Answer:
    """List what was asked, granted, refused and delivered, and what can be done with each grant.

    Example: weal share list "Flood maps"
    """
    id = session.collaboration_id(collaboration)
    found = share.history(session.actor, session.node, id)
    grants = [
        (
            each.id,
            f"{each.issued:%Y-%m-%d %H:%M}Z",
            each.purpose,
            each.mode.value,
            found.states[each.id].value,
            _NEXT.get(found.acts.get(each.id, ""), ""),
        )
        for each in found.grants
    ]
    refusals = [(f"{r.at:%Y-%m-%d %H:%M}Z", r.purpose, r.clause, r.reason) for r in found.refusals]
    deliveries = [(d.id, d.state.value, d.files, d.size) for d in found.deliveries]
    return Answer(
        value=found,
        show=several(
            table(
                "Grants",
                ("id", "when", "purpose", "mode", "state", "next"),
                grants,
                "Nothing granted yet.",
            ),
            table("Refusals", ("when", "purpose", "clause", "why"), refusals, "Nothing refused."),
            table(
                "Deliveries", ("id", "state", "files", "bytes"), deliveries, "Nothing delivered."
            ),
        ),
    )
