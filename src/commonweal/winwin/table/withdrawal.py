"""Offers with something taken off the table, and all that stands on it.

Whatever refers to a withdrawn entry goes with it: the uses of data, the tracks that need a track,
the services that need a use or a track. Nothing on the table ever waits for something that is not
there.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from commonweal.model.errors import Refused, UnknownTerm
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Package, ServiceInReturn
from commonweal.winwin.item import Item, ItemKind, items
from commonweal.winwin.selection import Selection
from commonweal.winwin.table.precondition import resting_on


def falling(offers: Offers, item: Item) -> tuple[Item, ...]:
    """What goes if the item is withdrawn: itself first, then what stands on it.

    Raises:
        UnknownTerm: it is not on the table.
        Refused: without it no data would be left that anyone could use.
    """
    fallen = _fallen(offers, item)
    if {each.id for each in fallen if each.kind is ItemKind.USE} >= {u.id for u in offers.uses}:
        raise Refused(
            detail="Without it there would be no use of any data on the table.",
            hint="Put other data and a use of it there first, or a file with all the offers.",
        )
    return fallen


def withdrawn(offers: Offers, item: Item) -> Offers:
    """The offers without the item and without what stands on it. Raises as `falling`."""
    return _less(offers, frozenset(falling(offers, item)))


def without(offers: Offers, *, services: Collection[str], tracks: Collection[str]) -> Offers:
    """The offers without these services in return, and with these tracks never done.

    A track that needs a track that is never done is not done either, and a service that needs one
    of them cannot be given.

    Raises UnknownTerm: a service or track that is not on the table.
    """
    off = (*map(Item.service, services), *map(Item.track, tracks))
    return _less(offers, frozenset(fallen for each in off for fallen in _fallen(offers, each)))


def without_party(offers: Offers, party: PartyId) -> Offers:
    """The offers if a party stays out: what it would share, use, give and gain is not there.

    With it fall the uses of its data, and services that needed a use or have no recipient left.
    Nothing may be left, and then nothing is; a party that is not on the table changes nothing.
    """
    theirs = {each.id for each in offers.elements if each.holder == party}
    uses = {u.id for u in offers.uses if u.user == party or u.element in theirs}
    kept = tuple(_unto_others(each, party) for each in offers.services)
    services = {s.id for s in offers.services if s.provider == party or _theirs(s, party)}
    services |= {each.id for each in kept if uses & set(each.needs_uses)}
    fallen = (*map(Item.element, theirs), *map(Item.use, uses), *map(Item.service, services))
    return _less(replace(offers, services=kept), frozenset(fallen))


def gone(package: Package, offers: Offers) -> tuple[str, ...]:
    """What a package chose that is not on the table any more."""
    there = frozenset(items(offers))
    return tuple(each.id for each in Selection.of(package).items if each not in there)


def _fallen(offers: Offers, item: Item) -> tuple[Item, ...]:
    known = [each.id for each in items(offers) if each.kind is item.kind]
    if item.id not in known:
        raise UnknownTerm(field=item.kind.value, got=item.id[:80], known=known)
    return (item, *_standing_on(offers, item))


def _standing_on(offers: Offers, item: Item) -> Iterator[Item]:
    uses = {item.id} if item.kind is ItemKind.USE else set[str]()
    tracks = frozenset({item.id} if item.kind is ItemKind.TRACK else ())
    if item.kind is ItemKind.ELEMENT:
        uses = {each.id for each in offers.uses if each.element == item.id}
        yield from (Item.use(each.id) for each in offers.uses if each.id in uses)
    if item.kind is ItemKind.TRACK:
        tracks = resting_on({each.track: each.needs_tracks for each in offers.tracks}, tracks)
    for service in offers.services:
        if uses & set(service.needs_uses) or tracks & set(service.needs_tracks):
            yield Item.service(service.id)
    for track in offers.tracks:
        if track.track in tracks and track.track != item.id:
            yield Item.track(track.track)


def _theirs(service: ServiceInReturn, party: PartyId) -> bool:
    """True if nobody else receives it."""
    return {each.recipient for each in service.benefits} == {party}


def _unto_others(service: ServiceInReturn, party: PartyId) -> ServiceInReturn:
    return replace(
        service, benefits=tuple(each for each in service.benefits if each.recipient != party)
    )


def _less(offers: Offers, fallen: frozenset[Item]) -> Offers:
    return replace(
        offers,
        elements=tuple(each for each in offers.elements if Item.element(each.id) not in fallen),
        uses=tuple(each for each in offers.uses if Item.use(each.id) not in fallen),
        services=tuple(each for each in offers.services if Item.service(each.id) not in fallen),
        tracks=tuple(each for each in offers.tracks if Item.track(each.track) not in fallen),
    )
