"""Figures of a document: ranges with unit, source and date, own or of the document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from commonweal.model.errors import Invalid
from commonweal.model.estimate import Estimate
from commonweal.winwin.table.bounds import BOUNDS, LARGEST, crossed
from commonweal.winwin.table.document import Place, shown
from commonweal.winwin.table.star import (
    MOST_STARS,
    POINTS,
    POINTS_OF_A_STAR,
    WORDS,
    said,
    spread,
)

INVENTED, SYNTHETIC = "invented", "synthetic"
"""The sources of a figure that nobody stated."""

ORIGIN = ("unit", "source", "on", "by")
"""What figures share that do not say their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who puts a document here, and when: what figures say of themselves if nothing else does."""

    source: str
    on: date
    by: str


class Figures:
    """Reads the figures of one document, which all have one unit."""

    def __init__(self, defaults: dict[str, Place], origin: Origin | None = None) -> None:
        """`defaults` may hold unit, source, on, by and star for figures that do not say their own.

        What they leave out is as in `origin`. Raises Invalid: a star that is worth nothing.
        """
        self._defaults = {key: defaults[key] for key in ORIGIN if key in defaults}
        self._origin = origin
        self._unit: Place | None = None
        self._bare: Place | None = None
        self.invented = False
        """True once a figure came that nobody stated."""
        self.star = _worth(defaults["star"]) if "star" in defaults else 0.0
        """What a star is worth: as the document says, or as is usual once one came; else 0."""

    def value(self, place: Place) -> Estimate:
        """The range there, of any sign.

        It is written as a number, `[low, likely, high]`, a mapping of low, likely and high, of
        stars, or a word for them. A mapping may say its own unit, source, on and by. Raises
        Invalid, UnknownTerm.
        """
        own = _fields(place)
        unit = self._one_unit(place, own.get("unit") or self._defaults.get("unit"))
        low, likely, high = self._range(place, own, unit)
        source = self._source(place, own)
        self.invented = self.invented or _made_up(source)
        return Estimate(
            low=low,
            likely=likely,
            high=high,
            unit=unit,
            source=source,
            on=self._day(place, own),
            by=self._by(own),
            said=said(_stars(own["stars"])) if "stars" in own else "",
        )

    def cost(self, place: Place) -> Estimate:
        """The range there, never below zero. Raises Invalid, UnknownTerm."""
        found = self.value(place)
        if found.low < 0:
            place.refuse(
                f"goes down to {found.low:g}", "A cost or risk is at least 0; a gain is a benefit."
            )
        return found

    def _range(self, place: Place, own: dict[str, Place], unit: str) -> tuple[float, float, float]:
        if "stars" in own:
            return spread(_stars(own["stars"]), self._worth(place, unit))
        found = {key: _number(own[key]) for key in BOUNDS}
        low, likely, high = found.values()
        if any(crossed(found)):
            place.refuse(f"is out of order: {low:g}, {likely:g}, {high:g}", _IN_ORDER)
        return low, likely, high

    def _worth(self, place: Place, unit: str) -> float:
        if not self.star and unit != POINTS:
            place.refuse(
                "is in stars, and the document does not say what one is worth",
                f"Give 'star' at the top of the document: what one star is worth, in {unit}.",
            )
        self.star = self.star or POINTS_OF_A_STAR
        return self.star

    def _one_unit(self, place: Place, given: Place | None) -> str:
        first, bare = self._unit, self._bare or (None if given else place)
        if given and first and given.word() != first.word():
            given.refuse(
                f"is {shown(given.value)}, but {first.path} is {shown(first.value)}",
                "Give all figures in one unit; nets add them up.",
            )
        self._unit, self._bare = first or given, bare
        if self._unit and bare:
            bare.refuse(
                f"has no 'unit', but {self._unit.path} is {shown(self._unit.value)}",
                "Give 'unit' at the top of the document or in every figure.",
            )
        return self._unit.word() if self._unit else POINTS

    def _source(self, place: Place, own: dict[str, Place]) -> str:
        found = own.get("source") or self._defaults.get("source")
        return found.word() if found else self._told(place, "source").source

    def _day(self, place: Place, own: dict[str, Place]) -> date:
        found = own.get("on") or self._defaults.get("on")
        return _day(found) if found else self._told(place, "on").on

    def _by(self, own: dict[str, Place]) -> str:
        found = own.get("by") or self._defaults.get("by")
        if found is None:
            return self._origin.by if self._origin else ""
        return found.word() if found.value != "" else ""

    def _told(self, place: Place, key: str) -> Origin:
        if self._origin is None:
            raise Invalid(
                detail=f"{place.path} has no {key!r}, and the document has none for all figures.",
                hint=f"Give {key!r} at the top of the document or in the figure.",
                field=place.path,
            )
        return self._origin


_IN_ORDER = "Give low <= likely <= high."
_FORMS = (
    "Give a number, [low, likely, high], {low, likely, high}, {stars: 0 to "
    f"{MOST_STARS}}} or a word: {', '.join(WORDS)}."
)


def _made_up(source: str) -> bool:
    """True if nobody stated it: the source is `invented`, or so with a comma and more behind."""
    return source.partition(",")[0].strip().casefold() in (INVENTED, SYNTHETIC)


def _fields(place: Place) -> dict[str, Place]:
    found = place.value
    if isinstance(found, list | tuple):
        if len(found) != len(BOUNDS):
            place.refuse(f"has {len(found)} numbers", "Give three: [low, likely, high].")
        return dict(zip(BOUNDS, place.entries(), strict=True))
    if isinstance(found, Mapping):
        return place.fields(required=("stars",) if "stars" in found else BOUNDS, optional=ORIGIN)
    if isinstance(found, str) and found.strip().casefold() in WORDS:
        return {"stars": Place(value=WORDS.index(found.strip().casefold()), path=place.path)}
    if isinstance(found, bool) or not isinstance(found, int | float):
        place.refuse(f"is {shown(found)}, not a figure", _FORMS)
    return dict.fromkeys(BOUNDS, place)


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


def _stars(place: Place) -> int:
    return place.whole(0, MOST_STARS)


def _worth(place: Place) -> float:
    found = _number(place)
    if not 0 < found <= LARGEST / (MOST_STARS + 1):
        place.refuse(
            f"is {found:g}", "Say what one star is worth, in the unit of the figures: above 0."
        )
    return found


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
