"""`mobility/1` in plain Python, straight from its definitions: what the fast path must equal."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean, stdev

from commonweal.use.mobility.question import Question

Event = tuple[str, datetime, str]
"""Subscriber, aware instant, cell."""


@dataclass(frozen=True)
class Answer:
    """(day, home) -> {place: (people, base)}, and the same -> {place: figures}."""

    people: Mapping[tuple[str, str], Mapping[str, tuple[int, int | None]]]
    figures: Mapping[tuple[str, str], Mapping[str, Mapping[str, float]]]


def answer(events: Iterable[Event], area_of: Mapping[str, str], asked: Question) -> Answer | None:
    """The definition's answer; None where no whole day is left, or the data do not cover."""
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        by_day[event[1].astimezone(asked.zone).date()].append(event)
    present = [day for day in asked.days if by_day[day]]
    if not present or present[0] != asked.days[0] or present[-1] != asked.days[-1]:
        return None
    whole = [day for day in present if not _partial(day, by_day, asked)]
    baseline = [day for day in whole if day in asked.baseline]
    focal = [day for day in whole if day in asked.focal]
    if not baseline or not focal:
        return None
    last = {day: _last(by_day[day], area_of) for day in whole}
    home, active = _homes(last, baseline)
    kept = {who for who in home if active[who] >= asked.min_days}
    return _answer(last, home, kept, baseline, focal)


def _partial(day: date, by_day: Mapping[date, list[Event]], asked: Question) -> bool:
    observed = [one for one in asked.baseline if by_day[one]]
    hours = {
        one: len({event[1].astimezone(asked.zone).hour for event in by_day[one]})
        for one in (*observed, day)
    }
    usual = _lower_median([hours[one] for one in observed])
    if hours[day] < usual * 2 / 3:
        return True
    usual_events = _lower_median([len(by_day[one]) for one in observed])
    return day in asked.baseline and len(by_day[day]) < usual_events / 2


def _lower_median(values: list[int]) -> int:
    return sorted(values)[(len(values) - 1) // 2] if values else 0


def _last(events: list[Event], area_of: Mapping[str, str]) -> dict[str, str]:
    latest: dict[str, tuple[datetime, str]] = {}
    for who, at, cell in events:
        if cell in area_of and (who not in latest or (at, cell) > latest[who]):
            latest[who] = (at, cell)
    return {who: area_of[cell] for who, (_, cell) in latest.items()}


def _homes(
    last: Mapping[date, Mapping[str, str]], baseline: list[date]
) -> tuple[dict[str, str], Counter[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for day in baseline:
        for who, area in last[day].items():
            places[who].append(area)
    home: dict[str, str] = {}
    for who, visited in places.items():
        most = max(Counter(visited).values())
        modes = {area for area in visited if visited.count(area) == most}
        home[who] = next(area for area in reversed(visited) if area in modes)
    return home, Counter({who: len(visited) for who, visited in places.items()})


def _answer(
    last: Mapping[date, Mapping[str, str]],
    home: Mapping[str, str],
    kept: set[str],
    baseline: list[date],
    focal: list[date],
) -> Answer:
    people: dict[tuple[str, str], dict[str, tuple[int, int | None]]] = {}
    figures: dict[tuple[str, str], dict[str, dict[str, float]]] = {}
    for area in {home[who] for who in kept}:
        folk = {who for who in kept if home[who] == area}
        everyone = sum(one == area for one in home.values())
        for day in focal:
            group = (day.isoformat(), area)
            now = Counter(last[day][who] for who in folk if who in last[day])
            people[group] = {
                place: (count, _behind(folk, place, last, baseline)) for place, count in now.items()
            }
            if len(folk) > now.total():
                people[group]["unobserved"] = (len(folk) - now.total(), None)
            usual = {place: _usual(folk, place, last, baseline) for place in now}
            weight = everyone if everyone - len(folk) not in range(1, 16) else len(folk)
            figures[group] = {
                place: _figures(now, place, len(folk), weight, usual[place]) for place in now
            }
    return Answer(people, figures)


def _behind(
    folk: set[str], place: str, last: Mapping[date, Mapping[str, str]], baseline: list[date]
) -> int:
    return sum(any(last[day].get(who) == place for day in baseline) for who in folk)


def _usual(
    folk: set[str], place: str, last: Mapping[date, Mapping[str, str]], baseline: list[date]
) -> list[tuple[int, float]]:
    """(people, share) per baseline day on which anyone of the home was observed."""
    found = []
    for day in baseline:
        observed = sum(who in last[day] for who in folk)
        if observed:
            there = sum(last[day].get(who) == place for who in folk)
            found.append((there, there / _told(len(folk), observed)))
    return found


def _told(whole: int, part: int) -> int:
    return whole if 1 <= whole - part <= 15 else part


def _figures(
    now: Counter[str], place: str, residents: int, weight: int, usual: list[tuple[int, float]]
) -> dict[str, float]:
    observed = _told(residents, now.total())
    share, normal = now[place] / observed, mean(count for count, _ in usual)
    p = mean(one for _, one in usual)
    above = weight * (share - p)
    figures = {
        "normal": normal,
        "share": share,
        "normal_share": p,
        "above_normal_count": now[place] - normal,
        "above_normal": above,
    }
    if len(usual) > 1:
        variance = stdev(one for _, one in usual) ** 2
        variance += max(p * (1 - p), share * (1 - share)) / observed
        half = weight * 1.6448536269514722 * variance**0.5
        figures |= {"lower": above - half, "upper": above + half}
    return figures
