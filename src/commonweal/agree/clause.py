"""A clause in its checked form, and the check of a whole agreement before anyone signs it."""

from collections import Counter
from collections.abc import Callable

from commonweal.agree import form
from commonweal.agree.terms import TABLE
from commonweal.model.agreement import Agreement, Clause, ClauseTerm
from commonweal.model.errors import Invalid
from commonweal.model.ids import ClauseId, PartyId
from commonweal.model.rulebook import REQUIRED, policy

_FEWEST_PARTIES = 2


def clause(term: ClauseTerm, *values: str, id: ClauseId) -> Clause:
    """One promise, its values checked against the form of its term.

    Raises:
        UnknownTerm: a value outside a closed list.
        Invalid: values out of form, or too many or few.
    """
    form.plain_id("clause", id)
    TABLE[term].check(term.value, values)
    return Clause(id=id, term=term, values=values)


def check_agreement(agreement: Agreement) -> None:
    """The static check before signing: say nothing, or what would make the agreement void.

    Raises:
        UnknownTerm: a word outside the vocabulary.
        Invalid: a required clause is missing or given twice, times contradict each other, or a
            permission that nobody can satisfy.
    """
    form.plain_id("agreement", agreement.id)
    form.plain_id("collaboration", agreement.collaboration)
    form.text("title", agreement.title)
    _parties(agreement)
    _clauses(agreement)
    for check in _CHECKS:
        check(agreement)
    policy(agreement)


def _parties(agreement: Agreement) -> None:
    form.ids("parties", agreement.parties)
    if agreement.beneficiaries:
        form.ids("beneficiaries", agreement.beneficiaries)
    if len(agreement.parties) < _FEWEST_PARTIES:
        raise Invalid(
            detail="An agreement with one party binds nobody.",
            hint="Name the holder and at least one other party.",
            field="parties",
        )


def _clauses(agreement: Agreement) -> None:
    for each in agreement.clauses:
        clause(each.term, *each.values, id=each.id)
    _once("clause id", [each.id for each in agreement.clauses])
    _once("term", [each.term.value for each in agreement.clauses])
    missing = [term.value for term in REQUIRED if agreement.clause(term) is None]
    if missing:
        raise Invalid(
            detail=f"The agreement has no clause on: {', '.join(missing)}.",
            hint="Without it a permission would be wider than anyone said. Add the clause.",
            field=missing[0],
        )


def _once(what: str, words: list[str]) -> None:
    twice = [word for word, times in Counter(words).items() if times > 1]
    if twice:
        raise Invalid(
            detail=f"The {what} {twice[0]!r} is used twice.",
            hint="Say each thing in one clause.",
            field=twice[0],
        )


def _recipients(agreement: Agreement) -> None:
    recipients = _values(agreement, ClauseTerm.RECIPIENT)
    _among_parties(agreement, ClauseTerm.RECIPIENT)
    if set(recipients) == {agreement.parties[0]}:
        raise Invalid(
            detail="The only recipient is the holder itself, so nobody is permitted anything.",
            hint="Name the party that shall use the data.",
            field=ClauseTerm.RECIPIENT.value,
        )


def _revokers(agreement: Agreement) -> None:
    _among_parties(agreement, ClauseTerm.REVOCABLE)


def _among_parties(agreement: Agreement, term: ClauseTerm) -> None:
    for each in _values(agreement, term):
        if PartyId(each) not in agreement.parties:
            raise Invalid(
                detail=f"The clause on {term.value!r} names {each}, who is not a party.",
                hint=f"The parties are: {', '.join(agreement.parties)}.",
                field=term.value,
            )


def _same_term(agreement: Agreement) -> None:
    span = agreement.term
    said = (span.first_day.isoformat(), span.last_day.isoformat(), span.zone)
    if _values(agreement, ClauseTerm.TERM) != said:
        raise Invalid(
            detail="The term clause gives other days than the term of the agreement.",
            hint=f"Both say: {', '.join(said)}.",
            field=ClauseTerm.TERM.value,
        )


def _not_over(agreement: Agreement) -> None:
    if agreement.drafted >= agreement.term.end:
        raise Invalid(
            detail=f"The term was over ({agreement.term.last_day}) before the draft was made.",
            hint="Nobody could ever use the permission. Give a term that ends later.",
            field=ClauseTerm.TERM.value,
        )


def _dues(agreement: Agreement) -> None:
    """A copy may be kept while the agreement runs; what is owed follows from using the data."""
    span = agreement.term
    delete = _values(agreement, ClauseTerm.DELETE)
    if delete and not delete[0].startswith("P") and delete[0] < span.last_day.isoformat():
        raise Invalid(
            detail=f"Copies are deleted on {delete[0]}, but may be used until {span.last_day}.",
            hint="Delete on the last day or later.",
            field=ClauseTerm.DELETE.value,
        )
    for term in (ClauseTerm.PUBLISH_INSIGHT, ClauseTerm.RETURN_BENEFIT):
        due = _values(agreement, term)[:1]
        if due and due[0] < span.first_day.isoformat():
            raise Invalid(
                detail=f"{term.value!r} is due on {due[0]}, before the term begins.",
                hint=f"Give a day from {span.first_day}.",
                field=term.value,
            )


_CHECKS: tuple[Callable[[Agreement], None], ...] = (
    _recipients,
    _revokers,
    _same_term,
    _not_over,
    _dues,
)


def _values(agreement: Agreement, term: ClauseTerm) -> tuple[str, ...]:
    found = agreement.clause(term)
    return found.values if found else ()
