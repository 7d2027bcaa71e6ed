"""The disclosed verdicts as files, made from what passed disclosure alone."""

from collections import Counter
from collections.abc import Mapping

from commonweal.model.output import DocumentOutput, Output, TableOutput
from commonweal.model.returns import ReturnItem
from commonweal.use.food.disclosable import RULE
from commonweal.use.food.local.distance import METRIC
from commonweal.use.food.local.rule import Rule, rulebook
from commonweal.use.lane import Inputs, Listed, Value

SOURCE = "EPCIS 2.0 events of the holder, with its own facilities and products"
MODEL = "mass balance, proportional: what is drawn from a mixed lot has the mix of the lot"
CAUTION = (
    "A verdict is no certificate: rules that are not verified were not quoted from the source."
)


def outputs(inputs: Inputs, disclosed: Listed, definition: str) -> tuple[Output, ...]:
    """verdicts.csv, trace.csv and report.json; each says what it is."""
    about = {
        "data_source": SOURCE,
        "definition": definition,
        "label": label(inputs, disclosed),
    }
    return (
        _table("verdicts", disclosed, about),
        _table("trace", disclosed, about),
        DocumentOutput(name="report.json", document=_report(disclosed, about)),
    )


def returned(disclosed: Listed) -> tuple[ReturnItem, ...]:
    """What each rule of the run proved: lots, and kilograms where they were weighed."""
    rows = disclosed.tables["verdicts"]
    lots = Counter(str(row["rule"]) for row in rows if row["verdict"] == "yes")
    day = disclosed.facts.get("claimed_on", "")
    asked = dict.fromkeys(str(row["rule"]) for row in rows)
    items = []
    for rule in asked:
        evidence = f"{lots[rule]} of {len(rows) // len(asked)} lots under {rule} on {day}"
        kilograms = float(disclosed.facts.get(f"kilograms_local_{rule}", 0))
        for what, amount, unit in (("lots", lots[rule], "lots"), ("goods", kilograms, "kg")):
            text = f"{what} proven local under {rule}"
            items.append(ReturnItem(text=text, amount=amount, unit=unit, evidence=evidence))
    return tuple(items)


def label(inputs: Inputs, disclosed: Listed) -> str:
    """`synthetic` if the holder or its files say so, else nothing."""
    return "synthetic" if inputs.synthetic else str(disclosed.facts.get("label", ""))


def rule_of(row: Mapping[str, Value]) -> Rule:
    """The rule that a row of verdicts is about."""
    named = (row["rule"], row["version"])
    return next(rule for rule in rulebook() if (rule.id, rule.version) == named)


def _table(name: str, disclosed: Listed, about: Mapping[str, str]) -> TableOutput:
    columns = RULE.open[name]
    rows = (
        (*(row[column] for column in columns), *about.values()) for row in disclosed.tables[name]
    )
    return TableOutput(name=f"{name}.csv", columns=(*columns, *about), rows=tuple(rows))


def _report(disclosed: Listed, about: Mapping[str, str]) -> dict[str, object]:
    rows = disclosed.tables["verdicts"]
    used = {(row["rule"], row["version"]): rule_of(row) for row in rows}
    return {
        **about,
        "attribution": MODEL,
        "bounds": "however lots were mixed and drawn; shares are rounded outwards",
        "distance": f"{METRIC}; no road network is used",
        "caution": CAUTION,
        "rules": [_told(rule) for rule in used.values()],
        "verdicts": list(rows),
        "trace": list(disclosed.tables["trace"]),
        "alarms": list(disclosed.tables["alarms"]),
        "facts": dict(disclosed.facts),
        "withheld": dict(disclosed.withheld),
    }


def _told(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "version": rule.version,
        "title": rule.title,
        "valid_from": rule.valid_from.isoformat(),
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else "",
        "share": f"{rule.share.comparator} {rule.share.threshold} by {rule.share.basis}",
        "custody_model": rule.custody_model,
        "source": rule.source,
        "verified": rule.verified,
        "note": rule.note,
    }
