"""A place in a checked paper, and the values that stand below it, each with where it stood.

A name is written as in our tables, such as `cac:Item`. What is absent or blank is None. The paper
was checked, so a value that stands there can be read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from lxml import etree

from commonweal.model.errors import Invalid
from commonweal.use.trade.consignment import Known, Money, Origin, Quantity
from commonweal.use.trade.paper import datatype
from commonweal.use.trade.paper.structure import line_of
from commonweal.use.trade.paper.table import Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that is being read."""

    file: str
    """Name of the file in the dataset."""
    sha256: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An element of a paper."""

    paper: Paper
    element: etree._Element
    path: str

    def one(self, *names: str) -> "Place | None":
        """The place below, step by step; the first where there are several."""
        here: Place | None = self
        for name in names:
            here = here._first(name) if here else None
        return here

    def each(self, name: str) -> Iterator["Place"]:
        """The children of that name, with positions where there are several."""
        found = tuple(self.element.iterchildren(self.paper.table.tags[name]))
        step = f"{self.path}/{name.rpartition(':')[2]}"
        for number, child in enumerate(found, 1):
            path = f"{step}[{number}]" if len(found) > 1 else step
            yield Place(paper=self.paper, element=child, path=path)

    def text(self, *names: str) -> Known[str] | None:
        """The text, without space around it."""
        return self._read(names, lambda place: place.said(place.raw.strip()))

    def day(self, *names: str) -> Known[date] | None:
        """An ISO date."""
        return self._read(names, lambda place: place.said(datatype.day(place.raw)))

    def moment(self, *names: str) -> Known[date] | None:
        """The day of a WCO date time, as written, whatever its zone."""
        return self._read((*names, "ds:DateTimeString"), _moment)

    def decimal(self, *names: str) -> Known[Decimal] | None:
        """A number."""
        return self._read(names, lambda place: place.said(datatype.decimal(place.raw)))

    def money(self, *names: str) -> Known[Money] | None:
        """An amount with its own currency."""
        return self._read(names, _money)

    def quantity(self, *names: str) -> Known[Quantity] | None:
        """A number of units; the unit is empty where the paper names none."""
        return self._read(names, _quantity)

    def mass(self, *names: str) -> Known[Decimal] | None:
        """A mass in kilograms; the transform says from which unit."""
        return self._read(names, _mass)

    @property
    def raw(self) -> str:
        """The text as it was written."""
        return self.element.text or ""

    def said(self, value: T, *, transform: str = "") -> Known[T]:
        """The value, known from here."""
        origin = Origin(
            document=self.paper.sha256,
            path=self.path,
            line=line_of(self.element),
            raw=self.raw,
            transform=transform,
        )
        return Known(value=value, origin=origin)

    def wrong(self, said: str, hint: str = "") -> Invalid:
        """A refusal of this place: raise what it returns."""
        line = line_of(self.element)
        return Invalid(
            detail=f"{self.paper.file}, line {line}, {self.path}: {said}.",
            hint=hint,
            file=self.paper.file,
            line=line,
            path=self.path,
        )

    def _first(self, name: str) -> "Place | None":
        children = self.element.iterchildren(self.paper.table.tags[name])
        child = next(children, None)
        if child is None:
            return None
        position = "" if next(children, None) is None else "[1]"
        path = f"{self.path}/{name.rpartition(':')[2]}{position}"
        return Place(paper=self.paper, element=child, path=path)

    def _read(
        self, names: tuple[str, ...], value: Callable[["Place"], Known[T]]
    ) -> Known[T] | None:
        place = self.one(*names)
        return value(place) if place and place.raw.strip() else None


def _moment(place: Place) -> Known[date]:
    code = place.element.get("formatCode", "")
    return place.said(datatype.moment(place.raw, code), transform=f"format {code}")


def _money(place: Place) -> Known[Money]:
    amount = datatype.decimal(place.raw)
    currency = datatype.currency(place.element.get("currencyID", ""))
    return place.said(Money(amount=amount, currency=currency))


def _quantity(place: Place) -> Known[Quantity]:
    unit = place.element.get("unitCode", "")
    return place.said(Quantity(amount=datatype.decimal(place.raw), unit=unit))


def _mass(place: Place) -> Known[Decimal]:
    unit = place.element.get("unitCode") or place.paper.table.mass_unit
    kg = datatype.decimal(place.raw) * datatype.KG[unit]
    return place.said(kg, transform="" if unit == "KGM" else f"{unit} as kg")
