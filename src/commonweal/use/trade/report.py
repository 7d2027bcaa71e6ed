"""The report: a listing of consignments in a form for machines, and what it cannot tell."""

from collections.abc import Mapping
from typing import Any

from commonweal.use.lane import Listed, Value
from commonweal.use.trade.channel import UNSEEN, policy
from commonweal.use.trade.listing import CONSIGNMENTS, FINDINGS, PAIRS, PAPERS

NOTHING = "No declaration was found: nothing could be compared."
NO_FINDING = "No difference was found between declarations and papers."
MATCH = ("consignment", "item", "document", "line")
Row = Mapping[str, Value]


def report(disclosed: Listed, *, definition: str, synthetic: bool) -> dict[str, Any]:
    """Channels, findings and matches of a disclosed listing, as one JSON document."""
    tables = disclosed.tables
    papers = tables.get(PAPERS, ())
    return {
        "label": "synthetic" if synthetic else "",
        "definition": definition,
        "policy": policy().version,
        "rules": [_rule(each) for each in policy().rules],
        "said": _said(disclosed),
        "cannot_see": UNSEEN,
        "consignments": [_consignment(row) for row in tables.get(CONSIGNMENTS, ())],
        "findings": [_finding(row) for row in tables.get(FINDINGS, ())],
        "matches": [_match(row) for row in tables.get(PAIRS, ()) if row["item"] and row["line"]],
        "refused": [_problem(row) for row in papers if row["state"] == "refused"],
        "not_compared": [dict(row) for row in papers if row["state"] != "refused"],
        "facts": dict(disclosed.facts),
        "withheld": dict(disclosed.withheld),
    }


def _said(disclosed: Listed) -> str:
    """One sentence on the whole: also where there is nothing."""
    consignments = disclosed.tables.get(CONSIGNMENTS, ())
    if not consignments:
        return NOTHING
    if not disclosed.tables.get(FINDINGS, ()):
        return NO_FINDING
    channels = [str(row["channel"]) for row in consignments]
    told = ", ".join(f"{channels.count(each)} {each}" for each in ("green", "orange", "red"))
    return f"Of {len(channels)} consignments: {told}."


def _rule(rule: Any) -> dict[str, str]:  # noqa: ANN401
    return {"id": rule.id, "channel": rule.channel, "message": rule.message, "basis": rule.basis}


def _consignment(row: Row) -> dict[str, Value | list[str]]:
    told: dict[str, Value | list[str]] = {"id": row["consignment"]}
    told |= {name: value for name, value in row.items() if name != "consignment"}
    told["decided_by"] = [each for each in str(row["decided_by"]).split(", ") if each]
    told["links"] = [each for each in str(row["links"]).split("; ") if each]
    return told


def _finding(row: Row) -> dict[str, object]:
    measured = ("declared", "documented", "difference")
    plain = ("consignment", "type", "level", "item", "document", "line", "sentence", "tolerance")
    money = {"amount": row["at_stake"], "currency": row["currency"]} if row["at_stake"] else None
    return {
        **{name: row[name] for name in plain},
        **{name: _measure(row[name], row[f"{name}_unit"]) for name in measured},
        "money": money,
        "evidence": {
            "declaration": _places(row["in_declaration"]),
            "papers": _places(row["in_papers"]),
        },
    }


def _measure(value: Value, unit: Value) -> dict[str, Value] | None:
    return None if value is None else {"value": value, "unit": unit}


def _places(told: Value) -> list[dict[str, str]]:
    places = [each.partition(" ") for each in str(told or "").split("; ") if each]
    return [{"document": document, "path": path} for document, _, path in places]


def _match(row: Row) -> dict[str, Value]:
    return {name: row[name] for name in MATCH}


def _problem(row: Row) -> dict[str, Value]:
    return {"file": row["file"], "problem": row["remark"]}
