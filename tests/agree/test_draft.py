"""Terms become a draft: its parties, its clauses, and what is missing."""

from datetime import date

import pytest

from commonweal.agree.draft import Terms, drafted, filled
from commonweal.model.agreement import Agreement, ClauseTerm
from commonweal.model.collaboration import Collaboration, Member
from commonweal.model.errors import Invalid
from commonweal.model.ids import AgreementId, CollaborationId, PartyId
from commonweal.model.party import Role
from tests.agree.builders import BASE, DRAFTED, FULL, HOLDER, OTHER, USER, agreement

MEMBERS = {HOLDER: Role.HOLDER, USER: Role.USER, OTHER: Role.BENEFICIARY}


def collaboration(*parties: PartyId) -> Collaboration:
    return Collaboration(
        id=CollaborationId("col_1"),
        title="Flood",
        issue="Who is cut off",
        members=tuple(Member(party=each, roles=frozenset({MEMBERS[each]})) for each in parties),
        founder=USER,
    )


def draft(terms: Terms, under: Collaboration | None = None) -> Agreement:
    return drafted(
        terms,
        under=under or collaboration(*MEMBERS),
        holders=(HOLDER, HOLDER),
        id=AgreementId("agr_1"),
        title="Where people went",
        by=USER,
        at=DRAFTED,
    )


def test_holders_and_recipients_sign_and_other_beneficiaries_receive() -> None:
    made = draft(FULL)
    assert made.parties == (HOLDER, USER)
    assert made.beneficiaries == (OTHER,)
    assert [each.id for each in made.clauses] == [f"c{n}" for n in range(1, len(FULL) + 1)]
    assert (made.term.first_day, made.drafted_by) == (date(2015, 4, 26), USER)


def test_a_beneficiary_that_signs_is_a_party_alone() -> None:
    made = draft({**BASE, ClauseTerm.RECIPIENT: (USER, OTHER)})
    assert (made.parties, made.beneficiaries) == ((HOLDER, USER, OTHER), ())


def test_a_party_outside_the_collaboration_is_refused() -> None:
    with pytest.raises(Invalid, match="par_U is not in this collaboration"):
        draft(BASE, collaboration(HOLDER))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((), "term"),
        (("2015-04-26", "2015-05-31"), "term"),
        (("2015-04-26", "2015-02-30", "UTC"), "2015-02-30"),
        (("2015-04-26", "2015-05-31", "Nowhere"), "is not an IANA time zone"),
    ],
)
def test_a_term_is_two_days_that_exist_and_a_zone(values: tuple[str, ...], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        draft({**BASE, ClauseTerm.TERM: values})


def test_a_draft_without_a_term_is_refused() -> None:
    terms: Terms = {term: told for term, told in BASE.items() if term is not ClauseTerm.TERM}
    with pytest.raises(Invalid, match="An agreement needs a term"):
        draft(terms)


@pytest.mark.requirement(45)
def test_what_is_not_given_comes_from_the_earlier_agreement() -> None:
    given = [(ClauseTerm.PURPOSE, ("research",))]
    found = filled(given, agreement())
    assert found[ClauseTerm.PURPOSE] == ("research",)
    assert {**found, ClauseTerm.PURPOSE: FULL[ClauseTerm.PURPOSE]} == FULL
    assert filled(given, None) == dict(given)


def test_a_term_that_is_given_twice_is_refused() -> None:
    twice = [(ClauseTerm.COUNT, ("1",)), (ClauseTerm.COUNT, ("2",))]
    with pytest.raises(Invalid, match="'count' is given twice"):
        filled(twice, agreement())
