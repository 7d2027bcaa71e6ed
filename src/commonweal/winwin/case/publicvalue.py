"""What a package does for the public, in an account of its own: value by type, cost beside it.

Types of public value are not added up here (the paper leaves telling them apart to later research,
S7): the optimiser does so, as it must choose; `summed` does so for whoever asks.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import fsum

from commonweal.model.estimate import Estimate
from commonweal.model.figure import Range
from commonweal.model.ids import PartyId
from commonweal.model.value import ValueType
from commonweal.model.winwin import Offers, Package, Use
from commonweal.winwin.circumstance import Circumstance
from commonweal.winwin.flow import public_flows
from commonweal.winwin.item import Item, texts
from commonweal.winwin.selection import Selection, moving
from commonweal.winwin.table.stated import Stated

NOT_TYPED = "not typed"
"""What is said of a use whose type of public value nobody has told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicUse:
    """One use, and what it is worth to the public."""

    use: str
    text: str
    holder: PartyId
    user: PartyId
    value_type: ValueType | None
    value: Estimate
    indicator: str
    baseline: str
    counterfactual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedValue:
    """The uses of one type of public value, or those of which nobody has told it."""

    value_type: ValueType | None
    uses: tuple[PublicUse, ...]

    @property
    def name(self) -> str:
        """What the type is called."""
        return self.value_type.value if self.value_type else NOT_TYPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """What government pays, or bears as a risk."""

    item: Item
    text: str
    what: str
    party: PartyId | None
    """None for a track: which public body pays is not told."""
    cost: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicValue:
    """The account of one package."""

    types: tuple[TypedValue, ...]
    """In the order of `ValueType`, what is not typed last."""
    costs: tuple[Expense, ...]
    unit: str
    invented: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """All of an account added up, as somebody asked for it."""

    value: Range
    cost: Range
    """Below zero."""
    net: Range
    warning: str
    """Why the sum says less than it seems to; empty if all is of one type."""


def public_value(package: Package, offers: Offers, now: Circumstance) -> PublicValue:
    """The public value of the chosen uses by type, and the costs of government beside it.

    Args:
        package: the choice.
        offers: what it was chosen from, as they stand.
        now: the sector of each party, and the tracks that are done.

    Raises UnknownTerm: a party of unknown kind.
    """
    uses = public_uses(offers, package.uses)
    flows = moving(public_flows(offers, now), Selection.of(package))
    known = texts(offers)
    return PublicValue(
        types=_typed(uses),
        costs=tuple(_expense(flow, known) for flow in flows if flow.sign < 0),
        unit=package.unit,
        invented=offers.invented,
    )


def public_uses(offers: Offers, uses: Collection[str]) -> tuple[PublicUse, ...]:
    """What each of these uses is worth to the public, in the order of the offers."""
    holders = {each.id: each.holder for each in offers.elements}
    return tuple(_use(each, holders[each.element]) for each in offers.uses if each.id in uses)


def summed(account: PublicValue) -> Sum:
    """The account as one figure: all is in one unit, though not of one kind."""
    uses = [each for typed in account.types for each in typed.uses]
    gains, costs = [each.value for each in uses], [each.cost for each in account.costs]
    return Sum(
        value=_sum("public value", gains, ()),
        cost=_sum("cost to government", (), costs),
        net=_sum("public value less cost to government", gains, costs),
        warning=_warning(account),
    )


def _sum(category: str, gains: Collection[Estimate], costs: Collection[Estimate]) -> Range:
    return Range(
        category=category,
        low=fsum([*(each.low for each in gains), *(-each.high for each in costs)]),
        likely=fsum([*(each.likely for each in gains), *(-each.likely for each in costs)]),
        high=fsum([*(each.high for each in gains), *(-each.low for each in costs)]),
        group="public",
    )


def _typed(uses: tuple[PublicUse, ...]) -> tuple[TypedValue, ...]:
    found = (
        TypedValue(value_type=each, uses=tuple(use for use in uses if use.value_type is each))
        for each in (*ValueType, None)
    )
    return tuple(each for each in found if each.uses)


def _use(use: Use, holder: PartyId) -> PublicUse:
    return PublicUse(
        use=use.id,
        text=use.text or use.id,
        holder=holder,
        user=use.user,
        value_type=use.value_type,
        value=use.public_value,
        indicator=use.indicator,
        baseline=use.baseline,
        counterfactual=use.counterfactual,
    )


def _expense(flow: Stated, known: Mapping[Item, str]) -> Expense:
    return Expense(
        item=flow.item,
        text=known[flow.item],
        what=flow.what,
        party=flow.party,
        cost=flow.figure,
    )


def _warning(account: PublicValue) -> str:
    names = [each.name for each in account.types]
    if names == [NOT_TYPED]:
        return "Nobody has said of which type this public value is: it may not be of one kind."
    if len(names) <= 1:
        return ""
    return (
        f"This adds up {', '.join(names)}: all in {account.unit}, and not of one kind. "
        "Say so wherever you quote it."
    )
