"""The terms of an agreement carried over into another collaboration, to be signed anew there."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from commonweal.agree.draft import Terms
from commonweal.agree.form import day
from commonweal.model.agreement import Agreement, Clause, ClauseTerm
from commonweal.model.errors import Invalid

_PARTIES = frozenset({ClauseTerm.RECIPIENT, ClauseTerm.REVOCABLE})
_DAYS = frozenset({ClauseTerm.DELETE, ClauseTerm.PUBLISH_INSIGHT, ClauseTerm.RETURN_BENEFIT})
_LAST = date(2999, 12, 31)
"""The last day that a clause can name."""


def carried(
    earlier: Agreement,
    *,
    datasets: Collection[str],
    members: Collection[str],
    begins: date,
) -> Terms:
    """The terms of an earlier agreement as far as they make sense elsewhere.

    Datasets and parties that are not there go; a term without any left is not carried. The term
    is as long as it was, and every day in a clause moves with it.

    Args:
        earlier: whose terms they are.
        datasets: ids of what is attached there.
        members: ids of who is in it.
        begins: the first day there; see `beginning`.
    """
    shift = begins - earlier.term.first_day
    known = {ClauseTerm.DATASET: datasets, **dict.fromkeys(_PARTIES, members)}
    found: dict[ClauseTerm, tuple[str, ...]] = {}
    for each in earlier.clauses:
        values = tuple(_moved(each, shift))
        if each.term in known:
            values = tuple(value for value in values if value in known[each.term])
        if values or not each.values:
            found[each.term] = values
    return found


def beginning(earlier: Agreement, today: date) -> date:
    """The first day of the terms carried over: today, or as it was if that is still to come."""
    return max(earlier.term.first_day, today)


def first_day(given: Iterable[tuple[ClauseTerm, tuple[str, ...]]]) -> date | None:
    """The first day that somebody gives anew; None if nobody does, or it is no day."""
    for term, values in given:
        if term is ClauseTerm.TERM and values:
            try:
                return day(term.value, values[0])
            except Invalid:
                return None
    return None


def _moved(clause: Clause, shift: timedelta) -> Iterator[str]:
    if clause.term is ClauseTerm.TERM:
        first, last, zone = clause.values
        return iter((*_later((first, last), shift), zone))
    if clause.term in _DAYS and not clause.values[0].startswith("P"):
        return iter((*_later(clause.values[:1], shift), *clause.values[1:]))
    return iter(clause.values)


def _later(days: Iterable[str], shift: timedelta) -> Iterator[str]:
    for each in days:
        said = date.fromisoformat(each)
        yield (said + min(shift, _LAST - said)).isoformat()
