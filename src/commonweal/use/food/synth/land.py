"""The facilities and products of a synthetic season. Names, numbers and places are invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from commonweal.use.food.gs1key import with_check_digit
from commonweal.use.food.synth.world import World

HOST = "https://id.gs1.org"
PREFIX = "9520"
"""GS1 gives numbers that begin with 952 to nobody: they are for examples."""
CROPS: Mapping[str, str] = {"apples": "0.78", "carrots": "0.64", "potatoes": "0.77", "kale": "0.3"}
"""Crop -> kilograms a litre (assumed)."""
UNITS: Mapping[str, Decimal] = {
    "KGM": Decimal(1),
    "LBR": Decimal("0.45359237"),
    "CS": Decimal("18.1437"),
}
"""Unit -> kilograms; a case is one of 40 pounds, as our products.json says."""
BOXES: Mapping[str, tuple[float, float, float, float]] = {
    "NY": (42.1, 43.2, -77.8, -74.2),
    "PA": (40.6, 41.9, -78.5, -75.6),
    "VT": (43.2, 44.6, -73.1, -72.4),
    "NJ": (40.2, 41.1, -75.0, -74.3),
}
"""State -> latitudes and longitudes well inside it."""
FARM_STATES = ("NY", "NY", "PA", "NY", "VT", "NY", "NJ", "NY")
BEGIN = ("Thistle", "Marlow", "Quill", "Harrow", "Fennel", "Otter", "Larch", "Sorrel", "Bracken")
END = ("down", "wick", "stead", "combe", "field", "holt", "brook", "mere", "garth", "ridge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One invented company with one site."""

    prefix: str
    """GS1 company prefix, nine digits."""
    name: str
    kind: str
    state: str
    latitude: str
    longitude: str
    crop: str = ""
    """What a farm grows."""
    unit: str = "KGM"
    """What it counts in."""
    certified: bool = False

    @property
    def id(self) -> str:
        """Its location number as Digital Link."""
        return f"{HOST}/414/{with_check_digit(self.prefix + '001')}"

    def product(self, item: int) -> str:
        """The class of its item of that number, 1 to 999."""
        return f"{HOST}/01/{with_check_digit(f'0{self.prefix}{item:03}')}"

    def pallet(self, serial: int) -> str:
        """A container of its own."""
        return f"{HOST}/00/{with_check_digit(f'0{self.prefix}{serial:07}')}"

    def urn(self, item: int, lot: str) -> str:
        """A lot of its item in the older spelling."""
        return f"urn:epc:class:lgtin:{self.prefix}.0{item:03}.{lot}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """All companies of a season."""

    farms: tuple[Site, ...]
    hubs: tuple[Site, ...]
    kitchens: tuple[Site, ...]
    """One processor for each hub."""
    buyers: tuple[Site, ...]


def land(world: World) -> Land:
    """The companies of this world."""
    made = _Maker(world)
    return Land(
        farms=tuple(_farm(made, number) for number in range(world.farms)),
        hubs=tuple(made.site(f"Hub {number + 1}", "hub", "NY") for number in range(world.hubs)),
        kitchens=tuple(
            made.site(f"Kitchen {number + 1}", "processor", ("NY", "PA")[number % 2])
            for number in range(world.hubs)
        ),
        buyers=tuple(
            made.site(f"School district {number + 1}", "institution", "NY")
            for number in range(world.buyers)
        ),
    )


class _Maker:
    """Hands out company numbers and places, one after the other."""

    def __init__(self, world: World) -> None:
        self._chance = world.chance("land")
        self._made = 0

    def site(
        self,
        name: str,
        kind: str,
        state: str,
        *,
        crop: str = "",
        unit: str = "KGM",
        certified: bool = False,
    ) -> Site:
        """The next company, somewhere in its state."""
        self._made += 1
        south, north, west, east = BOXES[state]
        return Site(
            prefix=f"{PREFIX}{self._made:05}",
            name=name,
            kind=kind,
            state=state,
            latitude=_degrees(self._chance, south, north),
            longitude=_degrees(self._chance, west, east),
            crop=crop,
            unit=unit,
            certified=certified,
        )


def _farm(made: _Maker, number: int) -> Site:
    first, last = BEGIN[number % len(BEGIN)], END[number % len(END)]
    again = number // (len(BEGIN) * len(END))
    return made.site(
        f"{first}{last} Farm" + (f" {again + 1}" if again else ""),
        "farm",
        FARM_STATES[number % len(FARM_STATES)],
        crop=tuple(CROPS)[number // 2 % len(CROPS)],
        unit=tuple(UNITS)[number % len(UNITS)],
        certified=number % 4 != 0,
    )


def _degrees(chance: Random, low: float, high: float) -> str:
    return f"{chance.uniform(low, high):.6f}"


def facilities(places: Land) -> dict[str, object]:
    """What facilities.json holds."""
    sites = (*places.farms, *places.hubs, *places.kitchens, *places.buyers)
    return {"label": "synthetic", "facilities": [_facility(site) for site in sites]}


def _facility(site: Site) -> dict[str, object]:
    papers = {
        "farm": ("gap-audit", "aem-tier-2", "ny-grown-and-certified"),
        "processor": ("article-20c-licence",),
    }
    held = papers.get(site.kind, ()) if site.certified or site.kind == "processor" else ()
    return {
        "id": site.id,
        "name": site.name,
        "kind": site.kind,
        "state": site.state,
        "county": f"Invented county of {site.state}",
        "latitude": float(site.latitude),
        "longitude": float(site.longitude),
        "papers": [{"name": name, "valid_from": "2025-01-01"} for name in held],
    }


def products(places: Land) -> dict[str, object]:
    """What products.json holds."""
    listed = (*_raw(places), *_made_in_kitchens(places))
    return {"label": "synthetic", "products": list(listed)}


def _raw(places: Land) -> Iterator[dict[str, object]]:
    for farm in places.farms:
        cases = [{"unit": "CS", "kilograms": float(UNITS["CS"])}]
        yield _product(farm.product(1), farm.crop, case_weights=cases)
    for hub in places.hubs:
        for item, crop in enumerate(CROPS, start=1):
            yield _product(hub.product(item), crop)


def _product(id: str, crop: str, **more: object) -> dict[str, object]:
    density = float(CROPS[crop])
    return {
        "id": id,
        "name": crop.capitalize(),
        "kind": "raw",
        "group": "produce",
        "kg_per_litre": density,
        **more,
    }


def _made_in_kitchens(places: Land) -> Iterator[dict[str, object]]:
    for kitchen in places.kitchens:
        yield {
            "id": kitchen.product(1),
            "name": "Vegetable soup",
            "kind": "processed",
            "group": "soup",
        }
        yield {
            "id": kitchen.product(2),
            "name": "Water",
            "kind": "water",
            "group": "water",
            "kg_per_litre": 1,
        }
