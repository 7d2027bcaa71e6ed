"""The life of an agreement: which state follows which, and what each step does.

Functions are pure: they return the agreement as it is after the step, or raise.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from commonweal.model.agreement import ENDED, Agreement, ClauseTerm, Signature
from commonweal.model.agreement import AgreementState as S
from commonweal.model.errors import Conflict, Invalid, NotPermitted, NotYet
from commonweal.model.ids import PartyId
from commonweal.model.rulebook import utc

TRANSITIONS: Mapping[S, frozenset[S]] = MappingProxyType(
    {
        S.DRAFT: frozenset({S.PROPOSED, S.WITHDRAWN}),
        S.PROPOSED: frozenset({S.SIGNED, S.WITHDRAWN}),
        S.SIGNED: frozenset({S.ACTIVE, S.EXPIRED, S.WITHDRAWN}),
        S.ACTIVE: frozenset({S.SUSPENDED, S.EXPIRED, S.WITHDRAWN, S.COMPLETED}),
        S.SUSPENDED: frozenset({S.ACTIVE, S.EXPIRED, S.WITHDRAWN}),
        S.EXPIRED: frozenset({S.CLOSED}),
        S.WITHDRAWN: frozenset({S.CLOSED}),
        S.COMPLETED: frozenset({S.CLOSED}),
        S.CLOSED: frozenset(),
    }
)
"""What may follow each state; nothing else may."""

LIVE = frozenset({S.SIGNED, S.ACTIVE, S.SUSPENDED})
"""Signed by all and not ended: these expire when the term ends."""

_UNSIGNED = frozenset({S.DRAFT, S.PROPOSED})
_CLOCKS_APART = timedelta(minutes=5)


def signed(agreement: Agreement, signature: Signature, at: datetime) -> Agreement:
    """The agreement with one signature more: the first proposes it, the last makes it signed.

    The signature itself is checked before, by `check_signature`. Coming into force is a step of
    its own, see `due`.

    Raises:
        Conflict: no longer open for signatures, or this party has signed.
        Invalid: not a party, or signed before the draft or after `at` (clocks may be 5 min apart).
        NotPermitted: the term is over.
    """
    _open_for(agreement, signature.party)
    _in_time(agreement, signature, at)
    signatures = (*agreement.signatures, signature)
    everyone = {each.party for each in signatures} >= set(agreement.parties)
    return replace(agreement, signatures=signatures, state=S.SIGNED if everyone else S.PROPOSED)


def waits_for(agreement: Agreement, party: PartyId) -> bool:
    """True if it is open for signatures and that party's is missing."""
    has_signed = any(each.party == party for each in agreement.signatures)
    return agreement.state in _UNSIGNED and party in agreement.parties and not has_signed


def due(agreement: Agreement, at: datetime) -> S | None:
    """The state that time has brought: in force at the term's start, expired at its very end."""
    if agreement.state not in LIVE:
        return None
    if at >= agreement.term.end:
        return S.EXPIRED
    begun = agreement.state is S.SIGNED and at >= agreement.term.start
    return S.ACTIVE if begun else None


def moved(agreement: Agreement, to: S) -> Agreement:
    """The agreement in its next state; an ending dooms the vault key in the same step.

    Raises:
        Conflict: that state does not follow.
        NotYet: closing before the vault key is destroyed.
    """
    if to not in TRANSITIONS[agreement.state]:
        follows = ", ".join(sorted(TRANSITIONS[agreement.state])) or "nothing"
        raise Conflict(
            detail=f"The agreement {agreement.id} is {agreement.state}; it cannot become {to}.",
            hint=f"What can follow: {follows}.",
        )
    if to is S.CLOSED and not agreement.key_destroyed:
        raise NotYet(
            detail=f"The vault key of {agreement.id} is not destroyed yet.",
            hint="The job that destroys it runs first: `weal worker`.",
        )
    return replace(agreement, state=to, key_doomed=agreement.key_doomed or to in ENDED)


def closable(agreement: Agreement, open_returns: int) -> bool:
    """True once it has ended, its vault key is destroyed, and no promised return is open."""
    return agreement.state in ENDED and agreement.key_destroyed and open_returns == 0


def check_withdrawal(agreement: Agreement, party: PartyId) -> None:
    """Say nothing if that party may withdraw alone: anyone until all have signed, then by clause.

    Raises:
        NotPermitted: names the clause on withdrawal, or `state` where there is none.
    """
    if not _may_withdraw(agreement, party):
        found = agreement.clause(ClauseTerm.REVOCABLE)
        raise NotPermitted(
            clause=found.id if found else "state",
            detail=f"{party} may not withdraw alone from {agreement.id} once all have signed.",
            hint="It ends with its term, or by a party that its clause on withdrawal names.",
        )


def acts(agreement: Agreement, party: PartyId, *, holder: bool) -> frozenset[str]:
    """What that party can do to it now: sign, withdraw; a holder also suspend, resume, complete."""
    follows = TRANSITIONS[agreement.state]
    found = {
        "sign": waits_for(agreement, party),
        "withdraw": S.WITHDRAWN in follows
        and party in agreement.parties
        and _may_withdraw(agreement, party),
        "suspend": holder and S.SUSPENDED in follows,
        "resume": holder and agreement.state is S.SUSPENDED,
        "complete": holder and S.COMPLETED in follows,
    }
    return frozenset(act for act, open in found.items() if open)


def _may_withdraw(agreement: Agreement, party: PartyId) -> bool:
    if agreement.state in _UNSIGNED and party in agreement.parties:
        return True
    found = agreement.clause(ClauseTerm.REVOCABLE)
    return found is not None and party in found.values


def _open_for(agreement: Agreement, party: PartyId) -> None:
    if party not in agreement.parties:
        raise Invalid(
            detail=f"{party} is not a party to {agreement.id}.",
            hint=f"The parties are: {', '.join(agreement.parties)}.",
            field="party",
        )
    if any(each.party == party for each in agreement.signatures):
        raise Conflict(
            detail=f"{party} has signed {agreement.id} already.", hint="One signature is enough."
        )
    if agreement.state not in _UNSIGNED:
        raise Conflict(
            detail=f"The agreement {agreement.id} is {agreement.state}; nobody can sign it now.",
            hint="Draft a new one from it.",
        )


def _in_time(agreement: Agreement, signature: Signature, at: datetime) -> None:
    if at >= agreement.term.end:
        found = agreement.clause(ClauseTerm.TERM)
        raise NotPermitted(
            clause=found.id if found else "state",
            detail=f"The term of {agreement.id} ended at {utc(agreement.term.end)}.",
            hint="Draft a new one from it, with a term that ends later.",
        )
    if not agreement.drafted - _CLOCKS_APART <= signature.at <= at + _CLOCKS_APART:
        raise Invalid(
            detail=f"The signature says {utc(signature.at)}, outside draft to now.",
            hint="Set the clock of the machine that signs, and sign again.",
            field="at",
        )
