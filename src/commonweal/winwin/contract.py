"""What programs are told of packages, frontiers and answers: names and shapes that stay."""

from collections.abc import Iterator, Mapping, Sequence

from commonweal.model.ids import PartyId
from commonweal.model.winwin import Blocked, Explanation, Frontier, Loss, Offers, Package, Turn
from commonweal.winwin.flow import parties
from commonweal.winwin.need import Need
from commonweal.winwin.optimum import why_not_the_optimum
from commonweal.winwin.package import UNNAMED
from commonweal.winwin.table.fall import Fall
from commonweal.winwin.table.stated import Stated, stated, words

Names = Mapping[PartyId, str]
"""What each party is called."""


def package_told(package: Package, offers: Offers, names: Names) -> dict[str, object]:
    """A package in plain values; uses as `[element, party]`, figures as likely.

    `net_by_party` has every party of the offers, 0 for who does not join. `id` is null for one that
    was not kept, `at` for one that was computed for this answer alone.
    """
    users = {each.id: [each.element, _name(names, each.user)] for each in offers.uses}
    return {
        "public_value": _plain(package.public_value),
        "net_by_party": {_name(names, party): net for party, net in _nets(package, offers)},
        "elements": list(package.elements),
        "uses": [users.get(each, [each, ""]) for each in package.uses],
        "services": list(package.services),
        "tracks": list(package.tracks),
        "joins": [_name(names, each) for each in package.joined],
        "gap": _plain(package.gap),
        "seconds": _plain(package.seconds),
        "limit_s": package.limit_s,
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
        "at": package.at.isoformat() if package.at.timestamp() else None,
        "offers_version": package.offers_version,
    }


def earlier_told(packages: Sequence[Package]) -> list[dict[str, object]]:
    """Packages that were kept before, each by its day, value and name."""
    return [
        {
            "id": each.id,
            "at": each.at.isoformat(),
            "standing": each.standing.value,
            "public_value": _plain(each.public_value),
            "unit": each.unit,
            "p_all_gain": each.chance,
            "invented": each.invented,
        }
        for each in packages
    ]


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


def left_told(
    found: Sequence[Package], chosen: Package, fallen: Sequence[Fall], offers: Offers, names: Names
) -> dict[str, object]:
    """What is left without a part of the table, in plain values.

    Args:
        found: all that were weighed.
        chosen: the one to recommend, or the surest.
        fallen: the services that fell with that part.
        offers: the table with everything on it.
        names: what each party is called.
    """
    return {
        "package": package_told(chosen, offers, names),
        "weighed": [package_told(each, offers, names) for each in found],
        "fallen": [{"service": each.service.id, "lacks": list(each.lacks)} for each in fallen],
    }


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
            "limit_s": each.limit_s,
            "ended": each.ended.value,
        }
        for each in found
    ]


def explanation_told(found: Explanation, offers: Offers, names: Names) -> dict[str, object]:
    """An explanation in plain values; figures in words, by the offers as they lie there now.

    Of a figure that is not on the table any more the path is told alone.
    """
    known = {each.path: each for each in stated(offers)}
    return {
        "package": package_told(found.package, offers, names),
        "figures": found.figures,
        "turns": [_turn_told(each, known.get(each.path), names) for each in found.turns],
        "without_party": [_loss_told(each, names, "party") for each in found.without_party],
        "without_track": [_loss_told(each, names, "track") for each in found.without_track],
        "blocked": blocked_told(found.blocked, names),
        "note": found.note,
        "complete": found.complete,
        "invented": found.package.invented,
        "at": found.at.isoformat(),
        "offers_version": found.offers_version,
    }


def party_called(word: str, names: Names) -> PartyId | None:
    """The party that is called so, or has that id; None if none has."""
    ids = {name: party for party, name in names.items()} | {party: party for party in names}
    return ids.get(word)


def _nets(package: Package, offers: Offers) -> Iterator[tuple[PartyId, float]]:
    """Each party that the document lists or the offers name, and who joined an earlier table."""
    nets = {each.party: each.net for each in package.nets}
    listed = (party for _, party in offers.called)
    for party in dict.fromkeys((*listed, *parties(offers), *nets)):
        yield party, _plain(nets.get(party, 0.0))


def _turn_told(turn: Turn, figure: Stated | None, names: Names) -> dict[str, object]:
    return {
        "path": turn.path,
        "figure": words(figure, names) if figure else None,
        "low": figure.figure.low if figure else None,
        "high": figure.figure.high if figure else None,
        "at_low": _plain(turn.at_low),
        "at_high": _plain(turn.at_high),
        "flips_low": turn.flips_low,
        "flips_high": turn.flips_high,
    }


def _loss_told(loss: Loss, names: Names, kind: str) -> dict[str, object]:
    return {
        kind: _name(names, PartyId(loss.what)),
        "public_value": _plain(loss.public_value),
        "lost": _plain(loss.lost),
        "services": list(loss.services),
        "worse_off": [_name(names, each) for each in loss.worse_off],
    }


def _name(names: Names, party: PartyId) -> str:
    return names.get(party, party)


def _plain(value: float) -> float:
    """Without the sign of a zero."""
    return value + 0.0
