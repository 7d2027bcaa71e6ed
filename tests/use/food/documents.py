"""Small EPCIS documents; every word in them is invented."""

import json
from pathlib import Path
from typing import Any

from commonweal.use.food.document import events
from commonweal.use.food.event import Event

GOLDENS = Path(__file__).parent / "goldens"
FARM = "https://id.gs1.org/414/9520000000011"
LOT = "https://id.gs1.org/01/09520000100018/10/KALE-1"
CASES = "https://id.gs1.org/01/19520000100015/10/HUB-1"
CONTEXT: list[Any] = ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"]


def shipping(**fields: Any) -> dict[str, Any]:
    """A shipment; a field that is None is left out."""
    event = {
        "type": "ObjectEvent",
        "eventTime": "2026-07-03T06:00:00-04:00",
        "eventTimeZoneOffset": "-04:00",
        "action": "OBSERVE",
        "bizStep": "shipping",
        "readPoint": {"id": FARM},
        "quantityList": [quantity()],
    }
    return {name: each for name, each in {**event, **fields}.items() if each is not None}


def packing(**fields: Any) -> dict[str, Any]:
    """A pallet being built."""
    event = {
        "type": "AggregationEvent",
        "eventTime": "2026-07-02T10:00:00-04:00",
        "eventTimeZoneOffset": "-04:00",
        "action": "ADD",
        "parentID": "https://id.gs1.org/00/095200000000000172",
        "childQuantityList": [quantity(CASES, 20, "CS")],
    }
    return {name: each for name, each in {**event, **fields}.items() if each is not None}


def making(**fields: Any) -> dict[str, Any]:
    """A lot made of another."""
    event = {
        "type": "TransformationEvent",
        "eventTime": "2026-07-02T09:00:00-04:00",
        "eventTimeZoneOffset": "-04:00",
        "inputQuantityList": [quantity()],
        "outputQuantityList": [quantity(CASES, 39, "CS")],
    }
    return {name: each for name, each in {**event, **fields}.items() if each is not None}


def quantity(lot: str = LOT, amount: Any = 400, unit: str = "KGM") -> dict[str, Any]:
    return {"epcClass": lot, "quantity": amount, "uom": unit}


def document(*happened: Any, context: Any = CONTEXT, **fields: Any) -> bytes:
    """A document as a sender would write it."""
    told = {
        "@context": context,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-07-03T08:00:00-04:00",
        "epcisBody": {"eventList": list(happened)},
        **fields,
    }
    return json.dumps({name: each for name, each in told.items() if each is not None}).encode()


def read(*happened: Any, context: Any = CONTEXT, **fields: Any) -> tuple[Event, ...]:
    return events(document(*happened, context=context, **fields), "told.json")


def one(event: Any, context: Any = CONTEXT) -> Event:
    (found,) = read(event, context=context)
    return found
