"""What a package hangs on, as a digest: the same while nothing that counts has changed."""

from collections.abc import Iterator
from hashlib import sha256

from commonweal.model.winwin import Offers, Package
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.flow import government
from commonweal.winwin.item import ItemKind
from commonweal.winwin.table.stated import Stated, stated


def basis(offers: Offers, now: Circumstance) -> str:
    """SHA-256, hex, of figures, structure, who is government and which costs of tracks are past.

    Texts, sources and days do not count, and no private limit does.

    Args:
        offers: what is on the table.
        now: the sector of each party, and the tracks that are done.
    """
    bodies = sorted(government(offers, now.kinds))
    figures = [_plain(each) for each in stated(offers) if not _past(each, now.done)]
    return sha256(repr((offers.unit, bodies, figures, *_structure(offers))).encode()).hexdigest()


def of_one_table(one: Package, other: Package) -> bool:
    """True if both hang on the same; by the version of the offers where no basis is known."""
    if one.basis:
        return one.basis == other.basis
    return one.offers_version == other.offers_version


def _plain(each: Stated) -> tuple[object, ...]:
    figure = each.figure
    where = (each.item.kind.value, each.item.id, each.party, each.what, each.sign)
    return (*where, figure.low, figure.likely, figure.high)


def _past(each: Stated, done: frozenset[str]) -> bool:
    """True for a cost that counts no more, or never did."""
    nothing = each.figure.low == each.figure.high == 0
    return each.item.kind is ItemKind.TRACK and (nothing or each.item.id in done)


def _structure(offers: Offers) -> Iterator[tuple[object, ...]]:
    yield tuple((each.id, each.holder) for each in offers.elements)
    yield tuple((each.id, each.element, each.user) for each in offers.uses)
    for each in offers.services:
        yield each.id, each.provider, each.needs_uses, each.needs_tracks
    yield tuple((each.track, each.needs_tracks) for each in offers.tracks)
