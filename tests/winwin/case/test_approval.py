"""Which business parties have approved their case of a package."""

from datetime import UTC, datetime

import pytest

from commonweal.model.ids import ApprovalId, PackageId, PartyId
from commonweal.model.winwin import Approval, ApprovalState
from commonweal.winwin.case.approval import gate
from tests.winwin.invented import COLLABORATION, HOLDER, PACKAGE, THIRD, USER


def said(
    party: PartyId, state: ApprovalState = ApprovalState.APPROVED, package: PackageId = PACKAGE
) -> Approval:
    return Approval(
        id=ApprovalId(f"app_{party}_{package}"),
        collaboration=COLLABORATION,
        party=party,
        package=package,
        state=state,
        by="board",
        note="",
        at=datetime(2015, 5, 1, tzinfo=UTC),
    )


@pytest.mark.requirement(29)
def test_the_gate_opens_once_every_business_party_has_approved() -> None:
    one = gate((HOLDER, THIRD), [said(HOLDER)], PACKAGE)
    assert (one.approved, one.withheld, one.open) == ((HOLDER,), (THIRD,), False)
    assert gate((HOLDER, THIRD), [said(HOLDER), said(THIRD)], PACKAGE).open


@pytest.mark.parametrize("state", [e for e in ApprovalState if e is not ApprovalState.APPROVED])
def test_nothing_but_an_approval_counts(state: ApprovalState) -> None:
    assert gate((HOLDER,), [said(HOLDER, state)], PACKAGE).withheld == (HOLDER,)


def test_the_approval_of_an_earlier_package_does_not_count() -> None:
    assert not gate((HOLDER,), [said(HOLDER, package=PackageId("pac_earlier"))], PACKAGE).open


def test_an_approval_of_figures_that_have_changed_since_does_not_count() -> None:
    found = gate((HOLDER, THIRD), [said(HOLDER), said(THIRD)], PACKAGE, changed={HOLDER, USER})
    assert (found.approved, found.withheld, found.changed) == ((THIRD,), (HOLDER,), (HOLDER,))
    assert gate((HOLDER,), [], PACKAGE, changed={HOLDER}).changed == ()


def test_who_is_no_business_neither_opens_nor_shuts_it() -> None:
    found = gate((HOLDER,), [said(HOLDER), said(USER, ApprovalState.REJECTED)], PACKAGE)
    assert (found.approved, found.withheld) == ((HOLDER,), ())


def test_without_a_business_party_it_is_open() -> None:
    assert gate((), [], PACKAGE).open
