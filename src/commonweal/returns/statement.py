"""What was promised against what came, for one party (paper S6: did each get its win)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId
from commonweal.model.returns import Return, ReturnState
from commonweal.returns.promise import overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The returns of one unit in one direction; what was waived no longer counts."""

    unit: str
    returns: int
    promised: Estimate
    delivered: Estimate
    """By the word of the giver, confirmed or not."""
    confirmed: Estimate
    """By the word of the recipient as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one party is owed and owes, each unit by itself: units are never added up."""

    party: PartyId
    on: date
    owed_to: tuple[Balance, ...]
    owed_by: tuple[Balance, ...]
    overdue: tuple[Return, ...]
    """Due before `on`, and not delivered."""
    contested: tuple[Return, ...]
    """Due before `on` and delivered by the giver's word, and still not confirmed."""
    short: tuple[Return, ...]
    """Delivered or confirmed, with less than the least that was promised."""
    waived: tuple[Return, ...]


def statement(returns: Iterable[Return], party: PartyId, on: date) -> Statement:
    """The statement of `party` on a day, from the returns it gives or receives."""
    own = tuple(each for each in returns if party in (each.giver, each.recipient))
    return Statement(
        party=party,
        on=on,
        owed_to=_balances((each for each in own if each.recipient == party), on),
        owed_by=_balances((each for each in own if each.giver == party), on),
        overdue=tuple(each for each in own if overdue(each, on)),
        contested=tuple(each for each in own if _contested(each, on)),
        short=tuple(each for each in own if _short(each)),
        waived=tuple(each for each in own if each.state is ReturnState.WAIVED),
    )


def _contested(promise: Return, on: date) -> bool:
    return promise.state is ReturnState.DELIVERED and promise.due < on


def _short(promise: Return) -> bool:
    came = promise.delivered
    return (
        came is not None
        and promise.state is not ReturnState.WAIVED
        and came.high < promise.amount.low
    )


def _balances(returns: Iterable[Return], on: date) -> tuple[Balance, ...]:
    by_unit: dict[str, list[Return]] = {}
    for each in returns:
        if each.state is not ReturnState.WAIVED:
            by_unit.setdefault(each.amount.unit, []).append(each)
    return tuple(_balance(unit, by_unit[unit], on) for unit in sorted(by_unit))


def _balance(unit: str, returns: list[Return], on: date) -> Balance:
    came = [(each.state, each.delivered) for each in returns]
    delivered = [amount for _, amount in came if amount is not None]
    confirmed = [
        amount for state, amount in came if amount is not None and state is ReturnState.CONFIRMED
    ]
    count = len(returns)
    return Balance(
        unit=unit,
        returns=count,
        promised=_sum([each.amount for each in returns], unit, count, on),
        delivered=_sum(delivered, unit, count, on),
        confirmed=_sum(confirmed, unit, count, on),
    )


def _sum(amounts: list[Estimate], unit: str, count: int, on: date) -> Estimate:
    return Estimate(
        low=sum(each.low for each in amounts),
        likely=sum(each.likely for each in amounts),
        high=sum(each.high for each in amounts),
        unit=unit,
        source=f"{len(amounts)} of {count} returns",
        on=on,
    )
