"""`weal winwin solve`, `show`: the package at which everyone gains."""

from typing import Annotated

import typer

from commonweal.app import frontier, offers, winwin
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Gap, Name, Seconds, app
from commonweal.cli.winwin.watching import ended, watching
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId
from commonweal.model.winwin import Blocked, Ended, Offers, Package, Standing
from commonweal.winwin.contract import blocked_told, package_told
from commonweal.winwin.standing import SURE

TAKEN = "Taken over from an earlier collaboration, to be computed anew: weal winwin solve"
CHANGED = "Offers or tracks have changed since. Next: weal winwin solve COLLABORATION"


@command(app, "solve")
def solve(
    session: Session,
    name: Name,
    margin: Annotated[
        float | None, typer.Option(help="Least net of each party, in the unit of the offers.")
    ] = None,
    caution: Annotated[
        float | None, typer.Option(help="How far figures lean to their worse end, 0 to 1.")
    ] = None,
    gap: Gap = None,
    seconds: Seconds = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the package at that margin.")] = False,
) -> Answer:
    """Find and keep the package to recommend; or show the one at a margin. Ctrl-C: the best found.

    Example: weal winwin solve "Flood maps" --margin 5
    """
    who = session.actor, session.node, session.collaboration_id(name)
    if margin is None and caution is None:
        session.finished(frontier.start(*who, keep=True, gap=gap, seconds=seconds))
        found = winwin.show(*who)
        return _answer(session, who[2], found, _kept(found))
    asked = winwin.keep_at if keep else winwin.solve_at
    unit = lying(session, who[2]).elements[0].cost.unit
    with watching("winwin.solve", unit) as watch:
        found = asked(
            *who,
            margin=margin or 0.0,
            caution=caution or 0.0,
            gap=gap,
            seconds=seconds,
            watch=watch,
        )
    return _answer(session, who[2], found, "Kept." if keep else "Not kept: --keep keeps it.")


def _answer(session: Session, id: CollaborationId, found: Package, note: str) -> Answer:
    who = session.actor, session.node, id
    why: tuple[Blocked, ...] = ()
    if found.standing is Standing.NO_DEAL and found.ended is Ended.PROVED:
        why = winwin.blocked(*who, margin=found.margin, caution=found.caution)
    return Answer(
        value={**told(session, id, found), "why": blocked_told(why, winwin.names(*who))},
        show=shown(session, found, note, *(f"{each.constraint} {each.change}" for each in why)),
    )


def _kept(found: Package) -> str:
    if found.standing is Standing.NO_DEAL:
        proved = found.ended is Ended.PROVED
        return (
            f"There is no package by which everyone gains{'' if proved else ', as far as known'}."
        )
    return "Recommended, and kept." if found.chance >= SURE else "None is sure; the surest is kept."


@command(app, "show")
def show(session: Session, name: Name) -> Answer:
    """Show the package that was chosen last, and whether offers or tracks changed since.

    Example: weal winwin show "Flood maps"
    """
    who = session.actor, session.node, session.collaboration_id(name)
    found, changed = winwin.show(*who), winwin.changed_since(*who)
    return Answer(
        value={**told(session, who[2], found), "changed_since": changed},
        show=shown(session, found, *([TAKEN if found.taken_from else CHANGED] if changed else [])),
    )


def told(session: Session, id: CollaborationId, found: Package) -> dict[str, object]:
    """A package for programs."""
    names = winwin.names(session.actor, session.node, id)
    return package_told(found, lying(session, id), names)


def shown(session: Session, found: Package, *notes: str) -> Show:
    """A package for people, with what there is to note."""
    names: dict[str, str] = {each.party: session.name(each.party) for each in found.nets}
    return several(package(found, names), lines(*ended(found), *notes))


def lying(session: Session, id: CollaborationId) -> Offers:
    """What lies on the table. Raises NotYet while nothing does."""
    found = offers.tabled(session.actor, session.node, id)
    if found is None:
        raise NotYet(
            detail="Nothing is on the table yet.",
            hint="Put offers there: `weal winwin import FILE --collaboration COLLABORATION`.",
        )
    return found.record


def package(found: Package, names: dict[str, str]) -> Show:
    """A package: public value, and what is in it for whom."""
    label = " (invented figures)" if found.invented else ""
    rows = [(names[net.party], net.net, f"{net.chance:.2f}") for net in found.nets]
    return several(
        lines(
            f"{found.standing.value}{label}: public value {found.public_value:,.1f} {found.unit}, "
            f"chance that everyone gains {found.chance:.2f}",
            f"Margin {found.margin:,.1f} {found.unit}, caution {found.caution:.1f}, "
            f"gap {found.gap:.1%}.",
        ),
        table(
            "For each party", ("party", f"net, {found.unit}", "chance of no loss"), rows, _NOBODY
        ),
    )


_NOBODY = "Nobody joins."
