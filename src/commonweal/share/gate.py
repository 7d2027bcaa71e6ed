"""THE door: is this request allowed, right now?

No byte of a holder's dataset reaches another party except with a Grant made here. A party to the
agreement is told the clause that decided; a stranger is told what is told of something absent.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from commonweal.model.agreement import Agreement, AgreementState, ClauseTerm
from commonweal.model.dataset import Dataset
from commonweal.model.errors import Invalid, NotFound, NotPermitted
from commonweal.model.grant import Grant, Refusal, Request
from commonweal.model.ids import GrantId, RefusalId
from commonweal.model.policy import Facts, Policy, Verdict, decide, digest
from commonweal.model.rulebook import policy, utc

GRANT_LASTS = timedelta(minutes=15)
"""How long a grant may be used, unless the term ends before."""

STATE = "state"
"""What a refusal names as its clause where the agreement's state decided."""

GRANT = "grant"
"""What a refusal names where the grant itself has run out or is for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """Yes: the grant, and the agreement with one more counted; both are written together."""

    grant: Grant
    agreement_after: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """No: the clause that decided, and why."""

    refusal: Refusal


def answer(
    request: Request, agreement: Agreement, dataset: Dataset, *, name: str
) -> Granted | Refused:
    """The answer to one request under one agreement.

    Args:
        request: who asks for what, why, how and when (UTC).
        agreement: as it stands; its version is checked again when the answer is committed.
        dataset: the one asked for, as it stands.
        name: a fresh id for the grant or refusal.

    Raises:
        NotFound: whoever asks is no party to the agreement.
        Invalid: the dataset is another than the request names, the request's instant has no
            zone, or the agreement has no readable policy.
    """
    if request.party not in agreement.parties:
        raise NotFound(kind="dataset", id=request.dataset)
    if dataset.id != request.dataset:
        raise Invalid(
            detail=f"{dataset.id} was opened for a request about {request.dataset}.",
            hint="Open the dataset that the request names.",
        )
    asked = policy(agreement)
    verdict = _shut(agreement, dataset) or decide(asked, _facts(request, agreement))
    if verdict.permitted:
        return _granted(request, agreement, dataset, asked, name)
    return Refused(refusal=_refusal(request, agreement, verdict, name))


def usable(grant: Grant, agreement: Agreement, dataset: Dataset, at: datetime) -> None:
    """Say nothing if the grant can be used at this instant; ask before each piece that leaves.

    Raises:
        NotPermitted: the grant has run out or is for something else, the agreement is no longer
            in force, or the dataset has changed since.
    """
    verdict = barred(grant, agreement, dataset, at)
    if verdict:
        raise NotPermitted(clause=verdict.clause, detail=verdict.reason, hint=verdict.hint)


def barred(grant: Grant, agreement: Agreement, dataset: Dataset, at: datetime) -> Verdict | None:
    """Why the grant cannot be used at this instant; None if it can."""
    return _shut(agreement, dataset) or _run_out(grant, agreement, dataset, at)


def spent(grant: Grant) -> Grant:
    """The grant, used: written in the transaction of what it was used for, so only once.

    Raises NotPermitted if it was used before.
    """
    if grant.used:
        raise NotPermitted(
            clause=GRANT,
            detail=f"The grant {grant.id} was used already: one grant opens the data once.",
            hint="Ask again: `weal share request`.",
        )
    return replace(grant, used=True)


def _facts(request: Request, agreement: Agreement) -> Facts:
    return Facts(
        party=request.party,
        dataset=request.dataset,
        purpose=request.purpose,
        mode=request.mode,
        at=request.at,
        granted=agreement.granted,
    )


def _shut(agreement: Agreement, dataset: Dataset) -> Verdict | None:
    """Why the door is shut for everyone, whatever is asked; None if it is open."""
    if agreement.state is not AgreementState.ACTIVE:
        return _no(
            STATE,
            f"The agreement {agreement.id} is {agreement.state}, not in force.",
            _HINTS.get(agreement.state, "It has ended. Make a new agreement from it."),
        )
    if agreement.key_doomed or agreement.key_destroyed:
        return _no(STATE, f"The key of {agreement.id} is to be destroyed.", "It has ended.")
    if not {each.party for each in agreement.signatures} >= set(agreement.parties):
        return _no(STATE, f"Not every party has signed {agreement.id}.", "All parties sign first.")
    if dataset.holder not in agreement.parties:
        return _no(
            _clause(agreement, ClauseTerm.DATASET),
            f"The holder of {dataset.id} is not a party to {agreement.id}.",
            "Only its holder can agree to share a dataset.",
        )
    return None


_HINTS = {
    AgreementState.DRAFT: "Every party signs it first: `weal agree sign`.",
    AgreementState.PROPOSED: "Every party signs it first: `weal agree sign`.",
    AgreementState.SIGNED: "It comes into force when its term begins.",
    AgreementState.SUSPENDED: "Ask the holder to resume it.",
}


def _granted(
    request: Request, agreement: Agreement, dataset: Dataset, asked: Policy, name: str
) -> Granted:
    grant = Grant(
        id=GrantId(name),
        collaboration=agreement.collaboration,
        agreement=agreement.id,
        dataset=dataset.id,
        dataset_version=dataset.version,
        recipient=request.party,
        purpose=request.purpose,
        mode=request.mode,
        issued=request.at,
        expires=min(request.at + GRANT_LASTS, agreement.term.end),
        policy=digest(asked),
    )
    counted = replace(agreement, granted=agreement.granted + 1)
    return Granted(grant=grant, agreement_after=counted)


def _refusal(request: Request, agreement: Agreement, verdict: Verdict, name: str) -> Refusal:
    return Refusal(
        id=RefusalId(name),
        collaboration=agreement.collaboration,
        agreement=agreement.id,
        dataset=request.dataset,
        party=request.party,
        purpose=request.purpose,
        at=request.at,
        clause=verdict.clause,
        reason=verdict.reason,
        hint=verdict.hint,
    )


def _run_out(grant: Grant, agreement: Agreement, dataset: Dataset, at: datetime) -> Verdict | None:
    if (grant.agreement, grant.dataset) != (agreement.id, dataset.id):
        return _no(GRANT, f"The grant {grant.id} is for something else.", "Ask for a grant.")
    if not agreement.term.start <= at < agreement.term.end:
        return _no(
            _clause(agreement, ClauseTerm.TERM),
            f"{utc(at)} is outside the term, which ends at {utc(agreement.term.end)}.",
            "Make a new agreement from this one.",
        )
    if not grant.issued <= at < grant.expires:
        return _no(
            GRANT,
            f"The grant {grant.id} could be used from {utc(grant.issued)} to {utc(grant.expires)}.",
            "Ask again: `weal share request`.",
        )
    if dataset.version != grant.dataset_version:
        return _no(
            GRANT,
            f"The dataset {dataset.id} has changed since the grant was issued.",
            "Ask again, for the dataset as it is now.",
        )
    return None


def _clause(agreement: Agreement, term: ClauseTerm) -> str:
    found = agreement.clause(term)
    return found.id if found else STATE


def _no(clause: str, reason: str, hint: str) -> Verdict:
    return Verdict(permitted=False, clause=clause, reason=reason, hint=hint)
