"""Small valid returns; a test states only what matters to it."""

from datetime import UTC, date, datetime, timedelta

from commonweal.model.estimate import Estimate
from commonweal.model.ids import (
    AgreementId,
    CollaborationId,
    DatasetId,
    GrantId,
    PartyId,
    ReleaseId,
    ReturnId,
)
from commonweal.model.release import Release
from commonweal.model.returns import Return, ReturnItem, ReturnState

GIVER, RECIPIENT, STRANGER = PartyId("par_G"), PartyId("par_R"), PartyId("par_S")
NOON = datetime(2015, 5, 20, 12, 0, tzinfo=UTC)
DUE = date(2015, 6, 30)


def estimate(likely: float = 1, unit: str = "reports", spread: float = 0) -> Estimate:
    return Estimate(
        low=likely - spread,
        likely=likely,
        high=likely + spread,
        unit=unit,
        source="invented",
        on=NOON.date(),
    )


def promise(
    state: ReturnState = ReturnState.PROMISED,
    *,
    needs: tuple[str, ...] = ("licence",),
    giver: PartyId = GIVER,
    recipient: PartyId = RECIPIENT,
    amount: Estimate | None = None,
    came: Estimate | None = None,
) -> Return:
    return Return(
        id=ReturnId("ret_1"),
        collaboration=CollaborationId("col_1"),
        agreement=AgreementId("agr_1"),
        giver=giver,
        recipient=recipient,
        text="A report",
        amount=amount or estimate(),
        due=DUE,
        needs_tracks=needs,
        state=state,
        delivered=came,
        evidence="rel_1" if came else "",
    )


def item(amount: float, unit: str = "reports") -> ReturnItem:
    return ReturnItem(text=f"{amount:g} {unit} shown", amount=amount, unit=unit, evidence="a table")


def release(number: int, *returned: ReturnItem, agreement: str = "agr_1") -> Release:
    """One of several, a day apart."""
    return Release(
        id=ReleaseId(f"rel_{number}"),
        collaboration=CollaborationId("col_1"),
        agreement=AgreementId(agreement),
        grant=GrantId("gra_1"),
        dataset=DatasetId("dat_1"),
        dataset_version="1",
        lane="mobility",
        definition="mobility/1",
        settings=(),
        at=NOON + timedelta(days=number),
        made_by=GIVER,
        beneficiaries=(),
        threshold=16,
        published=3,
        withheld=(),
        files=(),
        returned=returned,
        synthetic=True,
    )
