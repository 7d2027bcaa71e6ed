"""Offers with something taken off the table, and all that stands on it.

Whatever refers to a withdrawn entry goes with it: the uses of data, the services that need a use or
a track. Nothing on the table ever waits for something that is not there.
"""

from collections.abc import Iterator
from dataclasses import replace

from commonweal.model.errors import Refused, UnknownTerm
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.flow import Item, ItemKind


def items(offers: Offers) -> tuple[Item, ...]:
    """All that can be withdrawn, in the order of the offers."""
    return (
        *(Item(kind=ItemKind.ELEMENT, id=each.id) for each in offers.elements),
        *(Item(kind=ItemKind.USE, id=each.id) for each in offers.uses),
        *(Item(kind=ItemKind.SERVICE, id=each.id) for each in offers.services),
        *(Item(kind=ItemKind.TRACK, id=each.track) for each in offers.tracks),
    )


def falling(offers: Offers, item: Item) -> tuple[Item, ...]:
    """What goes if the item is withdrawn: itself first, then what stands on it.

    Raises:
        UnknownTerm: it is not on the table.
        Refused: without it no data would be left that anyone could use.
    """
    known = [each.id for each in items(offers) if each.kind is item.kind]
    if item.id not in known:
        raise UnknownTerm(field=item.kind.value, got=item.id[:80], known=known or ["none"])
    fallen = (item, *_standing_on(offers, item))
    if {each.id for each in fallen if each.kind is ItemKind.USE} >= {u.id for u in offers.uses}:
        raise Refused(
            detail="Without it there would be no use of any data on the table.",
            hint="Put other data and a use of it there first, or a file with all the offers.",
        )
    return fallen


def withdrawn(offers: Offers, item: Item) -> Offers:
    """The offers without the item and without what stands on it. Raises as `falling`."""
    fallen = frozenset(falling(offers, item))

    def stays(kind: ItemKind, id: str) -> bool:
        return Item(kind=kind, id=id) not in fallen

    return replace(
        offers,
        elements=tuple(each for each in offers.elements if stays(ItemKind.ELEMENT, each.id)),
        uses=tuple(each for each in offers.uses if stays(ItemKind.USE, each.id)),
        services=tuple(each for each in offers.services if stays(ItemKind.SERVICE, each.id)),
        tracks=tuple(each for each in offers.tracks if stays(ItemKind.TRACK, each.track)),
    )


def gone(package: Package, offers: Offers) -> tuple[str, ...]:
    """What a package chose that is not on the table any more."""
    there = frozenset(items(offers))
    chosen = (
        *((ItemKind.ELEMENT, id) for id in package.elements),
        *((ItemKind.USE, id) for id in package.uses),
        *((ItemKind.SERVICE, id) for id in package.services),
        *((ItemKind.TRACK, id) for id in package.tracks),
    )
    return tuple(id for kind, id in chosen if Item(kind=kind, id=id) not in there)


def _standing_on(offers: Offers, item: Item) -> Iterator[Item]:
    uses = {item.id} if item.kind is ItemKind.USE else set[str]()
    tracks = {item.id} if item.kind is ItemKind.TRACK else set[str]()
    if item.kind is ItemKind.ELEMENT:
        uses = {each.id for each in offers.uses if each.element == item.id}
        yield from (Item(kind=ItemKind.USE, id=each.id) for each in offers.uses if each.id in uses)
    for each in offers.services:
        if uses & set(each.needs_uses) or tracks & set(each.needs_tracks):
            yield Item(kind=ItemKind.SERVICE, id=each.id)
