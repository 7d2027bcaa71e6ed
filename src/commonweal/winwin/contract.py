"""What programs are told of packages and frontiers: names and shapes that stay as they are."""

from collections.abc import Mapping, Sequence

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Blocked, Frontier, Offers, Package
from commonweal.winwin.brink import why_not_the_optimum
from commonweal.winwin.need import Need
from commonweal.winwin.package import UNNAMED

Names = Mapping[PartyId, str]
"""What each party is called."""


def package_told(package: Package, offers: Offers, names: Names) -> dict[str, object]:
    """A package in plain values; uses as `[element, party]`, figures as likely.

    `id` is null for one that was not kept.
    """
    users = {each.id: [each.element, _name(names, each.user)] for each in offers.uses}
    return {
        "public_value": _plain(package.public_value),
        "net_by_party": {_name(names, each.party): _plain(each.net) for each in package.nets},
        "elements": list(package.elements),
        "uses": [users.get(each, [each, ""]) for each in package.uses],
        "services": list(package.services),
        "tracks": list(package.tracks),
        "joins": [_name(names, each) for each in package.joined],
        "gap": _plain(package.gap),
        "seconds": _plain(package.seconds),
        "unit": package.unit,
        "margin": _plain(package.margin),
        "caution": _plain(package.caution),
        "p_all_gain": package.chance,
        "p_by_party": {_name(names, each.party): each.chance for each in package.nets},
        "draws": package.draws,
        "seed": package.seed,
        "standing": package.standing.value,
        "ended": package.ended.value,
        "invented": package.invented,
        "id": None if package.id == UNNAMED else package.id,
        "at": package.at.isoformat(),
        "offers_version": package.offers_version,
    }


def frontier_told(frontier: Frontier, offers: Offers, names: Names) -> dict[str, object]:
    """A frontier in plain values; `recommended` is the place of a point, from 0, or null."""
    return {
        "points": [package_told(each, offers, names) for each in frontier.points],
        "recommended": frontier.recommended,
        "plain_optimum": package_told(frontier.plain, offers, names),
        "why_not_the_optimum": why_not_the_optimum(frontier),
        "invented": frontier.invented,
        "id": frontier.id,
        "at": frontier.at.isoformat(),
        "offers_version": frontier.offers_version,
    }


def blocked_told(found: Sequence[Blocked], names: Names) -> list[dict[str, object]]:
    """What stands in the way of a package, in plain values; `party` is null if nobody's lack."""
    return [
        {
            "constraint": each.constraint,
            "change": each.change,
            "party": _name(names, each.party) if each.party else None,
            "amount": _plain(each.amount),
        }
        for each in found
    ]


def needs_told(found: Sequence[Need], names: Names) -> list[dict[str, object]]:
    """Least incentives in plain values, one for each scenario; null if no payment helps."""
    return [
        {
            "scenario": each.scenario,
            "least_incentive": each.least_incentive,
            "bound": each.bound,
            "why": each.why,
            "public_value": each.public_value,
            "joins": [_name(names, party) for party in each.joined],
            "seconds": each.seconds,
            "ended": each.ended.value,
        }
        for each in found
    ]


def party_called(word: str, names: Names) -> PartyId | None:
    """The party that is called so, or has that id; None if none has."""
    ids = {name: party for party, name in names.items()} | {party: party for party in names}
    return ids.get(word)


def _name(names: Names, party: PartyId) -> str:
    return names.get(party, party)


def _plain(value: float) -> float:
    """Without the sign of a zero."""
    return value + 0.0
