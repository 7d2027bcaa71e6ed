"""EPCIS 2.0 events as JSON, as a hub of the season would capture them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from commonweal.use.food.synth.land import Site

ZONE = timezone(timedelta(hours=-4))
OFFSET = "-04:00"
CONTEXT: list[object] = [
    "https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
    {"cw": "https://commonweal.example/food/"},
]
Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """So many units of a lot."""

    lot: str
    amount: int
    unit: str

    def json(self) -> Json:
        """As EPCIS writes it."""
        return {"epcClass": self.lot, "quantity": self.amount, "uom": self.unit}


def event(number: int, kind: str, at: datetime, site: Site, **fields: object) -> Json:
    """An event at a site; `number` makes its id."""
    return {
        "type": kind,
        "eventID": f"urn:uuid:{UUID(int=(0x5EED << 112) | number, version=4)}",
        "eventTime": at.isoformat(),
        "eventTimeZoneOffset": OFFSET,
        "readPoint": {"id": site.id},
        **fields,
    }


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A local time of day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def moving(action: str, goods: Sequence[Quantity]) -> Json:
    """What an object event says of goods."""
    return {"action": action, "quantityList": [each.json() for each in goods]}


def sent(sender: Site, to: Site) -> Json:
    """Who sends and who gets."""
    return {
        "sourceList": [{"type": "location", "source": sender.id}],
        "destinationList": [{"type": "location", "destination": to.id}],
    }


def respelt(event: Json, lots: dict[str, str]) -> Json:
    """The same event in another spelling: time in UTC, lots as URN, no event id."""
    made = {name: value for name, value in event.items() if name != "eventID"}
    at = datetime.fromisoformat(str(event["eventTime"])).astimezone(UTC)
    quantities = event["quantityList"]
    listed = quantities if isinstance(quantities, list) else []
    return {
        **made,
        "eventTime": at.isoformat().replace("+00:00", "Z"),
        "quantityList": [{**each, "epcClass": lots[each["epcClass"]]} for each in listed],
    }


def document(day: date, events: Sequence[Json]) -> Json:
    """The events of a day as one EPCIS document, labelled."""
    return {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": moment(day, 23).isoformat(),
        "cw:label": "synthetic",
        "epcisBody": {"eventList": list(events)},
    }
