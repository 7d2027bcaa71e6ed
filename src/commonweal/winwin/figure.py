"""Figures of a document: ranges with unit, source and date, own or of the document."""

from collections.abc import Mapping
from datetime import date, datetime

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.winwin.document import Place, shown

LARGEST = 1e12
"""Larger figures are refused: next to them a small one would vanish in rounding."""

INVENTED = "invented"
"""The source of a figure that nobody stated."""

_BOUNDS = ("low", "likely", "high")
_ORIGIN = ("unit", "source", "on")


class Figures:
    """Reads the figures of one document, which all have one unit."""

    def __init__(self, defaults: dict[str, Place]) -> None:
        """`defaults` may hold unit, source and on for figures that do not say their own."""
        self._defaults = {key: defaults[key] for key in _ORIGIN if key in defaults}
        self._unit: Place | None = None
        self.invented = False
        """True once a figure came that nobody stated."""

    def value(self, place: Place) -> Estimate:
        """The range there, of any sign.

        It is written `[low, likely, high]` or as a mapping of low, likely, high and, if they
        differ from those of the document, unit, source, on. Raises Invalid, UnknownTerm.
        """
        own = _fields(place)
        low, likely, high = (_number(own[key]) for key in _BOUNDS)
        if not low <= likely <= high:
            place.refuse(f"is out of order: {low:g}, {likely:g}, {high:g}", _IN_ORDER)
        source = self._origin(place, own, "source").word()
        self.invented = self.invented or source.casefold() == INVENTED
        return Estimate(
            low=low,
            likely=likely,
            high=high,
            unit=self._one_unit(self._origin(place, own, "unit")),
            source=source,
            on=_day(self._origin(place, own, "on")),
        )

    def cost(self, place: Place) -> Estimate:
        """The range there, never below zero. Raises Invalid, UnknownTerm."""
        found = self.value(place)
        if found.low < 0:
            place.refuse(
                f"goes down to {found.low:g}", "A cost or risk is at least 0; a gain is a benefit."
            )
        return found

    def _origin(self, place: Place, own: dict[str, Place], key: str) -> Place:
        found = own.get(key) or self._defaults.get(key)
        if found is None:
            raise Invalid(
                detail=f"{place.path} has no {key!r}, and the document has none for all figures.",
                hint=f"Give {key!r} at the top of the document or in the figure.",
                field=place.path,
            )
        return found

    def _one_unit(self, place: Place) -> str:
        unit = place.word()
        first = self._unit or place
        if unit != first.word():
            place.refuse(
                f"is {shown(unit)}, but {first.path} is {shown(first.word())}",
                "Give all figures in one unit; nets add them up.",
            )
        self._unit = first
        return unit


_IN_ORDER = "Give low <= likely <= high."


def _fields(place: Place) -> dict[str, Place]:
    if not isinstance(place.value, list | tuple):
        if not isinstance(place.value, Mapping):
            place.refuse(
                f"is {shown(place.value)}, not a range", "Give a range: [low, likely, high]."
            )
        return place.fields(required=_BOUNDS, optional=_ORIGIN)
    if len(place.value) != len(_BOUNDS):
        place.refuse(f"has {len(place.value)} numbers", "Give three: [low, likely, high].")
    return dict(zip(_BOUNDS, place.entries(), strict=True))


def _number(place: Place) -> float:
    found = place.value
    if isinstance(found, bool) or not isinstance(found, int | float):
        place.refuse(f"is {shown(found)}, not a number", _IN_ORDER)
    if not -LARGEST <= found <= LARGEST:
        place.refuse(
            f"is {shown(found)}",
            f"Give a number of at most {LARGEST:g}; choose a larger unit if need be.",
        )
    return float(found)


def _day(place: Place) -> date:
    found = place.value
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    try:
        return date.fromisoformat(place.word())
    except ValueError as gap:
        raise Invalid(
            detail=f"{place.path} is {shown(found)}, not a day.",
            hint="Write a day as 2015-04-25.",
            field=place.path,
        ) from gap
