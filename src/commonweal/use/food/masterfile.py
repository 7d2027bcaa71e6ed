"""Reads facilities.json and products.json, two plain files of our own, strictly."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from commonweal.model.errors import Invalid
from commonweal.use.food.epcid import canonical
from commonweal.use.food.mass import CaseWeight
from commonweal.use.food.master import (
    Facility,
    FacilityKind,
    Master,
    Paper,
    Product,
    ProductKind,
)
from commonweal.use.food.place import site_id
from commonweal.use.food.strictjson import MOST_BYTES, parsed

FACILITIES = "facilities.json"
PRODUCTS = "products.json"
FOREVER = date.max


def master(folder: Path) -> Master:
    """The facilities and products of a dataset. Raises Invalid, with file and path."""
    facilities = _read(folder / FACILITIES, _FacilitiesFile)
    products = _read(folder / PRODUCTS, _ProductsFile)
    return Master(
        facilities=_facilities(facilities.facilities),
        products=_products(products.products),
        cases=_cases(products.products),
        synthetic="synthetic" in {facilities.label, products.label},
    )


_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Id = Annotated[str, msgspec.Meta(min_length=1, max_length=2048)]
_Word = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
_State = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]


class _Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A wire object: a field that is not named here is refused."""


class _Span(_Strict, kw_only=True):
    valid_from: date = date.min
    valid_to: date = FOREVER


class _Paper(_Span, kw_only=True):
    name: _Word


class _Facility(_Span, kw_only=True):
    id: _Id
    name: _Text
    kind: FacilityKind
    state: _State
    county: _Text
    latitude: Decimal
    longitude: Decimal
    papers: list[_Paper] = []


class _Case(_Strict, kw_only=True):
    unit: Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{2,3}$")]
    kilograms: Decimal
    since: date = date.min


class _Product(_Strict, kw_only=True):
    id: _Id
    name: _Text
    kind: ProductKind
    group: _Word
    kg_per_litre: Decimal | None = None
    max_yield: Decimal = Decimal(1)
    case_weights: list[_Case] = []


class _FacilitiesFile(_Strict, kw_only=True):
    facilities: list[_Facility]
    label: Literal["", "synthetic"] = ""


class _ProductsFile(_Strict, kw_only=True):
    products: list[_Product]
    label: Literal["", "synthetic"] = ""


_File = TypeVar("_File", _FacilitiesFile, _ProductsFile)


def _read(path: Path, kind: type[_File]) -> _File:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise Invalid(
            detail=f"The folder has no {path.name} that can be read.",
            hint="The lane's README describes it: facilities and products beside the events.",
            file=path.name,
        ) from None
    try:
        return msgspec.convert(parsed(data, path.name), kind)
    except msgspec.ValidationError as wrong:
        raise Invalid(
            detail=f"{path.name}: {wrong}.",
            hint="The lane's README names every field and what it may hold.",
            file=path.name,
        ) from None


def _facilities(listed: Iterable[_Facility]) -> dict[str, tuple[Facility, ...]]:
    found: defaultdict[str, list[Facility]] = defaultdict(list)
    for place, each in enumerate(listed):
        made = _facility(each, place)
        if any(_overlap(made, other) for other in found[made.id]):
            raise _wrong(FACILITIES, f"facilities[{place}]", "describes a site twice for one day")
        found[made.id].append(made)
    return {id: tuple(several) for id, several in found.items()}


def _facility(each: _Facility, place: int) -> Facility:
    where = f"facilities[{place}]"
    if not (abs(each.latitude) <= 90 and abs(each.longitude) <= 180):  # noqa: PLR2004  # degrees
        raise _wrong(FACILITIES, where, "has no latitude and longitude on Earth")
    if any(span.valid_to <= span.valid_from for span in (each, *each.papers)):
        raise _wrong(FACILITIES, where, "has a valid_to that is not after its valid_from")
    return Facility(
        id=site_id(_canonical(each.id, FACILITIES, where)),
        name=each.name,
        kind=each.kind,
        state=each.state,
        county=each.county,
        latitude=each.latitude,
        longitude=each.longitude,
        valid_from=each.valid_from,
        valid_to=each.valid_to,
        papers=tuple(
            Paper(name=paper.name, valid_from=paper.valid_from, valid_to=paper.valid_to)
            for paper in each.papers
        ),
    )


def _products(listed: Iterable[_Product]) -> dict[str, Product]:
    found: dict[str, Product] = {}
    for place, each in enumerate(listed):
        where = f"products[{place}]"
        id = _canonical(each.id, PRODUCTS, where)
        if id in found:
            raise _wrong(PRODUCTS, where, "describes a product that stands above already")
        if each.max_yield <= 0 or (each.kg_per_litre is not None and each.kg_per_litre <= 0):
            raise _wrong(PRODUCTS, where, "has a max_yield or kg_per_litre of 0 or less")
        found[id] = Product(
            id=id,
            name=each.name,
            kind=each.kind,
            group=each.group,
            kg_per_litre=None if each.kg_per_litre is None else Fraction(each.kg_per_litre),
            max_yield=Fraction(each.max_yield),
        )
    return found


def _cases(listed: Iterable[_Product]) -> dict[tuple[str, str], tuple[CaseWeight, ...]]:
    found: defaultdict[tuple[str, str], list[CaseWeight]] = defaultdict(list)
    for place, product in enumerate(listed):
        id = canonical(product.id)
        for case in product.case_weights:
            known = found[id, case.unit]
            if case.kilograms <= 0 or any(case.since == other.since for other in known):
                where = f"products[{place}].case_weights"
                raise _wrong(PRODUCTS, where, "has a weight of 0 or less, or two since one day")
            known.append(CaseWeight(since=case.since, kg=case.kilograms))
    return {key: tuple(weights) for key, weights in found.items()}


def _canonical(id: str, file: str, where: str) -> str:
    try:
        return canonical(id)
    except ValueError:
        raise _wrong(file, where, "has an id that is no well-formed EPC") from None


def _overlap(one: Facility, other: Facility) -> bool:
    return one.valid_from < other.valid_to and other.valid_from < one.valid_to


def _wrong(file: str, where: str, what: str) -> Invalid:
    return Invalid(
        detail=f"{file}: {where} {what}.",
        hint="The lane's README names every field and what it may hold.",
        file=file,
        field=where,
    )
