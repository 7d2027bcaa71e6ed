"""Where an event happens, on which local day, where it sends to, and from where."""

from datetime import date, timedelta

from commonweal.use.food.event import Event

SENDING = frozenset({"shipping", "departing", "transporting"})
"""Business steps that send lots away from a site."""
ARRIVING = frozenset({"receiving", "arriving", "accepting"})
"""Business steps that bring lots to a site."""
_KINDS = ("location", "possessing_party", "owning_party")


def site(event: Event) -> str:
    """The site where it happens: the read point, else the business location, else the sender."""
    here = event.read_point or event.biz_location
    if here or event.biz_step in ARRIVING:
        return site_id(here)
    return sender(event)


def local_day(event: Event) -> date:
    """The day it happened on its own clock: the offset as written, UTC if there is none."""
    hours, _, minutes = event.offset.lstrip("+-").partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return event.at.date()
    ahead = timedelta(hours=int(hours[:2]), minutes=int(minutes[:2]))
    return (event.at - ahead if event.offset.startswith("-") else event.at + ahead).date()


def destination(event: Event) -> str:
    """The site that lots are sent to, or empty."""
    return _first(event.destinations)


def sender(event: Event) -> str:
    """The site that lots come from, or empty."""
    return _first(event.sources)


def site_id(place: str) -> str:
    """One id for a site, its fields and docks, and the party that bears the same number.

    A GS1 location extension (`/254/`) is left out; a party number (`/417/`) reads as the location
    number (`/414/`) with the same digits.
    """
    return place.split("/254/", 1)[0].replace("/417/", "/414/")


def _first(parties: tuple[tuple[str, str], ...]) -> str:
    known = dict(reversed(parties))
    return next((site_id(known[kind]) for kind in _KINDS if known.get(kind)), "")
