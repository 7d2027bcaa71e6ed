from dataclasses import replace
from datetime import timedelta

import pytest

from commonweal.model.agreement import Agreement, AgreementState, ClauseTerm, Mode
from commonweal.model.errors import NotFound
from commonweal.model.grant import Request
from commonweal.model.ids import AgreementId
from commonweal.share.choice import answering
from tests.agree.builders import BASE, DATASET, OTHER, TERM, USER, Terms, active, agreement, dataset

ASKED = Request(
    party=USER,
    dataset=DATASET,
    purpose="disaster-response",
    mode=Mode.VISIT,
    at=TERM.start + timedelta(days=1),
)


def named(name: str, terms: Terms, state: AgreementState = AgreementState.ACTIVE) -> Agreement:
    return replace(active(agreement(terms)), id=AgreementId(name), state=state)


VISIT = BASE
DELIVER: Terms = {**BASE, ClauseTerm.MODE: ("deliver",)}
ANOTHER: Terms = {**BASE, ClauseTerm.PURPOSE: ("research",)}


def chosen(*agreements: Agreement) -> str:
    return answering(ASKED, agreements, dataset()).id


def test_the_agreement_that_permits_answers_wherever_it_stands() -> None:
    permits = named("permits", VISIT)
    others = named("deliver", DELIVER), named("research", ANOTHER)
    assert chosen(permits, *others) == chosen(*others, permits) == "permits"


def test_if_none_permits_the_newest_living_one_of_that_mode_says_why() -> None:
    ended = named("ended", VISIT, AgreementState.WITHDRAWN)
    assert chosen(named("research", ANOTHER), named("deliver", DELIVER), ended) == "research"


def test_what_has_ended_answers_only_if_nothing_lives() -> None:
    ended = named("ended", VISIT, AgreementState.EXPIRED)
    assert chosen(ended, named("deliver", DELIVER)) == "deliver"
    assert chosen(named("draft", VISIT, AgreementState.DRAFT), ended) == "ended"


def test_whoever_no_agreement_names_is_told_what_is_told_of_something_absent() -> None:
    stranger = replace(ASKED, party=OTHER)
    with pytest.raises(NotFound, match="that you can see"):
        answering(stranger, [named("permits", VISIT)], dataset())
    with pytest.raises(NotFound, match="that you can see"):
        answering(ASKED, [], dataset())
