"""`weal winwin need`: what it would take."""

from typing import Annotated

import typer

from commonweal.app.winwin import need, solution
from commonweal.cli.answer import Answer, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Gap, Name, Seconds, app
from commonweal.cli.winwin.package import lying, party_meant
from commonweal.cli.winwin.watching import watching
from commonweal.winwin.contract import needs_told
from commonweal.winwin.ending import searched
from commonweal.winwin.need import Need
from commonweal.winwin.optimum import why_not_the_least


@command(app, "need")
def need_(
    session: Session,
    name: Name,
    party: Annotated[
        str, typer.Option(help="Who should take part: by id, name, or as in the document.")
    ] = "",
    target: Annotated[float | None, typer.Option(help="Or the public value to be reached.")] = None,
    gap: Gap = None,
    seconds: Seconds = None,
) -> Answer:
    """Find the least incentive from outside that closes the deal, if all goes as likely or badly.

    Example: weal winwin need "Flood maps" --party "River Telecom"
    """
    id = session.collaboration_id(name)
    who = session.actor, session.node, id
    names = solution.names(*who)
    tabled = lying(session, id)
    unit = tabled.unit
    with watching("winwin.need", unit) as watch:
        found = need.need(
            *who,
            party=party_meant(session, party, names) if party else None,
            target=target,
            gap=gap,
            seconds=seconds,
            watch=watch,
        )
    rows = [(each.scenario, each.least_incentive, each.bound, _note(each)) for each in found]
    now = solution.at_once(*who)
    against = ((each, why_not_the_least(each, now.frontier if now else None)) for each in found)
    label = " (invented figures)" if tabled.invented else ""
    return Answer(
        value=needs_told(found, names),
        show=several(
            table(
                f"The least incentive{label}",
                ("figures", f"least incentive, {unit}", "no less than", "to note"),
                rows,
                "",
            ),
            lines(
                "What is paid comes from outside, and is no part of the public value.",
                *(f"{each.scenario}: {told}" for each, told in against if told),
            ),
        ),
    )


def _note(found: Need) -> str:
    """How the search ended, and what there is to say of what it found."""
    return f"{searched(found).capitalize()}. {found.why}".strip()
