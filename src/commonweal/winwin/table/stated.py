"""Every figure on the table by itself: where it stands, what it says, whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.model.errors import UnknownTerm
from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, ServiceInReturn, Use
from commonweal.winwin.flow import Item, ItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One figure of the offers."""

    path: str
    """Where it stands, as errors name it: `uses[0].public_value`."""
    item: Item
    """What it belongs to."""
    what: str
    """What it measures, in words."""
    party: PartyId | None
    """Whose gain or cost it is; None for the public."""
    figure: Estimate


def stated(offers: Offers) -> tuple[Stated, ...]:
    """All figures, in the order of the offers."""
    return tuple(_all(offers))


def stated_at(offers: Offers, path: str) -> Stated:
    """The figure at that path. Raises UnknownTerm."""
    found = {each.path: each for each in stated(offers)}
    if path not in found:
        raise UnknownTerm(field="figure", got=path[:80], known=list(found))
    return found[path]


def _all(offers: Offers) -> Iterator[Stated]:
    holders = {each.id: each.holder for each in offers.elements}
    for n, element in enumerate(offers.elements):
        yield Stated(
            path=f"elements[{n}].cost",
            item=Item(kind=ItemKind.ELEMENT, id=element.id),
            what="cost of sharing it",
            party=element.holder,
            figure=element.cost,
        )
    for n, use in enumerate(offers.uses):
        yield from _use(f"uses[{n}]", use, holders[use.element])
    for n, service in enumerate(offers.services):
        yield from _service(f"services[{n}]", service)
    for n, track in enumerate(offers.tracks):
        yield Stated(
            path=f"tracks[{n}].cost",
            item=Item(kind=ItemKind.TRACK, id=track.track),
            what="cost while it is not done",
            party=None,
            figure=track.cost,
        )


def _use(path: str, use: Use, holder: PartyId) -> Iterator[Stated]:
    item = Item(kind=ItemKind.USE, id=use.id)
    for name, what, party, figure in (
        ("private_value", "gain of the user", use.user, use.private_value),
        ("public_value", "public value", None, use.public_value),
        ("risk_to_holder", "risk to the holder", holder, use.risk_to_holder),
    ):
        yield Stated(path=f"{path}.{name}", item=item, what=what, party=party, figure=figure)


def _service(path: str, service: ServiceInReturn) -> Iterator[Stated]:
    item = Item(kind=ItemKind.SERVICE, id=service.id)
    yield Stated(
        path=f"{path}.cost",
        item=item,
        what="cost of giving it",
        party=service.provider,
        figure=service.cost,
    )
    for n, benefit in enumerate(service.benefits):
        yield Stated(
            path=f"{path}.benefits[{n}].value",
            item=item,
            what="gain of who receives it",
            party=benefit.recipient,
            figure=benefit.value,
        )
