"""Which services fall once something else is away, and what each then lacks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from commonweal.model.ids import PartyId
from commonweal.model.track import quoted
from commonweal.model.winwin import Offers, ServiceInReturn
from commonweal.winwin.item import Item, texts
from commonweal.winwin.table.precondition import resting_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Fall:
    """A service that falls with something else."""

    service: ServiceInReturn
    lacks: tuple[str, ...]
    """What it needs and has not, in words."""

    @property
    def sentence(self) -> str:
        """All of it, without the end of the sentence."""
        return f"{self.service.text or self.service.id}: it needs {', '.join(self.lacks)}"


def falls(
    offers: Offers,
    *,
    services: Collection[str] = (),
    tracks: Collection[str] = (),
    parties: Collection[PartyId] = (),
    names: Mapping[PartyId, str],
) -> tuple[Fall, ...]:
    """The services that fall without these, in the order of the offers.

    Args:
        offers: with everything in them.
        services: that are not given; they fall by themselves, and are not told.
        tracks: that are never done.
        parties: that stay out.
        names: what each party is called.
    """
    stopped = resting_on({each.track: each.needs_tracks for each in offers.tracks}, tracks)
    unused = _unused(offers, parties)
    said = texts(offers)
    obstacles = {each.track: quoted(each.track, each.text) for each in offers.tracks}

    def lacks(service: ServiceInReturn) -> Iterator[str]:
        needed = (name for name in service.needs_tracks if name in stopped)
        yield from (f"the track {obstacles[name]}" for name in needed)
        if service.provider in parties:
            yield names.get(service.provider, service.provider)
        for name in service.needs_uses:
            if name in unused:
                yield f"the use “{said[Item.use(name)]}”"
        if service.benefits and all(each.recipient in parties for each in service.benefits):
            yield "somebody who receives it"

    told = (
        Fall(service=each, lacks=tuple(lacks(each)))
        for each in offers.services
        if each.id not in services
    )
    return tuple(each for each in told if each.lacks)


def _unused(offers: Offers, parties: Collection[PartyId]) -> frozenset[str]:
    """The uses that are not to be had without these parties."""
    held = {each.id for each in offers.elements if each.holder in parties}
    return frozenset(
        each.id for each in offers.uses if each.element in held or each.user in parties
    )
