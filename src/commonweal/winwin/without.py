"""The same offers with something switched off: what falls away, and what falls with it."""

from collections.abc import Collection
from dataclasses import replace

from commonweal.model.errors import UnknownTerm
from commonweal.model.winwin import Offers


def without(offers: Offers, *, services: Collection[str], tracks: Collection[str]) -> Offers:
    """The offers without these services in return, and with these tracks never done.

    A service that needs a track that is never done cannot be given either.

    Raises UnknownTerm: a service or track that is not on the table.
    """
    _known("service", services, [each.id for each in offers.services])
    _known("track", tracks, [each.track for each in offers.tracks])
    return replace(
        offers,
        services=tuple(
            each
            for each in offers.services
            if each.id not in services and not set(each.needs_tracks) & set(tracks)
        ),
        tracks=tuple(each for each in offers.tracks if each.track not in tracks),
    )


def _known(field: str, wanted: Collection[str], known: list[str]) -> None:
    for each in wanted:
        if each not in known:
            raise UnknownTerm(field=field, got=each[:80], known=known or ["none"])
