"""`weal winwin limit`: the least at which a party takes part, which it keeps to itself."""

from typing import Annotated

import typer

from commonweal.app.winwin import limit
from commonweal.app.winwin.limit import Own
from commonweal.cli.answer import Answer, Show, lines
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Name, app
from commonweal.model.errors import Invalid

_TOLD_TO_NOBODY = (
    "The optimiser uses it in all that is kept; no other party sees it. "
    "The operator of this node can read it, and answers that are kept may let others infer it."
)


@command(app, "limit")
def limit_(
    session: Session,
    name: Name,
    least: Annotated[
        float | None, typer.Option(help="Least net, in the unit of the offers.")
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it back.")] = False,
) -> Answer:
    """Show, set or take back the private limit of the acting party.

    Example: weal winwin limit "Flood maps" --least 5
    """
    asked = session.actor, session.node, session.collaboration_id(name)
    if withdraw and least is not None:
        raise Invalid(
            detail="Both --least and --withdraw are given.", hint="Set the limit, or take it back."
        )
    if withdraw:
        return Answer(value=limit.withdraw(*asked), show=lines("Your limit is taken back."))
    if least is not None:
        limit.state(*asked, least=least)
    found = limit.show(*asked)
    return Answer(value=_told(found), show=_shown(found))


def _told(own: Own | None) -> dict[str, object] | None:
    if own is None:
        return None
    return {
        "least": own.limit.least,
        "unit": own.limit.unit,
        "at": own.limit.at,
        "counts": own.counts,
        "net": own.net,
        "met": own.met,
        "offers_changed": own.offers_changed,
        "computed": own.computed,
    }


def _shown(own: Own | None) -> Show:
    if own is None:
        return lines("Your party has no limit here: the margin of a package alone holds.")
    return lines(
        f"Your party takes part from a net of {own.limit.least:,g} {own.limit.unit} on.",
        _TOLD_TO_NOBODY,
        _MET[own.met],
        *(() if own.counts else (_OTHER_UNIT,)),
        f"Since then: changes of offers and tracks: {own.offers_changed}; frontiers and packages "
        f"kept: {own.computed}.",
    )


_MET = {
    True: "The package that is kept meets it.",
    False: "The package that is kept does not meet it. Next: weal winwin solve COLLABORATION",
    None: "Your party is in no package that is kept.",
}
_OTHER_UNIT = "The offers are in another unit now: set the limit again, or it does not count."
