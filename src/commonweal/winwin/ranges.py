"""What is in a package, as ranges: the net of each party that joined, and the public value."""

from collections.abc import Iterable, Mapping
from math import fsum

from commonweal.model.figure import Caption, Range, Ranges
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Offers, Package
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.flow import flows, public_flows
from commonweal.winwin.scenario import best, worst
from commonweal.winwin.selection import Selection, moving, total
from commonweal.winwin.table.stated import Stated, stated
from commonweal.winwin.verdict import all_gain


def package_ranges(
    package: Package,
    offers: Offers,
    now: Circumstance,
    names: Mapping[PartyId, str],
) -> Ranges:
    """Net of each joined party and the public value, low, likely and high.

    Low has every cost at its highest and every gain at its lowest, high the other way round: wider
    than what usually comes true, as not all figures go wrong at once.

    Args:
        package: the choice.
        offers: what it was chosen from, as they stand.
        now: the sector of each party, and the tracks that are done.
        names: of the parties, for people.

    Raises UnknownTerm: a party of unknown kind.
    """
    chosen = Selection.of(package)
    own = moving(flows(offers), chosen)
    public = moving(public_flows(offers, now), chosen)
    nets = (
        span(names.get(party, party), (flow for flow in own if flow.party == party), "party")
        for party in package.joined
    )
    return Ranges(
        name="package",
        caption=Caption(
            title="What is in the package for each party, and for the public",
            source="the offers on the table, each with who stated it",
            unit=package.unit,
            on=until(offers),
            label="invented" if package.invented else "",
            note=_sure(package),
        ),
        ranges=(*nets, span("public value", public, "public")) if package.joined else (),
    )


def until(offers: Offers) -> str:
    """The day of the newest figure on a table, as a picture names it."""
    newest = max(each.figure.on for each in stated(offers))
    return f"figures until {newest.isoformat()}"


def span(category: str, found: Iterable[Stated], group: str) -> Range:
    """What flows add up to, at their worst, likely and best; the category names it."""
    added = tuple(found)
    return Range(
        category=category,
        low=fsum(map(worst, added)),
        likely=total(added),
        high=fsum(map(best, added)),
        group=group,
    )


def _sure(package: Package) -> str:
    chance = all_gain(package)
    return f"Everyone outside government gains with a chance of {chance}." if chance else ""
