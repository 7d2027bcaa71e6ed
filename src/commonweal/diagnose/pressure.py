"""The network effect of pressure: many askers, regular, public, at one holder (S5.2, R7)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from statistics import median

from commonweal.model.collaboration import Event, EventKind
from commonweal.model.ids import PartyId
from commonweal.model.party import seen_as

MANY_ASKERS = 3
"""So many different askers are a network. Ours: the paper says many, and gives no number."""
MANY_REQUESTS = 4
"""So many requests by two askers weigh as much as a third asker. Ours."""
REPEATED = 3
"""From so many requests on there are two gaps, and so something that can be regular. Ours."""
MANY = (
    f"Many means: at least {MANY_ASKERS} who ask, or {MANY_REQUESTS} requests by two, and "
    f"{REPEATED} requests in all. The numbers are ours; the paper says many (S5.2)."
)
"""What it takes, in words."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressure:
    """How hard one holder was asked."""

    asked: PartyId
    """Empty for requests that name nobody."""
    askers: tuple[str, ...]
    """Everyone who asked, by name, in the order they first did."""
    asks: tuple[int, ...]
    """In how many requests each of them took part, in the same order."""
    requests: int
    public: int
    """Requests that others could see."""
    days: int
    """From the first request to the last."""
    every_days: float | None
    """Median days between two requests; None below three."""
    spread_days: tuple[float, float] | None
    """The shortest and the longest time between two requests; None below three."""
    joined: tuple[str, ...]
    """Those who have joined their requests, as the latest joint request names them."""
    competing: bool
    """True if several ask apart from each other."""
    network: bool
    """True if it adds up to the network effect of pressure."""
    text: str
    """It in a sentence."""


def pressures(events: Sequence[Event]) -> tuple[Pressure, ...]:
    """The pressure on each party that was asked, the hardest pressed first.

    Every request counts once, however many joined in it; the order of `events` does not matter.
    """
    asked: dict[str, list[Event]] = {}
    for each in sorted(events, key=_when):
        if each.kind is EventKind.REQUEST:
            asked.setdefault(each.asked, []).append(each)
    found = (_pressure(PartyId(id), requests) for id, requests in asked.items())
    return tuple(sorted(found, key=_hardest_first))


def _when(event: Event) -> tuple[object, ...]:
    """A request of one asker goes before a joint one of the same instant."""
    return (event.at, len(event.askers), event.askers, event.text, event.source)


def _hardest_first(found: Pressure) -> tuple[object, ...]:
    return (not found.network, -len(found.askers), -found.requests, found.asked)


def _pressure(asked: PartyId, requests: Sequence[Event]) -> Pressure:
    names = _names(requests)
    counted = [{seen_as(name) for name in each.askers} for each in requests]
    gaps = [(later.at - sooner.at) / _DAY for sooner, later in pairwise(requests)]
    regular = len(requests) >= REPEATED
    found = Pressure(
        asked=asked,
        askers=tuple(names.values()),
        asks=tuple(sum(name in each for each in counted) for name in names),
        requests=len(requests),
        public=sum(each.public for each in requests),
        days=(requests[-1].at - requests[0].at).days,
        every_days=median(gaps) if regular else None,
        spread_days=(min(gaps), max(gaps)) if regular else None,
        joined=next((each.askers for each in reversed(requests) if len(each.askers) > 1), ()),
        competing=_apart(counted) > 1,
        network=regular and _many(len(names), len(requests)),
        text="",
    )
    return replace(found, text=" ".join(_sentences(found)))


def _names(requests: Iterable[Event]) -> dict[str, str]:
    """Each asker once, as first written, by what a reader sees in the name."""
    found: dict[str, str] = {}
    for each in requests:
        for name in each.askers:
            found.setdefault(seen_as(name), name)
    return found


def _many(askers: int, requests: int) -> bool:
    return askers >= MANY_ASKERS or (askers > 1 and requests >= MANY_REQUESTS)


def _apart(requests: Sequence[set[str]]) -> int:
    """How many ask apart from each other: whoever joins stands together, until one asks alone."""
    groups: list[set[str]] = []
    for askers in filter(None, requests):
        rest = (group - askers for group in groups)
        groups = [*filter(None, rest), askers]
    return len(groups)


def _sentences(found: Pressure) -> Iterator[str]:
    yield _counted(found)
    if found.every_days is not None and found.spread_days is not None:
        least, most = found.spread_days
        yield (
            f"In the median {found.every_days:.0f} days lie between two of them "
            f"({least:.0f} to {most:.0f})."
        )
    if found.network:
        yield "Many ask, again and again: this is the network effect of pressure (R7)."
    if found.competing:
        yield (
            "They ask apart from each other, and so compete for access: "
            "offer them to join their requests."
        )
    elif found.joined:
        yield f"{len(found.joined)} askers have joined their requests."


def _counted(found: Pressure) -> str:
    by = _number(len(found.askers), "asker") if found.askers else "askers that are not named"
    span = f" within {_number(found.days, 'day')}" if found.days else ""
    public = found.public or "none"
    return f"{_number(found.requests, 'request')} by {by}{span}; {public} of them in public."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
