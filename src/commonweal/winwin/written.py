"""Offers written out as the document that would put them on the table again."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers
from commonweal.winwin.stated import stated

Written = dict[str, list[dict[str, object]]]
"""The lists `elements`, `uses`, `services`, `tracks`."""


def document(offers: Offers) -> Written:
    """What `winwin.offers.offers` reads as the same offers, if parties go by their ids."""
    return _lists(offers, _figure, str)


def brief(offers: Offers, names: Mapping[PartyId, str]) -> dict[str, object]:
    """The same for people, if parties go by `names`.

    Unit, source and day that most figures have stand once at the top, and such a figure is
    `[low, likely, high]`. Lists that are empty are left out.
    """
    origins = Counter((each.figure.source, each.figure.on) for each in stated(offers))
    (source, on), _ = origins.most_common(1)[0]

    def figure(whole: Estimate) -> object:
        bounds = [_round(each) for each in (whole.low, whole.likely, whole.high)]
        if (whole.source, whole.on) == (source, on):
            return bounds
        ends = dict(zip(("low", "likely", "high"), bounds, strict=True))
        return {**ends, "source": whole.source, "on": whole.on.isoformat()}

    lists = _lists(offers, figure, lambda party: names.get(party, party))
    top = {"unit": offers.elements[0].cost.unit, "source": source, "on": on.isoformat()}
    return {**top, **{name: entries for name, entries in lists.items() if entries}}


def restate(written: Written, path: str, figure: dict[str, object]) -> None:
    """Put a figure at a path of a document, such as `uses[0].public_value`, in place of its own."""
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
    place: Any = written
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = figure


def _lists(
    offers: Offers, figure: Callable[[Estimate], object], party: Callable[[PartyId], str]
) -> Written:
    return {
        "elements": [
            {"id": e.id, "holder": party(e.holder), "text": e.text, "cost": figure(e.cost)}
            for e in offers.elements
        ],
        "uses": [
            {
                "id": use.id,
                "element": use.element,
                "user": party(use.user),
                "text": use.text,
                "private_value": figure(use.private_value),
                "public_value": figure(use.public_value),
                "risk_to_holder": figure(use.risk_to_holder),
            }
            for use in offers.uses
        ],
        "services": [
            {
                "id": service.id,
                "provider": party(service.provider),
                "text": service.text,
                "cost": figure(service.cost),
                "benefits": [
                    {"recipient": party(each.recipient), "value": figure(each.value)}
                    for each in service.benefits
                ],
                "needs_uses": list(service.needs_uses),
                "needs_tracks": list(service.needs_tracks),
            }
            for service in offers.services
        ],
        "tracks": [{"track": t.track, "cost": figure(t.cost)} for t in offers.tracks],
    }


def _figure(figure: Estimate) -> dict[str, object]:
    return {
        "low": figure.low,
        "likely": figure.likely,
        "high": figure.high,
        "unit": figure.unit,
        "source": figure.source,
        "on": figure.on.isoformat(),
    }


def _round(bound: float) -> float:
    """A whole number without its point."""
    return int(bound) if bound.is_integer() else bound
