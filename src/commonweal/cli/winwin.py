"""`weal winwin`: step 2."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from commonweal.adapters.plain import mapping
from commonweal.app import offers, winwin
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command, group
from commonweal.cli.session import Session
from commonweal.model.winwin import Package

app = group("Step 2: which package leaves every party better off, and how sure is that.")
CHANGED = "Offers or tracks have changed since. Next: weal winwin solve COLLABORATION"
Name = Annotated[str, typer.Argument(help="Id or title of the collaboration.")]


@command(app, "import")
def import_(
    session: Session,
    name: Name,
    file: Annotated[Path, typer.Argument(help="Offers: YAML or JSON.")],
) -> Answer:
    """Put offers on the table.

    Example: weal winwin import "Flood maps" offers.yaml
    """
    made = offers.table(
        session.actor, session.node, session.collaboration_id(name), document=mapping(file)
    )
    return Answer(
        value=made,
        show=lines(
            f"{len(made.elements)} elements, {len(made.uses)} uses, "
            f"{len(made.services)} services in return are on the table.",
            "Next: weal winwin solve COLLABORATION",
        ),
    )


@command(app, "solve")
def solve(session: Session, name: Name) -> Answer:
    """Find the package with the best public value at which everyone gains.

    Example: weal winwin solve "Flood maps"
    """
    chosen, weighed = winwin.solve(session.actor, session.node, session.collaboration_id(name))
    rows = [
        (p.margin, p.public_value, f"{p.chance:.2f}", p.standing.value, "<-" if p == chosen else "")
        for p in weighed
    ]
    return Answer(
        value={"package": chosen, "weighed": weighed},
        show=several(
            table(
                "Packages weighed",
                ("margin", "public value", "chance all gain", "standing", ""),
                rows,
                "",
            ),
            package(chosen, {each.party: session.name(each.party) for each in chosen.nets}),
        ),
    )


@command(app, "show")
def show(session: Session, name: Name) -> Answer:
    """Show the package that was chosen last, and whether offers or tracks changed since.

    Example: weal winwin show "Flood maps"
    """
    who = session.actor, session.node, session.collaboration_id(name)
    found, changed = winwin.show(*who), winwin.changed_since(*who)
    names: dict[str, str] = {each.party: session.name(each.party) for each in found.nets}
    shown = package(found, names)
    if changed:
        shown = several(shown, lines(CHANGED))
    return Answer(value={**msgspec.to_builtins(found), "changed_since": changed}, show=shown)


def package(found: Package, names: dict[str, str]) -> Show:
    """A package: public value, and what is in it for whom."""
    label = " (invented figures)" if found.invented else ""
    rows = [(names[net.party], net.net, f"{net.chance:.2f}") for net in found.nets]
    return several(
        lines(
            f"{found.standing.value}{label}: public value {found.public_value:,.1f} {found.unit}, "
            f"chance that everyone gains {found.chance:.2f}"
        ),
        table("For each party", ("party", f"net, {found.unit}", "chance of no loss"), rows, ""),
    )
