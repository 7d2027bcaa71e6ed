"""What choosing something entails: what it needs, and who must join for it."""

from collections.abc import Iterator

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.item import Item, items

Key = Item | PartyId
"""An item that can be chosen, or a party that can join."""


def needs(offers: Offers) -> Iterator[tuple[Item, Key]]:
    """(what needs, what it needs), each pair once."""
    for element in offers.elements:
        yield Item.element(element.id), element.holder
    for use in offers.uses:
        yield Item.use(use.id), Item.element(use.element)
        yield Item.use(use.id), use.user
    for service in offers.services:
        item = Item.service(service.id)
        yield item, service.provider
        yield from ((item, Item.use(use)) for use in service.needs_uses)
        yield from ((item, Item.track(track)) for track in service.needs_tracks)
    for track in offers.tracks:
        yield from ((Item.track(track.track), Item.track(each)) for each in track.needs_tracks)


def entailed(offers: Offers) -> dict[Item, frozenset[Key]]:
    """All that each item needs, at first or second hand; not itself."""
    direct: dict[Item, set[Key]] = {item: set() for item in items(offers)}
    for needing, needed in needs(offers):
        direct[needing].add(needed)
    return {item: frozenset(_reached(item, direct)) for item in direct}


def _reached(item: Item, direct: dict[Item, set[Key]]) -> set[Key]:
    found, ahead = set[Key](), list(direct[item])
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.add(key)
            ahead.extend(direct.get(key, ()) if isinstance(key, Item) else ())
    return found
