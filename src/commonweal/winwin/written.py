"""Offers written out as the document that would put them on the table again."""

import re
from typing import Any

from commonweal.model.estimate import Estimate
from commonweal.model.winwin import Offers

Written = dict[str, list[dict[str, object]]]
"""The lists `elements`, `uses`, `services`, `tracks`; parties go by their ids."""


def document(offers: Offers) -> Written:
    """What `winwin.offers.offers` reads as the same offers, if parties go by their ids."""
    return {
        "elements": [
            {"id": e.id, "holder": e.holder, "text": e.text, "cost": _figure(e.cost)}
            for e in offers.elements
        ],
        "uses": [
            {
                "id": use.id,
                "element": use.element,
                "user": use.user,
                "text": use.text,
                "private_value": _figure(use.private_value),
                "public_value": _figure(use.public_value),
                "risk_to_holder": _figure(use.risk_to_holder),
            }
            for use in offers.uses
        ],
        "services": [
            {
                "id": service.id,
                "provider": service.provider,
                "text": service.text,
                "cost": _figure(service.cost),
                "benefits": [
                    {"recipient": each.recipient, "value": _figure(each.value)}
                    for each in service.benefits
                ],
                "needs_uses": list(service.needs_uses),
                "needs_tracks": list(service.needs_tracks),
            }
            for service in offers.services
        ],
        "tracks": [{"track": t.track, "cost": _figure(t.cost)} for t in offers.tracks],
    }


def restate(written: Written, path: str, figure: dict[str, object]) -> None:
    """Put a figure at a path of a document, such as `uses[0].public_value`, in place of its own."""
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
    place: Any = written
    for step in steps[:-1]:
        place = place[step]
    place[steps[-1]] = figure


def _figure(figure: Estimate) -> dict[str, object]:
    return {
        "low": figure.low,
        "likely": figure.likely,
        "high": figure.high,
        "unit": figure.unit,
        "source": figure.source,
        "on": figure.on.isoformat(),
    }
