"""The parts of an account of public value as rows, for its page, its document, its command."""

from collections.abc import Callable

from commonweal.app.winwin.casing.part import SAID
from commonweal.app.winwin.casing.words import net_range, source
from commonweal.model.ids import PartyId
from commonweal.winwin.case.publicvalue import PublicUse, PublicValue, Sum

USES = ("use", "by", "data of", "low", "likely", "high")
UseRow = tuple[str, str, str, float, float, float]
SHOWN = ("shown by", "without the sharing", "without the partnership")
CostRow = tuple[str, str, float, float, float, str]
COSTS = ("who", "what", "low", "likely", "high", SAID)
NOTHING = "The package uses no data, so nothing comes of it for the public."
SILENT = (
    "Nobody has said what would show it, how things stand without the sharing, or what would be "
    "done without the partnership."
)
FREE = "It costs government nothing."
APART = (
    "Types of public value are not of one kind, so this account does not add them up. The "
    "optimiser does, as it must choose."
)


def use_row(found: PublicUse, name: Callable[[PartyId], str]) -> UseRow:
    """A use with what it is worth to the public, under the columns `USES`."""
    value = found.value
    return (
        found.text,
        name(found.user),
        name(found.holder),
        value.low,
        value.likely,
        value.high,
    )


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


def cost_caption(found: PublicValue) -> str:
    """What must be known to read the costs."""
    return f"In {found.unit}; a track that is done costs nothing any more."


def sum_facts(found: Sum, unit: str) -> tuple[tuple[str, str], ...]:
    """The account added up: what each figure is called, and the figure."""
    return tuple(
        (each.category, f"{net_range(each)} {unit}")
        for each in (found.value, found.cost, found.net)
    )
