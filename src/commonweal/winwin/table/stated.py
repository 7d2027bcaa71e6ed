"""Every figure on the table by itself: where it stands, what it says, whose it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commonweal.model.errors import UnknownTerm
from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.winwin import DataElement, Offers, ServiceInReturn, TrackCost, Use
from commonweal.winwin.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One figure of the offers: what its party gains or pays if what it belongs to is chosen."""

    path: str
    """Where it stands, as errors name it: `uses[0].public_value`."""
    item: Item
    """What it belongs to."""
    what: str
    """What it measures, in words."""
    party: PartyId | None
    """Whose gain or cost it is; None for the public."""
    sign: int
    """1 for a gain, -1 for a cost or a risk."""
    figure: Estimate

    @property
    def likely(self) -> float:
        """The signed likely figure."""
        return self.sign * self.figure.likely


def stated(offers: Offers) -> tuple[Stated, ...]:
    """All figures, in the order of the offers."""
    return tuple(_all(offers))


def stated_at(offers: Offers, path: str) -> Stated:
    """The figure at that path. Raises UnknownTerm."""
    found = {each.path: each for each in stated(offers)}
    if path not in found:
        raise UnknownTerm(field="figure", got=path[:80], known=list(found))
    return found[path]


def words(figure: Stated, names: Mapping[PartyId, str]) -> str:
    """A figure for programs: the id of what it belongs to, what it measures, whose it is."""
    whose = f", {names.get(figure.party, figure.party)}" if figure.party else ""
    return f"{figure.item.id}: {figure.what}{whose}"


def _all(offers: Offers) -> Iterator[Stated]:
    holders = {each.id: each.holder for each in offers.elements}
    for n, each in enumerate(offers.elements):
        yield _element(f"elements[{n}]", each)
    for n, use in enumerate(offers.uses):
        yield from _use(f"uses[{n}]", use, holders[use.element])
    for n, service in enumerate(offers.services):
        yield from _service(f"services[{n}]", service)
    for n, track in enumerate(offers.tracks):
        yield _track(f"tracks[{n}]", track)


def _element(path: str, element: DataElement) -> Stated:
    return Stated(
        path=f"{path}.cost",
        item=Item.element(element.id),
        what="cost of sharing it",
        party=element.holder,
        sign=-1,
        figure=element.cost,
    )


def _use(path: str, use: Use, holder: PartyId) -> Iterator[Stated]:
    item = Item.use(use.id)
    for name, what, party, sign, figure in (
        ("private_value", "gain of the user", use.user, 1, use.private_value),
        ("public_value", "public value", None, 1, use.public_value),
        ("risk_to_holder", "risk to the holder", holder, -1, use.risk_to_holder),
    ):
        yield Stated(
            path=f"{path}.{name}",
            item=item,
            what=what,
            party=party,
            sign=sign,
            figure=figure,
        )


def _service(path: str, service: ServiceInReturn) -> Iterator[Stated]:
    item = Item.service(service.id)
    yield Stated(
        path=f"{path}.cost",
        item=item,
        what="cost of giving it",
        party=service.provider,
        sign=-1,
        figure=service.cost,
    )
    for n, benefit in enumerate(service.benefits):
        yield Stated(
            path=f"{path}.benefits[{n}].value",
            item=item,
            what="gain of who receives it",
            party=benefit.recipient,
            sign=1,
            figure=benefit.value,
        )


def _track(path: str, track: TrackCost) -> Stated:
    return Stated(
        path=f"{path}.cost",
        item=Item.track(track.track),
        what="cost while it is not done",
        party=None,
        sign=-1,
        figure=track.cost,
    )
