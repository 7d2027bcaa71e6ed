"""Events in the order in which they happened, also where many bear one and the same instant.

Many files give days instead of instants. Within one instant an event that fills a lot comes before
one that draws from it; what is left open, the event hash decides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import groupby

from commonweal.use.food.event import Action, Event, EventKind
from commonweal.use.food.place import ARRIVING, SENDING, destination, site

Name = tuple[str, str, str]
"""(how, lot or container, site): `at` a site, `to` a site, or `in` a container."""


def sequence(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events in time order; the same for any order they come in."""
    ordered = sorted(events, key=lambda event: (event.at, event.key))
    groups = (tuple(group) for _, group in groupby(ordered, key=lambda event: event.at))
    return tuple(event for group in groups for event in _together(group))


def _together(events: Sequence[Event]) -> Iterator[Event]:
    """Events of one instant: fillers first, the smallest hash first among those that may go."""
    fills = [_fills(event) for event in events]
    draws = [_draws(event) for event in events]
    fillers = Counter(name for f, d in zip(fills, draws, strict=True) for name in f - d)
    waiting: defaultdict[Name, list[int]] = defaultdict(list)
    for place, names in enumerate(draws):
        for name in names & fillers.keys():
            waiting[name].append(place)
    waits = Counter(place for places in waiting.values() for place in places)
    ready = [place for place in range(len(events)) if not waits[place]]
    heapify(ready)
    for place in _released(len(events), ready):
        yield events[place]
        for name in fills[place] - draws[place]:
            fillers[name] -= 1
            for later in waiting[name] if not fillers[name] else ():
                waits[later] -= 1
                if not waits[later]:
                    heappush(ready, later)


def _released(count: int, ready: list[int]) -> Iterator[int]:
    """Each place once: a ready one while there is any, else the first that still waits."""
    done = [False] * count
    first = 0
    for _ in range(count):
        while ready and done[ready[0]]:
            heappop(ready)
        while done[first] and not ready:
            first += 1
        place = heappop(ready) if ready else first
        done[place] = True
        yield place


def _fills(event: Event) -> set[Name]:
    """What is there after the event."""
    here = site(event)
    if event.kind is EventKind.TRANSFORMATION:
        return {("at", each.lot, here) for each in event.outputs}
    if event.kind is EventKind.AGGREGATION and event.action is Action.ADD:
        return {("in", event.parent, "")}
    if event.biz_step in SENDING:
        return {("to", lot, destination(event)) for lot in _named(event)}
    if event.biz_step in ARRIVING or event.action is Action.ADD:
        return {("at", lot, here) for lot in _named(event)}
    return set()


def _draws(event: Event) -> set[Name]:
    """What must be there before the event."""
    here = site(event)
    if event.kind is EventKind.TRANSFORMATION:
        return {name for each in event.inputs for name in _from(each.lot, here)}
    if event.kind is EventKind.AGGREGATION and event.action is Action.ADD:
        return {name for each in event.objects for name in _from(each.lot, here)}
    if event.biz_step in SENDING or event.action is Action.DELETE:
        return {name for lot in _named(event) for name in _from(lot, here)}
    if event.biz_step in ARRIVING:
        hows = (("to", here), ("to", ""), ("in", ""))
        return {(how, lot, to) for lot in _named(event) for how, to in hows}
    return set()


def _from(lot: str, here: str) -> tuple[Name, Name]:
    return ("at", lot, here), ("in", lot, "")


def _named(event: Event) -> set[str]:
    return {each.lot for each in event.objects} | ({event.parent} if event.parent else set())
