"""`weal winwin solve`, `show`: the package at which everyone outside government gains."""

from collections.abc import Mapping
from typing import Annotated

import typer

from commonweal.app.winwin import frontier, offers, solution, whatif
from commonweal.app.winwin.unkept import UNCOUNTED
from commonweal.cli.answer import Answer, Show, lines, several, table
from commonweal.cli.command import command
from commonweal.cli.session import Session
from commonweal.cli.winwin.group import Gap, Name, Seconds, app
from commonweal.cli.winwin.watching import watching
from commonweal.model.errors import NotYet
from commonweal.model.ids import CollaborationId, PartyId
from commonweal.model.winwin import Offers, Package, Standing
from commonweal.winwin.chance import percent
from commonweal.winwin.contract import blocked_told, earlier_told, package_told, party_called
from commonweal.winwin.ending import ended
from commonweal.winwin.optimum import why_no_deal, why_not_the_optimum
from commonweal.winwin.verdict import against, all_gain, holds

TAKEN = "Taken over from an earlier collaboration, to be computed anew: weal winwin solve"
HOLDS = "It still holds."
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
        session.finished(solution.start(*who, gap=gap, seconds=seconds))
        found, instead = solution.show(*who), why_not_the_optimum(frontier.show(*who))
        return _answer(session, who[2], found, *filter(None, (_kept(found), instead)))
    asked = solution.keep_at if keep else whatif.at
    unit = lying(session, who[2]).unit
    with watching("winwin.solve", unit) as watch:
        found = asked(
            *who,
            margin=margin or 0.0,
            caution=caution or 0.0,
            gap=gap,
            seconds=seconds,
            watch=watch,
        )
    notes = ("Kept." if keep else "Not kept: --keep keeps it."), "" if holds(found) else _PLAIN
    return _answer(session, who[2], found, *filter(None, notes), note="" if keep else UNCOUNTED)


_PLAIN = "Not recommended: nobody is held to more than zero here, so a little bad luck is a loss."


def _answer(
    session: Session, id: CollaborationId, found: Package, *notes: str, note: str = ""
) -> Answer:
    """A package, and why there is none; `note` is for people and programs, `notes` for people."""
    who = session.actor, session.node, id
    why = whatif.blocked(*who, found)
    value = {**told(session, id, found), "why": blocked_told(why, solution.names(*who))}
    reasons = (f"{each.constraint} {each.change}" for each in why)
    return Answer(
        value={**value, "note": note} if note else value,
        show=shown(session, found, *notes, *filter(None, (note,)), *reasons),
    )


def _kept(found: Package) -> str:
    if found.standing is Standing.NO_DEAL:
        return why_no_deal(found)
    return f"{against(found)} It is kept." if against(found) else "Recommended, and kept."


@command(app, "show")
def show(session: Session, name: Name) -> Answer:
    """Show the package that was chosen last, and whether offers or tracks changed since.

    Example: weal winwin show "Flood maps"
    """
    who = session.actor, session.node, session.collaboration_id(name)
    found, before = solution.show(*who), solution.earlier(*who)
    changed = solution.changed_since(*who)
    return Answer(
        value={
            **told(session, who[2], found),
            "changed_since": changed,
            "earlier": earlier_told(before),
        },
        show=shown(
            session, found, *(_before(each) for each in before), _lasting(found, changed=changed)
        ),
    )


def _lasting(found: Package, *, changed: bool) -> str:
    if found.taken_from:
        return TAKEN
    return CHANGED if changed else HOLDS


def _before(found: Package) -> str:
    return (
        f"Kept before, {found.at:%Y-%m-%d}: {found.standing.value}, public value "
        f"{found.public_value:,.1f} {found.unit}."
    )


def told(session: Session, id: CollaborationId, found: Package) -> dict[str, object]:
    """A package for programs."""
    names = solution.names(session.actor, session.node, id)
    return package_told(found, lying(session, id), names)


def shown(session: Session, found: Package, *notes: str) -> Show:
    """A package for people, with what there is to note."""
    names: dict[str, str] = {each.party: session.name(each.party) for each in found.nets}
    return several(package(found, names), lines(*notes))


def lying(session: Session, id: CollaborationId) -> Offers:
    """What lies on the table. Raises NotYet while nothing does."""
    found = offers.tabled(session.actor, session.node, id)
    if found is None:
        raise NotYet(
            detail="Nothing is on the table yet.",
            hint="Put offers there: `weal winwin import FILE --collaboration COLLABORATION`.",
        )
    return found.record


def party_meant(session: Session, given: str, names: Mapping[PartyId, str]) -> PartyId:
    """A party by what the document calls it, else by id or name. Raises NotFound."""
    return party_called(given, names) or session.party_id(given)


def package(found: Package, names: dict[str, str]) -> Show:
    """A package: public value, and what is in it for whom."""
    label = " (invented figures)" if found.invented else ""
    rows = [(names[net.party], net.net, percent(net.chance)) for net in found.nets]
    return several(
        lines(
            f"{found.standing.value}{label}: public value {found.public_value:,.1f} {found.unit}"
            f"{_sure(found)}",
            f"Margin {found.margin:,.1f} {found.unit}, caution {found.caution:.1f}. {ended(found)}",
        ),
        table(
            "For each party", ("party", f"net, {found.unit}", "chance of no loss"), rows, _NOBODY
        ),
    )


_NOBODY = "Nobody joins."


def _sure(found: Package) -> str:
    chance = all_gain(found)
    return f", chance that everyone outside government gains {chance}" if chance else ""
