"""An explanation as pictures: what each figure does to public value, what is lost without whom."""

from collections.abc import Mapping

from commonweal.model.figure import Bar, Bars, Caption, Range, Ranges
from commonweal.model.ids import PartyId
from commonweal.model.winwin import Explanation, Loss, Offers
from commonweal.winwin.item import texts
from commonweal.winwin.table.stated import stated

MOST = 20
"""Figures of one picture: those with the largest swing."""
_FLIPS = "flips"
_MOST = "those that flip the answer, then those that move the public value most."
_SERIES = "public value lost"


def swings(found: Explanation, offers: Offers, names: Mapping[PartyId, str]) -> Ranges:
    """Public value of the best package with each figure at an end of its range, and now.

    Those that move it: the ones that flip the answer first, then by their swing. `low` and `high`
    of a range are public values, the lower first: a cost at its low end gives the higher one.

    Args:
        found: the explanation.
        offers: what it was made of.
        names: of the parties, for people.
    """
    known = figure_words(offers, names)
    moved = [each for each in found.turns if each.at_low != each.at_high]
    moved.sort(key=lambda each: not (each.flips_low or each.flips_high))
    ranges = tuple(
        Range(
            category=known[each.path],
            low=min(each.at_low, each.at_high),
            likely=found.package.public_value,
            high=max(each.at_low, each.at_high),
            marked=_FLIPS if each.flips_low or each.flips_high else "",
        )
        for each in moved[:MOST]
    )
    return Ranges(
        name="swings",
        caption=_caption(
            found,
            "Public value with one figure at an end of its range",
            f"{len(ranges)} of {found.figures} figures are shown: "
            + (_MOST if len(moved) > MOST else "those that were tried and move the public value."),
        ),
        ranges=ranges,
        around=found.package.public_value,
    )


def figure_words(offers: Offers, names: Mapping[PartyId, str]) -> dict[str, str]:
    """Every figure for people, by its path: what it belongs to, what it measures, whose it is.

    Args:
        offers: what lies on the table, in the words of who put it there.
        names: of the parties, for people.
    """
    said = texts(offers)
    return {
        each.path: f"{said[each.item]}: {each.what}"
        f"{f', {names.get(each.party, each.party)}' if each.party else ''}"
        for each in stated(offers)
    }


def lost_without(found: Explanation, names: Mapping[PartyId, str]) -> Bars:
    """How much public value is lost without each party; those without which none is are left out.

    Args:
        found: the explanation.
        names: of the parties, for people.
    """
    shown = {PartyId(each.what): each for each in found.without_party if each.lost > 0}
    return Bars(
        name="without",
        caption=_caption(found, "Public value lost without each party", _left(found.without_party)),
        bars=tuple(
            Bar(category=names.get(party, party), series=_SERIES, value=each.lost)
            for party, each in shown.items()
        ),
        most=max((each.lost for each in shown.values()), default=1.0),
    )


def _left(losses: tuple[Loss, ...]) -> str:
    idle = sum(each.lost <= 0 for each in losses)
    return f"Without each of {idle} more, nothing is lost." if idle else ""


def _caption(found: Explanation, title: str, note: str) -> Caption:
    return Caption(
        title=title,
        source="the offers on the table, answered anew with each change",
        unit=found.package.unit,
        on=found.at.date().isoformat(),
        label="invented" if found.package.invented else "",
        note=note,
    )
