"""Invented offers: every figure here is made up by a seeded generator or a test."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import numpy as np

from commonweal.model.estimate import Estimate
from commonweal.model.ids import CollaborationId, OffersId, PackageId, PartyId
from commonweal.model.party import PartyKind
from commonweal.model.winwin import (
    Benefit,
    DataElement,
    Offers,
    ServiceInReturn,
    TrackCost,
    Use,
)
from commonweal.winwin.circumstance import Circumstance

COLLABORATION = CollaborationId("col_invented")
OFFERS = OffersId("off_invented")
PACKAGE = PackageId("pac_invented")
AT = datetime(2015, 4, 26, tzinfo=UTC)

HOLDER, USER, BODY, THIRD = map(PartyId, ("par_holder", "par_user", "par_body", "par_third"))
KINDS = {
    HOLDER: PartyKind.BUSINESS,
    USER: PartyKind.NGO,
    BODY: PartyKind.GOVERNMENT,
    THIRD: PartyKind.BUSINESS,
}
NOW = Circumstance.of(KINDS)


def figure(likely: float, low: float | None = None, high: float | None = None) -> Estimate:
    return Estimate(
        low=likely if low is None else low,
        likely=likely,
        high=likely if high is None else high,
        unit="points",
        source="invented",
        on=date(2015, 4, 1),
    )


def element(id: str, cost: Estimate, holder: PartyId = HOLDER) -> DataElement:
    return DataElement(id=id, holder=holder, text="invented", cost=cost)


def use(
    id: str,
    public: float,
    *,
    of: str = "records",
    user: PartyId = USER,
    private: float = 0,
    risk: float = 0,
) -> Use:
    return Use(
        id=id,
        element=of,
        user=user,
        text="invented",
        private_value=figure(private),
        public_value=figure(public),
        risk_to_holder=figure(risk),
    )


def service(
    id: str,
    cost: float,
    benefits: dict[PartyId, Estimate],
    *,
    provider: PartyId = USER,
    needs_uses: Sequence[str] = (),
    needs_tracks: Sequence[str] = (),
) -> ServiceInReturn:
    return ServiceInReturn(
        id=id,
        provider=provider,
        text="invented",
        cost=figure(cost),
        benefits=tuple(Benefit(recipient=to, value=value) for to, value in benefits.items()),
        needs_uses=tuple(needs_uses),
        needs_tracks=tuple(needs_tracks),
    )


def table(
    elements: Sequence[DataElement],
    uses: Sequence[Use],
    services: Sequence[ServiceInReturn] = (),
    tracks: dict[str, Estimate] | None = None,
    before: dict[str, tuple[str, ...]] | None = None,
) -> Offers:
    return Offers(
        id=OFFERS,
        collaboration=COLLABORATION,
        elements=tuple(elements),
        uses=tuple(uses),
        services=tuple(services),
        tracks=tuple(
            TrackCost(track=name, cost=cost, needs_tracks=(before or {}).get(name, ()))
            for name, cost in (tracks or {}).items()
        ),
        invented=True,
    )


def _times(of: Estimate, times: float) -> Estimate:
    return replace(of, low=of.low * times, likely=of.likely * times, high=of.high * times)


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many of each a generated table has."""

    parties: int
    bodies: int
    elements: int
    uses: int
    services: int
    tracks: int


SMALL = Size(parties=4, bodies=1, elements=3, uses=5, services=3, tracks=2)
MIDDLE = Size(parties=8, bodies=2, elements=15, uses=40, services=10, tracks=5)
LARGE = Size(parties=20, bodies=4, elements=100, uses=400, services=30, tracks=20)
"""The largest table that the optimiser promises to handle."""


@dataclass
class Generator:
    """Invents a table of that size; the same seed invents the same table."""

    size: Size
    seed: int
    stream: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self.stream = np.random.default_rng(self.seed)

    @property
    def parties(self) -> list[PartyId]:
        return [PartyId(f"par_{number:02}") for number in range(self.size.parties)]

    @property
    def kinds(self) -> dict[PartyId, PartyKind]:
        private = (PartyKind.BUSINESS, PartyKind.NGO, PartyKind.RESEARCH)
        return {
            party: PartyKind.GOVERNMENT if number < self.size.bodies else private[number % 3]
            for number, party in enumerate(self.parties)
        }

    def table(self) -> Offers:
        elements = [self._element(number) for number in range(self.size.elements)]
        uses = [self._use(number, elements) for number in range(self.size.uses)]
        tracks = {f"track-{number}": self._figure(1, 12) for number in range(self.size.tracks)}
        services = [
            self._service(number, uses, list(tracks)) for number in range(self.size.services)
        ]
        return table(elements, uses, services, tracks)

    def chained(self) -> Offers:
        """A table on which a track may need those before it."""
        made = self.table()
        names = [each.track for each in made.tracks]
        tracks = (
            replace(each, needs_tracks=tuple(self._some(names[:number], 2)))
            for number, each in enumerate(made.tracks)
        )
        return replace(made, tracks=tuple(tracks))

    def with_giant(self, times: float) -> Offers:
        """A table on which one figure is so many times as large as it would be."""
        made = self.table()
        n = int(self.stream.integers(len(made.uses)))
        risky, named = made.uses[n], int(self.stream.integers(4))
        if named == 3:
            one = made.elements[n % len(made.elements)]
            dear = replace(one, cost=_times(one.cost, times))
            return replace(
                made, elements=tuple(dear if each is one else each for each in made.elements)
            )
        field = ("private_value", "public_value", "risk_to_holder")[named]
        dearer = {field: _times(getattr(risky, field), times)}
        other = replace(risky, **dearer)  # type: ignore[arg-type]  # one of its figures
        return replace(made, uses=tuple(other if each is risky else each for each in made.uses))

    def limits(self) -> dict[PartyId, float]:
        """What every other party keeps to itself."""
        return {party: float(self.stream.integers(-5, 12)) for party in self.parties[::2]}

    def done(self, offers: Offers) -> frozenset[str]:
        return frozenset(track.track for track in offers.tracks if self.stream.random() < 1 / 3)

    def _figure(self, least: int, most: int) -> Estimate:
        likely = float(self.stream.integers(least, most, endpoint=True))
        below, above = (0.3 * abs(likely), 0.5 * abs(likely))
        return figure(likely, likely - below, likely + above)

    def _element(self, number: int) -> DataElement:
        return element(f"element-{number}", self._figure(2, 25), self._party())

    def _use(self, number: int, elements: list[DataElement]) -> Use:
        of = elements[int(self.stream.integers(len(elements)))]
        return Use(
            id=f"use-{number}",
            element=of.id,
            user=self._party(but=of.holder),
            text="invented",
            private_value=self._figure(-1, 6),
            public_value=self._figure(-3, 25),
            risk_to_holder=self._figure(0, 8),
        )

    def _service(self, number: int, uses: list[Use], tracks: list[str]) -> ServiceInReturn:
        provider = self._party()
        recipients = {self._party(but=provider) for _ in range(self.stream.integers(1, 4))}
        return ServiceInReturn(
            id=f"service-{number}",
            provider=provider,
            text="invented",
            cost=self._figure(1, 15),
            benefits=tuple(
                Benefit(recipient=to, value=self._figure(-3, 60)) for to in sorted(recipients)
            ),
            needs_uses=tuple(self._some([each.id for each in uses], 3)),
            needs_tracks=tuple(self._some(tracks, 2)),
        )

    def _party(self, but: PartyId | None = None) -> PartyId:
        others = [party for party in self.parties if party != but]
        return others[int(self.stream.integers(len(others)))]

    def _some(self, names: list[str], most: int) -> list[str]:
        count = int(self.stream.integers(0, min(most, len(names)), endpoint=True))
        return [str(name) for name in self.stream.choice(names, size=count, replace=False)]


def with_easy_deal(offers: Offers) -> Offers:
    """The table with a deal on it by which two more parties gain for certain."""
    gift = service("easy-thanks", 0, {HOLDER: figure(4)}, needs_uses=["easy-use"])
    return replace(
        offers,
        elements=(*offers.elements, element("easy", figure(1))),
        uses=(*offers.uses, use("easy-use", 5, of="easy", private=3)),
        services=(*offers.services, gift),
    )
