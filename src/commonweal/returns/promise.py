"""The life of a return: promised, aligned, delivered, confirmed (paper S5.1; requirement 32)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from commonweal.model.agreement import ENDED, Agreement, AgreementState
from commonweal.model.errors import Conflict, Invalid, NotAllowed, NotYet
from commonweal.model.estimate import Estimate
from commonweal.model.ids import PartyId, ReleaseId
from commonweal.model.release import Release
from commonweal.model.returns import Return, ReturnItem
from commonweal.model.returns import ReturnState as S

TRANSITIONS: Mapping[S, frozenset[S]] = MappingProxyType(
    {
        S.PROMISED: frozenset({S.ALIGNED, S.WAIVED}),
        S.ALIGNED: frozenset({S.PROMISED, S.DELIVERED, S.WAIVED}),
        S.DELIVERED: frozenset({S.CONFIRMED, S.WAIVED}),
        S.CONFIRMED: frozenset(),
        S.WAIVED: frozenset(),
    }
)
"""What may follow each state; an aligned return is promised again when a track reopens."""

OWED = frozenset({S.PROMISED, S.ALIGNED})
"""Not delivered yet, and not waived."""


def promisable(agreement: Agreement, party: PartyId | None) -> bool:
    """True if that party may promise a return under it: a party to it, before it has ended."""
    return party in agreement.parties and agreement.state not in ENDED | {AgreementState.CLOSED}


def acts(promise: Return, party: PartyId | None) -> frozenset[str]:
    """What that party can do to it now: its giver record, its recipient confirm or waive."""
    follows = TRANSITIONS[promise.state]
    found = {
        "record": S.DELIVERED in follows and party == promise.giver,
        "confirm": S.CONFIRMED in follows and party == promise.recipient,
        "waive": S.WAIVED in follows and party == promise.recipient,
    }
    return frozenset(act for act, open in found.items() if open)


def towards(
    promise: Return, releases: Iterable[Release]
) -> tuple[tuple[ReleaseId, ReturnItem], ...]:
    """What releases under the same agreement show in the unit of the promise, newest first."""
    own = (each for each in releases if each.agreement == promise.agreement)
    return tuple(
        (release.id, item)
        for release in sorted(own, key=lambda each: each.at, reverse=True)
        for item in release.returned
        if item.unit == promise.amount.unit
    )


def check_amount(amount: Estimate) -> None:
    """Say nothing if that much can be given back. Raises Invalid for less than nothing."""
    if amount.low < 0:
        raise Invalid(
            detail=f"A return of {amount.low:g} {amount.unit} gives nothing back.",
            hint="Give an amount from 0.",
            field="amount",
        )


def realigned(promise: Return, done: Collection[str]) -> Return:
    """The return as the tracks leave it: aligned once all it needs are done, else promised.

    What was delivered, confirmed or waived stays so, whatever its tracks do later.

    Args:
        promise: the return.
        done: names of the tracks that are done with every authority in every country.
    """
    if promise.state not in OWED:
        return promise
    ready = set(promise.needs_tracks) <= set(done)
    return replace(promise, state=S.ALIGNED if ready else S.PROMISED)


def delivered(
    promise: Return, amount: Estimate, evidence: str, waits: Collection[str] = ()
) -> Return:
    """The return as its giver says it delivered it, in the unit it promised.

    Args:
        promise: the return.
        amount: how much came.
        evidence: what that rests on.
        waits: what people call the tracks that it needs; their names, if nothing is given.

    Raises:
        NotYet: tracks that it needs are not done.
        Conflict: delivered before, or waived.
        Invalid: another unit than promised, or no evidence.
    """
    if promise.state is S.PROMISED:
        named = waits or promise.needs_tracks
        raise NotYet(
            detail=f"{promise.text!r} waits for: {', '.join(named) or 'alignment'}.",
            hint="A benefit is real once its tracks are done: `weal align status`.",
        )
    _follows(promise, S.DELIVERED)
    check_amount(amount)
    if amount.unit != promise.amount.unit:
        raise Invalid(
            detail=f"{promise.text!r} is promised in {promise.amount.unit}, not {amount.unit}.",
            hint=f"Record it in {promise.amount.unit}; units are never converted.",
            field="unit",
        )
    if not evidence.strip():
        raise Invalid(
            detail=f"{promise.text!r} is delivered on no evidence.",
            hint="Say what it rests on, such as the id of a release.",
            field="evidence",
        )
    return replace(promise, state=S.DELIVERED, delivered=amount, evidence=evidence.strip())


def confirmed(promise: Return, by: PartyId, at: datetime) -> Return:
    """The return once its recipient says that it came.

    Raises:
        NotAllowed: `by` is not its recipient.
        NotYet: its giver has not recorded a delivery.
        Conflict: confirmed before, or waived.
    """
    _by_recipient(promise, by)
    if promise.state in OWED:
        raise NotYet(
            detail=f"No delivery of {promise.text!r} is recorded.",
            hint="Its giver records it first: `weal returns record`.",
        )
    _follows(promise, S.CONFIRMED)
    return replace(promise, state=S.CONFIRMED, confirmed_at=at)


def waived(promise: Return, by: PartyId) -> Return:
    """The return once its recipient no longer asks for it.

    Raises:
        NotAllowed: `by` is not its recipient.
        Conflict: confirmed or waived before.
    """
    _by_recipient(promise, by)
    _follows(promise, S.WAIVED)
    return replace(promise, state=S.WAIVED)


def overdue(promise: Return, today: date) -> bool:
    """True if its due day has passed, and it is neither delivered nor waived."""
    return promise.state in OWED and promise.due < today


def _by_recipient(promise: Return, by: PartyId) -> None:
    if by != promise.recipient:
        raise NotAllowed(
            detail=f"Only the recipient of {promise.text!r} can say that.",
            hint=f"Act as {promise.recipient}.",
        )


def _follows(promise: Return, to: S) -> None:
    if to not in TRANSITIONS[promise.state]:
        follows = ", ".join(sorted(TRANSITIONS[promise.state])) or "nothing"
        raise Conflict(
            detail=f"{promise.text!r} is {promise.state}; it cannot become {to}.",
            hint=f"What can follow: {follows}.",
        )
