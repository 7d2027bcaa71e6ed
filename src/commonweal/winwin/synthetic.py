"""Synthetic tables of any size: documents of offers with figures that nobody stated.

Businesses hold most of the data and public bodies put most of it to use; what flows back are
services that need such uses and tracks of alignment. Shares and sizes are our guesses, stated here.
"""

from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import TypeVar

SOURCE = "synthetic"
"""The source of every figure."""
DAY = "2026-01-01"
"""The day of every figure."""
USES_PER_ELEMENT = 4
ELEMENTS_PER_SERVICE = 3.4
"""Some 30 services in return for 100 elements."""
SECTORS = ("business", "government", "business", "ngo", "business")
"""The sectors of the parties, over and over."""
KINDS = ("legal", "it", "procedural")
"""Of the alignment tracks: one of each with every authority."""
_LOW, _HIGH = 0.7, 1.5
"""The ends of a range, as shares of the likely figure: costs overrun more than they shrink."""
_DONE, _CHAINED, _USUAL = 0.2, 0.3, 0.6
"""Shares of tracks that are done or wait for another, and of services given as is usual."""

Entry = dict[str, object]
T = TypeVar("T")


def synthetic(
    *, parties: int, elements: int, seed: int, services: int | None = None
) -> dict[str, object]:
    """A document of offers in the form that `winwin.table.offers` reads; labelled synthetic.

    Args:
        parties: how many, at least 2; two of five are government or NGO.
        elements: pieces of data that could be shared, at least 1; about four uses of each.
        seed: the same seed makes the same document.
        services: in return; in proportion to the elements if not given.
    """
    making = _Making(parties=parties, elements=elements, chance=Random(seed))  # noqa: S311  # invents figures
    count = max(1, round(elements / ELEMENTS_PER_SERVICE)) if services is None else services
    return {
        "unit": "points",
        "source": SOURCE,
        "on": DAY,
        "parties": [{"id": id, "kind": kind} for id, kind in making.kinds.items()],
        "elements": making.element_list(),
        "uses": making.use_list(),
        "services": making.service_list(count),
        "tracks": making.track_list(),
    }


@dataclass(slots=True)
class _Making:
    """One document in the making; lists are asked for in the order of the document."""

    parties: int
    elements: int
    chance: Random
    kinds: dict[str, str] = field(init=False)
    holder: dict[str, str] = field(init=False, default_factory=dict)
    used: list[tuple[str, str]] = field(init=False, default_factory=list)
    tracks: list[tuple[str, str, str]] = field(init=False)
    """Id, kind and authority."""

    def __post_init__(self) -> None:
        sectors = [SECTORS[number % len(SECTORS)] for number in range(self.parties)]
        self.kinds = {f"{kind}-{n:02}": kind for n, kind in enumerate(sectors, start=1)}
        authorities = self._of("government") or ["government-elsewhere"]
        self.tracks = [(f"{kind}-{each}", kind, each) for each, kind in product(authorities, KINDS)]

    def element_list(self) -> list[Entry]:
        """Three of four lie with businesses."""
        made: list[Entry] = []
        for number in range(1, self.elements + 1):
            id = f"element-{number:03}"
            self.holder[id] = self._party("business", share=0.75)
            made.append({"id": id, "holder": self.holder[id], "cost": self._figure(2, 25)})
        return made

    def use_list(self) -> list[Entry]:
        """Each use by another party than the holder; most of the public value is government's."""
        made: list[Entry] = []
        for element in self.holder:
            for user in self._users(element):
                self.used.append((element, user))
                government = self.kinds[user] == "government"
                made.append(
                    {
                        "element": element,
                        "party": user,
                        "private_value": self._figure(0, 4) if government else self._figure(1, 8),
                        "public_value": self._figure(4, 30) if government else self._figure(0, 8),
                        "risk_to_holder": self._figure(0, 8),
                    }
                )
        return made

    def service_list(self, count: int) -> list[Entry]:
        """Most are given by public bodies, to holders of the data whose use they need."""
        return [self._service(number) for number in range(1, count + 1)]

    def track_list(self) -> list[Entry]:
        """Legal, IT and procedural with every authority; IT may wait for what is legal."""
        return [
            {
                "id": id,
                "kind": kind,
                "authority": authority,
                "cost": self._figure(2, 15),
                "state": "done" if self.chance.random() < _DONE else "open",
                "needs_tracks": self._before(kind, authority),
            }
            for id, kind, authority in self.tracks
        ]

    def _service(self, number: int) -> Entry:
        provider = self._party("government", share=_USUAL)
        needed = [each for each in self._some(self.used, 1, 3) if self._holds(each) != provider]
        holders = {self._holds(each) for each in needed}
        others = {self._party("business", share=_USUAL) for _ in range(self.chance.randint(1, 4))}
        recipients = sorted((holders | others) - {provider}) or [self._other(provider)]
        return {
            "id": f"service-{number:02}",
            "provider": provider,
            "cost": self._figure(3, 20),
            "recipients": [{"party": to, "benefit": self._figure(10, 70)} for to in recipients],
            "needs_uses": [list(each) for each in needed],
            "needs_tracks": [id for id, _, _ in self._some(self.tracks, 0, 2)],
        }

    def _users(self, element: str) -> list[str]:
        wanted = self.chance.randint(USES_PER_ELEMENT - 2, USES_PER_ELEMENT + 2)
        others = [each for each in self.kinds if each != self.holder[element]]
        public = [each for each in others if self.kinds[each] == "government"]
        first = self._some(public, 0, 2)
        rest = [each for each in self._some(others, len(others), len(others)) if each not in first]
        return [*first, *rest][: min(wanted, len(others))]

    def _before(self, kind: str, authority: str) -> list[str]:
        waits = kind == "it" and self.chance.random() < _CHAINED
        return [f"legal-{authority}"] if waits else []

    def _holds(self, use: tuple[str, str]) -> str:
        return self.holder[use[0]]

    def _of(self, kind: str) -> list[str]:
        return [each for each, own in self.kinds.items() if own == kind]

    def _party(self, kind: str, *, share: float) -> str:
        """A party of that kind in that share of cases, else any."""
        wanted = self._of(kind) if self.chance.random() < share else []
        return self.chance.choice(wanted or list(self.kinds))

    def _other(self, party: str) -> str:
        return self.chance.choice([each for each in self.kinds if each != party])

    def _some(self, given: list[T], least: int, most: int) -> list[T]:
        count = self.chance.randint(min(least, len(given)), min(most, len(given)))
        return self.chance.sample(given, count)

    def _figure(self, least: int, most: int) -> Entry:
        likely = float(self.chance.randint(least, most))
        low, high = round(_LOW * likely, 1), round(_HIGH * likely, 1)
        return {"low": low, "likely": likely, "high": high}
