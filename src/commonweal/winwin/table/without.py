"""The same offers with something switched off: what falls away, and what falls with it."""

from collections.abc import Collection
from dataclasses import replace

from commonweal.model.errors import UnknownTerm
from commonweal.model.winwin import Offers
from commonweal.winwin.table.precondition import resting_on


def without(offers: Offers, *, services: Collection[str], tracks: Collection[str]) -> Offers:
    """The offers without these services in return, and with these tracks never done.

    A track that needs a track that is never done is not done either, and a service that needs one
    of them cannot be given.

    Raises UnknownTerm: a service or track that is not on the table.
    """
    _known("service", services, [each.id for each in offers.services])
    _known("track", tracks, [each.track for each in offers.tracks])
    never = resting_on({each.track: each.needs_tracks for each in offers.tracks}, tracks)
    return replace(
        offers,
        services=tuple(
            each
            for each in offers.services
            if each.id not in services and not never & set(each.needs_tracks)
        ),
        tracks=tuple(each for each in offers.tracks if each.track not in never),
    )


def _known(field: str, wanted: Collection[str], known: list[str]) -> None:
    for each in wanted:
        if each not in known:
            raise UnknownTerm(field=field, got=each[:80], known=known or ["none"])
