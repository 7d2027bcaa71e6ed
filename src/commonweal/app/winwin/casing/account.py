"""The parts of an account of public value as rows, for its page and its command."""

from collections.abc import Callable

from commonweal.app.winwin.casing.part import SAID
from commonweal.app.winwin.casing.words import source
from commonweal.model.ids import PartyId
from commonweal.winwin.case.publicvalue import PublicUse, PublicValue

SHOWN = ("shown by", "without the sharing", "without the partnership")
CostRow = tuple[str, str, float, float, float, str]
COSTS = ("who", "what", "low", "likely", "high", SAID)
FREE = "It costs government nothing."


def shown(found: PublicUse) -> tuple[str, ...]:
    """What shows the public value of a use, under the columns `SHOWN`; nothing if nobody told."""
    told = found.indicator, found.baseline, found.counterfactual
    return tuple(each or "not said" for each in told) if any(told) else ()


def cost_rows(found: PublicValue, name: Callable[[PartyId], str]) -> tuple[CostRow, ...]:
    """What government pays, or bears as a risk, under the columns `COSTS`."""
    return tuple(
        (
            name(each.party) if each.party else "government",
            f"{each.text}: {each.what}",
            each.cost.low,
            each.cost.likely,
            each.cost.high,
            source(each.cost),
        )
        for each in found.costs
    )
