"""A draft from the terms that someone gives: who its parties are, and which clauses it has."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from commonweal.agree.clause import check_agreement, clause
from commonweal.model.agreement import Agreement, Clause, ClauseTerm, Term
from commonweal.model.collaboration import Collaboration
from commonweal.model.errors import Invalid
from commonweal.model.ids import AgreementId, ClauseId, PartyId
from commonweal.model.party import Role

Terms = Mapping[ClauseTerm, tuple[str, ...]]
"""What is agreed on each term, in the order of the clauses."""


def filled(given: Iterable[tuple[ClauseTerm, tuple[str, ...]]], like: Agreement | None) -> Terms:
    """The terms that are given; those of an earlier agreement fill what is not.

    Raises Invalid for a term that is given twice.
    """
    found: dict[ClauseTerm, tuple[str, ...]] = {}
    for term, values in given:
        if term in found:
            raise Invalid(
                detail=f"The term {term.value!r} is given twice.", hint="Give all values in one."
            )
        found[term] = values
    earlier = {each.term: each.values for each in like.clauses} if like else {}
    return {**earlier, **found}


def drafted(
    terms: Terms,
    *,
    under: Collaboration,
    holders: Iterable[PartyId],
    id: AgreementId,
    title: str,
    by: PartyId,
    at: datetime,
) -> Agreement:
    """The draft that the terms make, checked as a whole.

    Its parties, all of whom must sign, are the holders of the datasets and the recipients; the
    other beneficiaries of the collaboration receive its releases.

    Args:
        terms: see `filled`.
        under: its collaboration, in which every party must be.
        holders: of the datasets that the terms name.
        id: of the agreement to make.
        title: what it is called.
        by: the party that drafts it.
        at: now (UTC).

    Raises:
        Invalid: a term is missing, contradictory or not of its form; a party is not in it.
    """
    recipients = (PartyId(each) for each in terms.get(ClauseTerm.RECIPIENT, ()))
    parties = tuple(dict.fromkeys((*holders, *recipients)))
    clauses = _clauses(terms)
    made = Agreement(
        id=id,
        collaboration=under.id,
        title=title,
        parties=parties,
        beneficiaries=tuple(
            each for each in under.with_role(Role.BENEFICIARY) if each not in parties
        ),
        clauses=clauses,
        term=_term(clauses),
        drafted=at,
        drafted_by=by,
    )
    check_agreement(made)
    _check_members(made, under)
    return made


def _clauses(terms: Terms) -> tuple[Clause, ...]:
    return tuple(
        clause(term, *values, id=ClauseId(f"c{number}"))
        for number, (term, values) in enumerate(terms.items(), start=1)
    )


def _term(clauses: Iterable[Clause]) -> Term:
    for each in clauses:
        if each.term is ClauseTerm.TERM:
            first, last, zone = each.values
            return Term(
                first_day=date.fromisoformat(first), last_day=date.fromisoformat(last), zone=zone
            )
    raise Invalid(
        detail="An agreement needs a term.",
        hint="Give first day, last day and zone: --term 2015-04-25 2015-05-31 Asia/Kathmandu.",
        field=ClauseTerm.TERM.value,
    )


def _check_members(made: Agreement, under: Collaboration) -> None:
    for each in made.parties:
        if not under.roles(each):
            raise Invalid(
                detail=f"The party {each} is not in this collaboration.",
                hint="Let it in first: `weal party add NAME --collaboration ID --role ROLE`.",
            )
