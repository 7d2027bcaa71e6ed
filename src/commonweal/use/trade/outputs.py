"""A disclosed listing as files, and what it gives back to the trader who shared."""

from commonweal.model.output import DocumentOutput, Output, TableOutput
from commonweal.model.returns import ReturnItem
from commonweal.use.lane import Inputs, Listed
from commonweal.use.trade.listing import CONSIGNMENTS, FINDINGS, PAIRS, RULE
from commonweal.use.trade.report import report

TABLES = (CONSIGNMENTS, FINDINGS, PAIRS)


def outputs(inputs: Inputs, disclosed: Listed, definition: str) -> tuple[Output, ...]:
    """consignments.csv, findings.csv, pairs.csv and report.json; each says what it is."""
    label = "synthetic" if inputs.synthetic else ""
    document = report(disclosed, definition=definition, synthetic=inputs.synthetic)
    return (
        *(_table(name, disclosed, definition, label) for name in TABLES),
        DocumentOutput(name="report.json", document=document),
    )


def returned(disclosed: Listed) -> tuple[ReturnItem, ...]:
    """Consignments that went through green, and errors that were found in time to correct them."""
    consignments = disclosed.tables.get(CONSIGNMENTS, ())
    if not consignments:
        return ()
    green = sum(row["channel"] == "green" for row in consignments)
    early = {row["consignment"] for row in consignments if row["accepted"] is None}
    errors = sum(row["consignment"] in early for row in disclosed.tables.get(FINDINGS, ()))
    return (
        ReturnItem(
            text="consignments whose papers fit the declaration: cleared green",
            amount=green,
            unit="consignments",
            evidence=f"{green} of {len(consignments)} consignments, table {CONSIGNMENTS}",
        ),
        ReturnItem(
            text="errors found before lodging: they can still be corrected",
            amount=errors,
            unit="findings",
            evidence=f"{len(early)} declarations not yet lodged, table {FINDINGS}",
        ),
    )


def _table(name: str, disclosed: Listed, definition: str, label: str) -> TableOutput:
    columns = RULE.open[name]
    rows = disclosed.tables.get(name, ())
    return TableOutput(
        name=f"{name}.csv",
        columns=(*columns, "definition", "label"),
        rows=tuple((*(row[column] for column in columns), definition, label) for row in rows),
    )
