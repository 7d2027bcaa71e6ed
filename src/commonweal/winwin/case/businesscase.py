"""The business case of one party: what it gives, what it gets, when, and what that hangs on.

It must be explicit enough to be sold inside the organisation (paper S5.1, requirement 29).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from commonweal.model.estimate import Estimate
from commonweal.model.figure import Caption, Range, Ranges
from commonweal.model.ids import PackageId, PartyId
from commonweal.model.track import AlignmentTrack
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.case.dependence import Reliance, Waiting, reliances, waiting
from commonweal.winwin.case.payback import ASSUMED, Payback, payback
from commonweal.winwin.case.publicvalue import PublicUse, public_uses
from commonweal.winwin.flow import flows
from commonweal.winwin.item import Item, ItemKind, texts
from commonweal.winwin.ranges import span
from commonweal.winwin.selection import Selection, before, moving
from commonweal.winwin.table.stated import Stated


class Side(StrEnum):
    """Where in the case a figure stands."""

    GETS = "gets"
    GIVES = "gives"
    RISKS = "risks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of the case."""

    side: Side
    item: Item
    text: str
    what: str
    """What the figure measures."""
    others: tuple[PartyId, ...]
    """Whose data, who uses it, who gives or receives: the other side of it."""
    figure: Estimate
    adds: Range
    """What it adds to the net at worst, likely and best: a cost is below zero."""
    begins: str = ""
    """When it begins, in the words of who gives it; empty if nobody has said."""
    waits: tuple[str, ...] = ()
    """Alignment tracks that must be done before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCase:
    """One page that a party can sell inside."""

    party: PartyId
    package: PackageId
    joins: bool
    """False for a party that stays out: then it is about all that lies on the table for it."""
    unit: str
    lines: tuple[Line, ...]
    gets: Range
    gives: Range
    """Below zero, as is `risks`."""
    risks: Range
    net: Range
    chance: float | None
    """That it does not lose, 0 to 1, as the nets of the package have it; None if it stays out."""
    payback: Payback
    waiting: tuple[Waiting, ...]
    """The tracks that what it gets waits for."""
    reliances: tuple[Reliance, ...]
    """What others must do for what it gets."""
    public: tuple[PublicUse, ...]
    """The public value it helps create: in its own account, and no part of its net."""
    invented: bool

    def side(self, side: Side) -> tuple[Line, ...]:
        """The lines of one side."""
        return tuple(each for each in self.lines if each.side is side)


def business_case(
    package: Package,
    offers: Offers,
    party: PartyId,
    *,
    tracks: Iterable[AlignmentTrack] = (),
    done: Collection[str] = (),
) -> BusinessCase:
    """The case of a party for a package.

    Args:
        package: the choice.
        offers: what it was chosen from, as they stand: the figures are theirs.
        party: whose case; one that stays out sees what lies on the table for it.
        tracks: the board of alignment.
        done: names of the alignment tracks that are done.
    """
    joins = party in package.joined
    chosen = Selection.of(package) if joins else Selection.everything(offers)
    own = tuple(flow for flow in moving(flows(offers), chosen) if flow.party == party)
    gains = tuple(flow.item for flow in own if flow.sign > 0)
    sides = {side: tuple(flow for flow in own if _side(flow) is side) for side in Side}
    net = {each.party: each for each in package.nets}.get(party)
    known = texts(offers)
    return BusinessCase(
        party=party,
        package=package.id,
        joins=joins,
        unit=package.unit,
        lines=tuple(
            _line(offers, known[flow.item], flow, chosen) for side in Side for flow in sides[side]
        ),
        gets=span("what it gets", sides[Side.GETS], "party"),
        gives=span("what it gives", sides[Side.GIVES], "party"),
        risks=span("risks it bears", sides[Side.RISKS], "party"),
        net=span("net", own, "party"),
        chance=net.chance if net else None,
        payback=payback(own, offers.months),
        waiting=waiting(offers, gains, tracks, frozenset(done)),
        reliances=reliances(offers, gains, party),
        public=_public(offers, party, chosen) if joins else (),
        invented=offers.invented,
    )


def case_ranges(case: BusinessCase, name: str, day: str) -> Ranges:
    """The case as a picture: what the party called `name` gets, gives, risks and nets."""
    return Ranges(
        name="case",
        caption=Caption(
            title=f"What is in it for {name}",
            source="the offers on the table, each with who stated it",
            unit=case.unit,
            on=day,
            label="invented" if case.invented else "",
            note="" if case.joins else "If all that lies on the table for it came about.",
        ),
        ranges=(case.gets, case.gives, case.risks, case.net) if case.lines else (),
    )


def assumptions(case: BusinessCase) -> tuple[str, ...]:
    """What the case takes for granted beside its figures, as sentences."""
    return (
        f"Gains and risks are stated for {case.payback.period} months; sharing and giving are "
        "paid once.",
        ASSUMED,
        "Low takes every gain at its lowest and every cost and risk at its highest, high the "
        "other way round.",
    )


def _side(flow: Stated) -> Side:
    if flow.sign > 0:
        return Side.GETS
    return Side.RISKS if flow.item.kind is ItemKind.USE else Side.GIVES


_WHAT = {
    (ItemKind.ELEMENT, Side.GIVES): "cost of sharing it",
    (ItemKind.SERVICE, Side.GIVES): "cost of giving it",
    (ItemKind.SERVICE, Side.GETS): "gain from it",
    (ItemKind.USE, Side.GETS): "gain from its own use",
    (ItemKind.USE, Side.RISKS): "risk of this use of its data",
}


def _line(offers: Offers, text: str, flow: Stated, chosen: Selection) -> Line:
    side = _side(flow)
    service = next((each for each in offers.services if flow.item == Item.service(each.id)), None)
    return Line(
        side=side,
        item=flow.item,
        text=text,
        what=_WHAT[flow.item.kind, side],
        others=_others(offers, flow, chosen),
        figure=flow.figure,
        adds=span(text, (flow,), "party"),
        begins=service.begins if service else "",
        waits=tuple(sorted(before(offers, service.needs_tracks))) if service else (),
    )


def _others(offers: Offers, flow: Stated, chosen: Selection) -> tuple[PartyId, ...]:
    """Who is on the other side of a flow."""
    kind, id = flow.item.kind, flow.item.id
    if kind is ItemKind.ELEMENT:
        found = [use.user for use in offers.uses if use.element == id and use.id in chosen.uses]
    elif kind is ItemKind.SERVICE:
        service = next(each for each in offers.services if each.id == id)
        found = [service.provider, *(each.recipient for each in service.benefits)]
        found = found[:1] if flow.sign > 0 else found[1:]
    else:
        use = next(each for each in offers.uses if each.id == id)
        holder = next(each.holder for each in offers.elements if each.id == use.element)
        found = [holder if flow.sign > 0 else use.user]
    return tuple(
        each for each in dict.fromkeys(found) if each != flow.party and each in chosen.joined
    )


def _public(offers: Offers, party: PartyId, chosen: Selection) -> tuple[PublicUse, ...]:
    used = public_uses(offers, chosen.uses)
    return tuple(each for each in used if party in {each.holder, each.user})
