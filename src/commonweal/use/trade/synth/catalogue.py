"""What is grown and who trades it: written by us, and invented.

The subheadings are those of the Harmonised System, chapter 06; the last two digits of each code of
the Combined Nomenclature are from memory and to be verified.
"""

from dataclasses import dataclass

TARIFF = {
    "06031100": "Fresh cut roses and buds, suitable for bouquets",
    "06031200": "Fresh cut carnations and buds, suitable for bouquets",
    "06031400": "Fresh cut chrysanthemums and buds, suitable for bouquets",
    "06031500": "Fresh cut lilies (Lilium spp.) and buds, suitable for bouquets",
    "06031970": "Other fresh cut flowers and buds, suitable for bouquets",
    "06042090": "Foliage, branches and other parts of plants, fresh",
}
GRAMS = {
    "06031100": (22, 60),
    "06031200": (16, 32),
    "06031400": (40, 85),
    "06031500": (60, 120),
    "06031970": (10, 55),
    "06042090": (12, 70),
}
"""What a stem weighs."""
USD = {
    "06031100": (0.12, 0.62),
    "06031200": (0.08, 0.24),
    "06031400": (0.14, 0.38),
    "06031500": (0.35, 0.95),
    "06031970": (0.06, 0.40),
    "06042090": (0.05, 0.22),
}
"""What a stem costs at the farm."""
NAMES = {
    "06031100": "Amber Dawn,Kilima Red,Naivasha Pearl,Savanna Blush,White Heron,Rift Sunset,"
    "Coral Acacia,Highland Queen,Lake Violet,Pink Ibis,Copper Mane,Equator Snow",
    "06031200": "Standard Crimson,Standard Ivory,Spray Candy,Spray Lemon,Standard Plum",
    "06031400": "Spray Daisy White,Spray Daisy Yellow,Santini Green,Single Bronze",
    "06031500": "Oriental White,Asiatic Orange,LA Hybrid Yellow,Oriental Pink",
    "06031970": "Gypsophila Cloud,Hypericum Berry Red,Eryngium Blue,Alstroemeria Mix,"
    "Limonium Lilac,Solidago Gold,Ammi White,Carthamus Orange,Veronica Blue,Delphinium Sky",
    "06042090": "Ruscus Tall,Eucalyptus Silver,Leather Fern,Pittosporum Green,Aspidistra Leaf",
}
LENGTHS = (40, 50, 60, 70, 80)
ORIGINS = ("KE", "KE", "KE", "KE", "ET", "ET", "UG", "TZ")
POPULAR = ("06031100",) * 9 + tuple(TARIFF)
"""Roses lead."""
FARMS = ("Ziwa", "Mlima", "Chui", "Tembo", "Korongo", "Jua", "Upepo", "Mvua", "Nyota", "Asali")
FARM_ENDS = ("Blooms", "Flora", "Growers", "Stems", "Petals")
AUCTION = ("Vaart", "Polder", "Duin", "Plas", "Tulp", "Meer", "Gracht", "Molen")
AUCTION_ENDS = ("Import", "Bloemen", "Flowers", "Trading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trader:
    """An invented company."""

    name: str
    id: str
    country: str


def growers() -> tuple[Trader, ...]:
    """Who sells."""
    names = [f"{farm} {end}" for farm in FARMS for end in FARM_ENDS]
    return tuple(
        Trader(name=f"{name} Ltd", id=f"KE{71_000_000 + 37 * at}", country="KE")
        for at, name in enumerate(names)
    )


def importers() -> tuple[Trader, ...]:
    """Who buys."""
    names = [f"{place} {end}" for place in AUCTION for end in AUCTION_ENDS]
    return tuple(
        Trader(name=f"{name} B.V.", id=f"NL{850_000_000 + 113 * at}", country="NL")
        for at, name in enumerate(names)
    )
